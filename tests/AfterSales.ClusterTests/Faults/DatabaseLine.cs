using Npgsql;

namespace AfterSales.ClusterTests.Faults;

/// <summary>The line between a host and PostgreSQL.</summary>
internal sealed class DatabaseLine(NpgsqlConnectionStringBuilder database) : Line(database.Host!, database.Port)
{
    /// <summary>Of the database, by this line.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = Port, Timeout = 5, CommandTimeout = 10 }.ConnectionString;
}
