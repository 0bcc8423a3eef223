using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AfterSales.Storage;

/// <summary>
/// Connections for Orleans' providers. They take turns on one that stays open: SQLite has one writer, and waiting here blocks no thread,
/// whereas waiting inside SQLite does. Statements are kept prepared: to compile the save statement with its triggers takes five times as
/// long as to run it.
/// </summary>
internal sealed class SqliteSource(string connectionString) : DbDataSource
{
    private const int MostPrepared = 100;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _kept = new(connectionString);
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new Turn(this);

    // However it is called: the asynchronous way passes false.
    protected override void Dispose(bool disposing)
    {
        Forget();
        _kept.Dispose();
        base.Dispose(disposing);
    }

    private void OpenKept()
    {
        if (_kept.State == ConnectionState.Open) return;
        _kept.Open();
        using var command = _kept.CreateCommand();
        command.CommandText = "pragma busy_timeout = 5000; pragma synchronous = full;";
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string text)
    {
        if (_prepared.TryGetValue(text, out var known)) return known;
        if (_prepared.Count == MostPrepared) Forget();
        var command = _kept.CreateCommand();
        command.CommandText = text;
        return _prepared[text] = command;
    }

    private void Forget(string text)
    {
        if (_prepared.Remove(text, out var failed)) failed.Dispose();
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }

    /// <summary>A connection to its user; while it is open, nobody else's is.</summary>
    private sealed class Turn(SqliteSource source) : SqliteConnection(source.ConnectionString)
    {
        private bool _isMine;

        public override ConnectionState State => _isMine ? ConnectionState.Open : ConnectionState.Closed;

        public override void Open()
        {
            if (!_isMine) source._turn.Wait();
            Begin();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            if (!_isMine) await source._turn.WaitAsync(cancellationToken);
            Begin();
        }

        public override void Close()
        {
            if (!_isMine) return;
            _isMine = false;
            source._turn.Release();
        }

        public override SqliteCommand CreateCommand() => new Command(source) { Connection = this };

        public override SqliteTransaction BeginTransaction(IsolationLevel isolationLevel, bool deferred) =>
            throw new NotSupportedException("Each of Orleans' statements is a transaction of its own.");

        private void Begin()
        {
            _isMine = true;
            try
            {
                source.OpenKept();
            }
            catch
            {
                Close();
                throw;
            }
        }
    }

    /// <summary>Every way to run a command ends here; it is run by the one that was prepared for the same text.</summary>
    private sealed class Command(SqliteSource source) : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            var prepared = source.Prepared(CommandText);
            prepared.CommandTimeout = CommandTimeout;
            prepared.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters) prepared.Parameters.Add(parameter);
            try
            {
                return prepared.ExecuteReader(behavior);
            }
            catch
            {
                // A statement that failed is not fit to be run again.
                source.Forget(CommandText);
                throw;
            }
        }
    }
}
