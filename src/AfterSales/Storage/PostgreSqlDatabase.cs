using System.Data.Common;
using DbUp;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AfterSales.Storage;

internal sealed class PostgreSqlDatabase : Database
{
    /// <summary>Any number, the same in every version of the service: the advisory lock that start-ups take turns by.</summary>
    internal const long StartUpLock = 0x4166746572;

    private readonly NpgsqlDataSource _source;
    private readonly string _connectionString;

    public PostgreSqlDatabase(string connectionString)
    {
        // Orleans prepares nothing itself. Nothing sets anything for its session that the next user would have to be kept from.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        _connectionString = settings.ToString();
        _source = NpgsqlDataSource.Create(settings);
    }

    public override string OrleansInvariant => "Npgsql";

    public override string LedgerFolder => "postgresql";

    public override DbDataSource DataSource => _source;

    public override void Configure(DbContextOptionsBuilder builder) => builder.UseNpgsql(_source);

    public override async Task ApplyLedger(CancellationToken cancellation = default)
    {
        await using var connection = await Connect(cancellation);
        // However long another start-up takes.
        await using var turn = new NpgsqlCommand("select pg_advisory_lock($1)", connection)
        {
            Parameters = { new() { Value = StartUpLock } },
            CommandTimeout = 0,
        };
        await turn.ExecuteNonQueryAsync(cancellation);
        try
        {
            Ledger.Apply(DeployChanges.To.PostgresqlDatabase(_connectionString).JournalToPostgresqlTable("public", "ledger"), LedgerFolder);
        }
        finally
        {
            await using var done = new NpgsqlCommand("select pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = StartUpLock } } };
            await done.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    public override async Task<DateTimeOffset?> ReadClock(CancellationToken cancellation = default)
    {
        await using var command = _source.CreateCommand("select clock_timestamp()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
    }

    public override async Task MakeJournalMonths(DateTimeOffset around, CancellationToken cancellation = default)
    {
        await using var command = _source.CreateCommand("select journal_partitions($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = around.ToUniversalTime() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Which hosts there are is left out: those of a restored database would believe that they belong to the ones of the first.</remarks>
    public override async Task Backup(string file, CancellationToken cancellation = default)
    {
        await using (await Connect(cancellation)) { }
        var part = BackupFile.PartOf(file);
        try
        {
            await PostgreSqlProgram.Run(
                "pg_dump", _connectionString, ["--format=custom", "--no-owner", "--no-privileges", "--exclude-table-data=orleansmembership*", $"--file={part}"], cancellation);
            File.Move(part, file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The database could not be backed up to {file}: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public override async Task Restore(string file, CancellationToken cancellation = default)
    {
        BackupFile.Demand(file);
        await using (var connection = await Connect(cancellation))
        {
            await using var command = new NpgsqlCommand("select count(*) from pg_tables where schemaname = 'public'", connection);
            if (await command.ExecuteScalarAsync(cancellation) is > 0L)
                throw new InvalidOperationException($"The database '{connection.Database}' is not empty: name an empty one in ConnectionStrings:AfterSales.");
        }

        await PostgreSqlProgram.Run("pg_restore", _connectionString, ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", file], cancellation);
        // Types of the extension came with it.
        await _source.ReloadTypesAsync(cancellation);
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken cancellation)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException failure)
        {
            var settings = new NpgsqlConnectionStringBuilder(_connectionString);
            throw new InvalidOperationException(
                $"PostgreSQL at {settings.Host}:{settings.Port} can't be used: {failure.Message}. Check that the server runs, that it has a database "
                + $"'{settings.Database}', and that the user of ConnectionStrings:AfterSales may log in to it.", failure);
        }
    }
}
