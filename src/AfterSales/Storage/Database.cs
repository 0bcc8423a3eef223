using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Storage;

/// <summary>One of the two engines: what differs between them, and nothing else, stands in its subclass.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>The name Orleans' stock providers know the engine by.</summary>
    public abstract string OrleansInvariant { get; }

    /// <summary>The folder of the ledger below <c>deploy/database</c>.</summary>
    public abstract string LedgerFolder { get; }

    /// <summary>Where Orleans' storage and reminders get their connections.</summary>
    public abstract DbDataSource DataSource { get; }

    public abstract void Configure(DbContextOptionsBuilder builder);

    /// <summary>Applies the ledger's scripts that are missing; two processes that start at once take turns.</summary>
    public abstract Task ApplyLedger(CancellationToken cancellation = default);

    public virtual async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public static Database Open(StorageOptions options) => options.Provider switch
    {
        StorageProvider.Sqlite => new SqliteDatabase(options.ConnectionString),
        StorageProvider.PostgreSql => new PostgreSqlDatabase(options.ConnectionString),
        var other => throw new InvalidOperationException($"Storage:Provider is '{other}'; it can be Sqlite or PostgreSql."),
    };
}
