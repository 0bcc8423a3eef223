using System.Data.Common;
using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AfterSales.Storage;

/// <summary>A file beside the service: WAL, every commit on the disk before it is acknowledged, one writer at a time.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string _connectionString;
    private readonly string _file;

    public SqliteDatabase(string connectionString)
    {
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 30 }.ToString();
        _file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        DataSource = new SqliteSource(_connectionString);
    }

    public override string OrleansInvariant => "System.Data.SQLite";

    public override string LedgerFolder => "sqlite";

    public override DbDataSource DataSource { get; }

    // A list goes in as one parameter, as on PostgreSQL: SQLite looks each of many parameters up among all of them, and the text of the query would depend on their number.
    public override void Configure(DbContextOptionsBuilder builder) =>
        builder.UseSqlite(_connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(WaitingBriefly.Instance);

    public override async Task ApplyLedger(CancellationToken cancellation = default)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file) ?? _file);
            await using var turn = await LockFile(cancellation);
            await UseWriteAheadLog(cancellation);
            ApplyScripts();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new InvalidOperationException(
                $"The database file {_file} could not be opened: {failure.Message} Check that it is a SQLite database and that this user may write to it and its "
                + "folder, or name another file in ConnectionStrings:AfterSales, as 'Data Source=…'.", failure);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Another file than that of start-ups, which commands beside a host take turns on too. The system lets go of it however the host ends.</remarks>
    public override IDisposable? HoldForOneHost()
    {
        try
        {
            return new FileStream(_file + ".host", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (IsTaken(taken))
        {
            throw new InvalidOperationException(
                $"Another host serves the database file {_file}: stop it, or name another file in ConnectionStrings:AfterSales, as 'Data Source=…'. Many hosts need PostgreSQL.", taken);
        }
    }

    public override async ValueTask<IAsyncDisposable?> TurnToWrite(CancellationToken cancellation = default) => await DataSource.OpenConnectionAsync(cancellation);

    public override async Task Backup(string file, CancellationToken cancellation = default)
    {
        if (!File.Exists(_file)) throw new InvalidOperationException($"There is no database file {_file} to back up: name it in ConnectionStrings:AfterSales, as 'Data Source=…'.");
        var part = BackupFile.PartOf(file);
        try
        {
            // It reads the database as it is at this instant, and keeps nobody from writing.
            await Ask(_file, SqliteOpenMode.ReadOnly, "vacuum into $file", part, cancellation);
            File.Move(part, file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new InvalidOperationException($"{_file} could not be backed up to {file}: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public override async Task Restore(string file, CancellationToken cancellation = default)
    {
        BackupFile.Demand(file);
        // What was left beside an earlier file would be taken for a part of this one.
        if (new[] { _file, _file + "-wal", _file + "-shm" }.FirstOrDefault(File.Exists) is { } there)
            throw new InvalidOperationException($"There is a file {there} already: move {_file}, {_file}-wal and {_file}-shm away first.");
        var part = _file + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file) ?? _file);
            BackupFile.Begin(part);
            await using (var from = File.OpenRead(file))
            await using (var to = File.OpenWrite(part))
                await from.CopyToAsync(to, cancellation);
            var found = await Ask(part, SqliteOpenMode.ReadWrite, "select case when (select count(*) from sqlite_master where name = 'ledger') = 0 then 'it is no database of this service' else (select quick_check from pragma_quick_check limit 1) end", file: null, cancellation);
            if (found is not "ok") throw new InvalidOperationException($"{file} is no whole backup: {found}.");
            File.Move(part, _file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new InvalidOperationException($"{file} could not be restored to {_file}: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<string?> Ask(string database, SqliteOpenMode mode, string sql, string? file, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = mode, Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        if (file is not null) command.Parameters.AddWithValue("$file", file);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    private async Task UseWriteAheadLog(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private void ApplyScripts() =>
        Ledger.Apply(DeployChanges.To.SqliteDatabase(_connectionString).JournalToSqliteTable("ledger"), LedgerFolder);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>
    /// SQLite has no lock that outlives a transaction: an open file beside the database is one, and the system frees it after a crash.
    /// The file stays: if it were deleted on closing, one process could lock the deleted file and another a new one.
    /// </summary>
    private async Task<FileStream> LockFile(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (IsTaken(taken))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            }
        }
    }

    /// <summary>EAGAIN on Linux and macOS, a sharing violation on Windows: anything else would not go away by waiting.</summary>
    private static bool IsTaken(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>
    /// Who finds another writing waits inside SQLite, a few milliseconds at a time: the library by itself sleeps for 150 before it asks again.
    /// </summary>
    private sealed class WaitingBriefly : DbConnectionInterceptor
    {
        public static readonly WaitingBriefly Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "pragma busy_timeout = 5000";
            command.ExecuteNonQuery();
        }
    }
}
