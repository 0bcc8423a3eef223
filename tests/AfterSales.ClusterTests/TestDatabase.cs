using System.Collections.Concurrent;
using AfterSales.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AfterSales.ClusterTests;

/// <summary>A database of its own for one test class, thrown away afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("AFTERSALES_TEST_FOLDER") ?? Path.GetTempPath();

    // What is made once and then copied: applying the ledger takes longer than many a test.
    private static readonly ConcurrentDictionary<StorageProvider, Lazy<Task<TestDatabase>>> Applied = new();

    private readonly string? _server;
    private readonly string _name = $"test_{Guid.NewGuid():N}";

    private TestDatabase(StorageProvider provider)
    {
        Provider = provider;
        if (provider == StorageProvider.Sqlite)
        {
            ConnectionString = $"Data Source={FileOf(_name)}";
            return;
        }

        _server = Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL")
            ?? throw new InvalidOperationException("This test needs a PostgreSQL server: run tests/run, which starts one.");
        ConnectionString = new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();
    }

    public StorageProvider Provider { get; }

    public string ConnectionString { get; }

    public StorageOptions Options => new() { Provider = Provider, ConnectionString = ConnectionString };

    /// <summary>Brought up to date, and empty.</summary>
    public static async Task<TestDatabase> Create(StorageProvider provider) => await (await Applied.GetOrAdd(provider, _ => new(() => Apply(provider))).Value).Copy();

    /// <summary>Without a table in it.</summary>
    public static async Task<TestDatabase> CreateBare(StorageProvider provider)
    {
        var database = new TestDatabase(provider);
        if (database._server is not null) await database.OnServer($"create database {database._name}");
        return database;
    }

    /// <summary>Another one like this, which nobody may have open.</summary>
    public async Task<TestDatabase> Copy()
    {
        var copy = new TestDatabase(Provider);
        if (_server is not null) await OnServer($"create database {copy._name} template {_name}");
        else File.Copy(FileOf(_name), FileOf(copy._name));
        return copy;
    }

    /// <summary>Is copied from now on, and goes when the tests end.</summary>
    public async Task Keep()
    {
        await Close();
        if (_server is null) await WriteWhole();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await OnServer($"drop database if exists {_name} with (force)");
            return;
        }

        await Close();
        foreach (var suffix in new[] { "", "-wal", "-shm", ".lock", ".host" }) File.Delete(FileOf(_name) + suffix);
    }

    private static string FileOf(string name) => Path.Combine(Folder, name) + ".db";

    private static async Task<TestDatabase> Apply(StorageProvider provider)
    {
        var database = await CreateBare(provider);
        await using (var opened = AfterSales.Storage.Database.Open(database.Options)) await opened.ApplyLedger(default);
        await database.Keep();
        return database;
    }

    /// <summary>Ends the connections that are kept for later.</summary>
    private async Task Close()
    {
        if (_server is null)
        {
            await using var own = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(own);
            return;
        }

        await using (var own = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(own);
        await OnServer($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_name}'");
    }

    /// <summary>Writes all there is into the file itself, which alone is copied.</summary>
    private async Task WriteWhole()
    {
        await using var alone = new SqliteConnection($"{ConnectionString};Pooling=False");
        await alone.OpenAsync();
        await using var checkpoint = alone.CreateCommand();
        checkpoint.CommandText = "pragma wal_checkpoint(truncate)";
        if (await checkpoint.ExecuteScalarAsync() is not 0L) throw new InvalidOperationException("Somebody still has the database open that is to be copied.");
    }

    private async Task OnServer(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
