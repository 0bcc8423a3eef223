using System.Data.Common;
using AfterSales.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AfterSales.Benchmarks;

/// <summary>A database for one measurement, thrown away afterwards.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _drop;

    private BenchmarkDatabase(StorageOptions options, Func<ValueTask> drop) => (Options, _drop) = (options, drop);

    public StorageOptions Options { get; }

    public static BenchmarkDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("aftersales-benchmark-").FullName;
        return new(new() { Provider = StorageProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(folder, "aftersales.db")}" }, () =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return default;
        });
    }

    public static async Task<BenchmarkDatabase> PostgreSql(string server)
    {
        var name = $"benchmark_{Guid.NewGuid():N}";
        await On($"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        return new(new() { Provider = StorageProvider.PostgreSql, ConnectionString = connection }, () => On($"drop database if exists {name} with (force)"));

        async ValueTask On(string sql)
        {
            await using var source = NpgsqlDataSource.Create(server);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    public ValueTask DisposeAsync() => _drop();
}

/// <summary>One row per call, by a statement prepared once a connection: the fastest a single insert can be.</summary>
internal sealed class RawInsert : IAsyncDisposable
{
    private readonly List<DbCommand> _commands = [];
    private readonly SemaphoreSlim[] _turns;

    // SQLite has one writer: one connection that all clients take turns on.
    private RawInsert(int connections) => _turns = [.. Enumerable.Range(0, connections).Select(_ => new SemaphoreSlim(1, 1))];

    public static async Task<RawInsert> Open(StorageOptions options, int clients)
    {
        var isSqlite = options.Provider == StorageProvider.Sqlite;
        var raw = new RawInsert(isSqlite ? 1 : clients);
        foreach (var _ in raw._turns)
        {
            DbConnection connection = isSqlite ? new SqliteConnection(options.ConnectionString) : new NpgsqlConnection(options.ConnectionString);
            await connection.OpenAsync();
            var command = connection.CreateCommand();
            command.CommandText = (isSqlite ? "pragma synchronous = full; " : "") + "create table if not exists raw (id text primary key, body text not null)";
            await command.ExecuteNonQueryAsync();
            command.CommandText = "insert into raw (id, body) values (@id, @body)";
            foreach (var (name, value) in new[] { ("@id", ""), ("@body", new string('x', 600)) })
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await command.PrepareAsync();
            raw._commands.Add(command);
        }

        return raw;
    }

    public async Task Insert(int client)
    {
        var own = client % _turns.Length;
        await _turns[own].WaitAsync();
        try
        {
            _commands[own].Parameters[0].Value = $"t-{Guid.CreateVersion7():N}";
            await _commands[own].ExecuteNonQueryAsync();
        }
        finally
        {
            _turns[own].Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands)
        {
            await command.Connection!.DisposeAsync();
            await command.DisposeAsync();
        }
    }
}
