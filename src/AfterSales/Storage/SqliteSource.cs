using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AfterSales.Storage;

/// <summary>
/// Connections for Orleans' providers. They pass one at a time: SQLite has one writer, and waiting here blocks no thread, whereas waiting
/// inside SQLite does.
/// </summary>
internal sealed class SqliteSource(string connectionString) : DbDataSource
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new Connection(connectionString, _turn);

    private sealed class Connection(string connectionString, SemaphoreSlim turn) : SqliteConnection(connectionString)
    {
        private bool _hasTurn;

        public override void Open()
        {
            if (!_hasTurn) turn.Wait();
            _hasTurn = true;
            Prepare();
        }

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            if (!_hasTurn) await turn.WaitAsync(cancellationToken);
            _hasTurn = true;
            Prepare();
        }

        public override void Close()
        {
            base.Close();
            GiveTurnBack();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            GiveTurnBack();
        }

        private void Prepare()
        {
            try
            {
                base.Open();
                using var command = CreateCommand();
                command.CommandText = "pragma busy_timeout = 5000; pragma synchronous = full;";
                command.ExecuteNonQuery();
            }
            catch
            {
                GiveTurnBack();
                throw;
            }
        }

        private void GiveTurnBack()
        {
            if (!_hasTurn) return;
            _hasTurn = false;
            turn.Release();
        }
    }
}
