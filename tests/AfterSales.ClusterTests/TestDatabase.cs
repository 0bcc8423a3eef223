using AfterSales.Storage;
using Npgsql;

namespace AfterSales.ClusterTests;

/// <summary>A database of its own for one test class, thrown away afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("AFTERSALES_TEST_FOLDER") ?? Path.GetTempPath();

    private readonly string? _server;
    private readonly string _name = $"test_{Guid.NewGuid():N}";

    private TestDatabase(StorageProvider provider)
    {
        Provider = provider;
        if (provider == StorageProvider.Sqlite)
        {
            ConnectionString = $"Data Source={Path.Combine(Folder, _name)}.db";
            return;
        }

        _server = Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL")
            ?? throw new InvalidOperationException("This test needs a PostgreSQL server: run tests/run, which starts one.");
        ConnectionString = new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();
    }

    public StorageProvider Provider { get; }

    public string ConnectionString { get; }

    public StorageOptions Options => new() { Provider = Provider, ConnectionString = ConnectionString };

    public static async Task<TestDatabase> Create(StorageProvider provider)
    {
        var database = new TestDatabase(provider);
        if (database._server is not null) await database.OnServer($"create database {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await OnServer($"drop database if exists {_name} with (force)");
            return;
        }

        await using (var own = new Microsoft.Data.Sqlite.SqliteConnection(ConnectionString)) Microsoft.Data.Sqlite.SqliteConnection.ClearPool(own);
        foreach (var suffix in new[] { "", "-wal", "-shm", ".lock", ".host" }) File.Delete(Path.Combine(Folder, _name) + ".db" + suffix);
    }

    private async Task OnServer(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
