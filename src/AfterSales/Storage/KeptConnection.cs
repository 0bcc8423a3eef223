using System.Data;
using Microsoft.Data.Sqlite;

namespace AfterSales.Storage;

/// <summary>
/// A SQLite connection that stays open, with its statements prepared: to compile the save statement with all its triggers takes several times
/// as long as to run it. After a failure it is given up, and the next statement opens another. One user at a time.
/// </summary>
internal sealed class KeptConnection : IDisposable
{
    private const int MostPrepared = 100;

    /// <summary>SQLITE_ERROR: SQLite has no code of its own for it.</summary>
    private const int SchemaChanged = 1;

    private readonly string _connectionString;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private SqliteConnection? _open;

    // Not of the pool: whatever empties it, or takes a connection out of it, must not get hold of this one.
    public KeptConnection(string connectionString) =>
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    /// <summary>Runs what another command asks, by the statement that was prepared for the same text.</summary>
    public SqliteDataReader Run(SqliteCommand asked, CommandBehavior behavior)
    {
        try
        {
            var prepared = Prepared(asked.CommandText);
            prepared.CommandTimeout = asked.CommandTimeout;
            prepared.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters) prepared.Parameters.Add(parameter);
            // A command knows no more of its statement once its connection was closed and opened again: closing is for Dispose alone.
            return prepared.ExecuteReader(behavior & ~CommandBehavior.CloseConnection);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
        _open?.Dispose();
        _open = null;
    }

    private SqliteCommand Prepared(string text)
    {
        if (_prepared.TryGetValue(text, out var known)) return known;
        if (_prepared.Count == MostPrepared) Dispose();
        var command = (_open ??= Open()).CreateCommand();
        command.CommandText = text;
        try
        {
            command.Prepare();
        }
        catch (SqliteException stale) when (stale.SqliteErrorCode == SchemaChanged)
        {
            // Where another connection has changed the schema, SQLite notices while it compiles a statement with triggers, and then finds no table.
            command.Prepare();
        }

        return _prepared[text] = command;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma busy_timeout = 5000; pragma synchronous = full;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
