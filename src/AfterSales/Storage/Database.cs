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

    /// <summary>Keeps the database for one host as long as the answer is not disposed of; null where any number of hosts may share it.</summary>
    /// <exception cref="InvalidOperationException">Another host has it; the message is a sentence that says what to do.</exception>
    public virtual IDisposable? HoldForOneHost() => null;

    /// <summary>The time on the clock of the database's own machine; null where that is the host's.</summary>
    public virtual Task<DateTimeOffset?> ReadClock(CancellationToken cancellation = default) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>
    /// Where the engine has one writer at a time, waits until no record of this host is being saved, and none is until the answer is disposed of.
    /// Turns are in order; who waits inside the engine while records are saved without end comes to write by chance.
    /// </summary>
    public virtual ValueTask<IAsyncDisposable?> TurnToWrite(CancellationToken cancellation = default) => default;

    /// <summary>Makes room for the journal's coming months, where it is divided by months.</summary>
    public virtual Task MakeJournalMonths(DateTimeOffset around, CancellationToken cancellation = default) => Task.CompletedTask;

    /// <summary>Writes all there is at this instant to a new file, while the service goes on.</summary>
    /// <exception cref="InvalidOperationException">It can't be; the message is a sentence that says what to do. No half file is left.</exception>
    public abstract Task Backup(string file, CancellationToken cancellation = default);

    /// <summary>Makes the database, which must not be there yet or be empty, from a backup. Its ledger may lack scripts that are newer.</summary>
    /// <inheritdoc cref="Backup" path="/exception"/>
    public abstract Task Restore(string file, CancellationToken cancellation = default);

    public virtual async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public static Database Open(StorageOptions options)
    {
        try
        {
            return options.Provider switch
            {
                StorageProvider.Sqlite => new SqliteDatabase(options.ConnectionString),
                StorageProvider.PostgreSql => new PostgreSqlDatabase(options.ConnectionString),
                var other => throw new InvalidOperationException($"Storage:Provider is '{other}'; it can be Sqlite or PostgreSql."),
            };
        }
        catch (ArgumentException unreadable)
        {
            var example = options.Provider == StorageProvider.Sqlite ? "Data Source=data/aftersales.db" : "Host=…;Database=…;Username=…;Password=…";
            throw new InvalidOperationException(
                $"ConnectionStrings:AfterSales is no connection string of {options.Provider}: {unreadable.Message} Give one such as '{example}'.", unreadable);
        }
    }
}
