using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AfterSales.Storage;

/// <summary>
/// Connections for Orleans' providers. They take turns on one that stays open: SQLite has one writer, and waiting here blocks no thread,
/// whereas waiting inside SQLite does.
/// </summary>
internal sealed class SqliteSource(string connectionString) : DbDataSource
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly KeptConnection _kept = new(connectionString);

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new Turn(this);

    // However it is called: the asynchronous way passes false.
    protected override void Dispose(bool disposing)
    {
        _kept.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A connection to its user; while it is open, nobody else's is.</summary>
    private sealed class Turn(SqliteSource source) : SqliteConnection(source.ConnectionString)
    {
        private bool _isMine;

        public override ConnectionState State => _isMine ? ConnectionState.Open : ConnectionState.Closed;

        public override void Open()
        {
            if (!_isMine) source._turn.Wait();
            _isMine = true;
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            if (!_isMine) await source._turn.WaitAsync(cancellationToken);
            _isMine = true;
        }

        public override void Close()
        {
            if (!_isMine) return;
            _isMine = false;
            source._turn.Release();
        }

        public override SqliteCommand CreateCommand() => new Command(source._kept) { Connection = this };

        public override SqliteTransaction BeginTransaction(IsolationLevel isolationLevel, bool deferred) =>
            throw new NotSupportedException("Each of Orleans' statements is a transaction of its own.");
    }

    /// <summary>Every way to run a command ends in <see cref="ExecuteReader"/>.</summary>
    private sealed class Command(KeptConnection kept) : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) => kept.Run(this, behavior);
    }
}
