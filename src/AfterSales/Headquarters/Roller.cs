using System.Collections.Concurrent;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Headquarters;

/// <summary>
/// Keeps the figures of days exact (decision 0006). A save leaves marks; the roller takes marks of a branch away, counts their days anew
/// in a later statement of the same transaction, and writes them. Whatever was saved before a mark was taken is counted; doing it twice
/// changes nothing. Late and back-dated changes mark their days like any other.
/// </summary>
public sealed partial class Roller(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock, ILogger<Roller> log)
    : BackgroundService, IMarkListener, ISweepPart
{
    private const int DaysAtATime = 20;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<string, bool> _marked = new();

    void IMarkListener.Marked(string branchId) => _marked.TryAdd(branchId, true);

    /// <summary>Works off the marks that no silo took up.</summary>
    async Task ISweepPart.Run(CancellationToken cancellation)
    {
        foreach (var branch in await Marked(cancellation)) await TryRoll(branch, cancellation);
    }

    /// <summary>Counts the marked days of all branches; throws where those of one can't be counted now.</summary>
    public async Task RollAll(CancellationToken cancellation = default)
    {
        foreach (var branch in await Marked(cancellation)) await Roll(branch, cancellation);
    }

    /// <summary>Counts the marked days of one branch, some in each transaction: on SQLite nobody else writes meanwhile.</summary>
    public async Task Roll(string branchId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        while (await RollSome(db, branchId, cancellation))
        {
        }
    }

    /// <returns>Whether marks are left.</returns>
    private async Task<bool> RollSome(AfterSalesDb db, string branchId, CancellationToken cancellation)
    {
        // Without a mark there is nothing to wait for a turn for: what another is just counting is marked until it is written.
        if (!await db.Set<MarkRow>().AnyAsync(mark => mark.BranchId == branchId, cancellation)) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // On SQLite the transaction itself is the lock.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({branchId}, 1))", cancellation);
        var now = clock.GetInstant();
        var marked = await db.Set<MarkRow>().Where(mark => mark.BranchId == branchId).Select(mark => mark.Day).Distinct().Order().Take(DaysAtATime + 1).ToListAsync(cancellation);
        List<DateOnly> days = [.. marked.Take(DaysAtATime)];
        await db.Set<MarkRow>().Where(mark => mark.BranchId == branchId && days.Contains(mark.Day)).ExecuteDeleteAsync(cancellation);
        await Count(db, branchId, days, cancellation);
        var isLast = marked.Count <= DaysAtATime;
        if (isLast) await Note(db, branchId, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return !isLast;
    }

    /// <summary>Whatever was saved before this instant is counted.</summary>
    private static async Task Note(AfterSalesDb db, string branchId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Set<BranchRollRow>().Where(row => row.BranchId == branchId).ExecuteUpdateAsync(row => row.SetProperty(r => r.RolledAt, now), cancellation) > 0) return;
        db.Add(new BranchRollRow { BranchId = branchId, RolledAt = now });
        await db.SaveChangesAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var branchId in _marked.Keys)
            {
                _marked.TryRemove(branchId, out _);
                await TryRoll(branchId, stoppingToken);
            }
        }
    }

    private async Task<List<string>> Marked(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<MarkRow>().Select(mark => mark.BranchId).Distinct().ToListAsync(cancellation);
    }

    private async Task TryRoll(string branchId, CancellationToken cancellation)
    {
        try
        {
            await Roll(branchId, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The marks are still there for the next sweep.
            LogNotRolled(log, failure, branchId);
        }
    }

    private static async Task Count(AfterSalesDb db, string branchId, List<DateOnly> days, CancellationToken cancellation)
    {
        var rows = await DayCount.Of(db, branchId, days, cancellation);
        await db.Set<BranchDayRow>().Where(row => row.BranchId == branchId && days.Contains(row.Day)).ExecuteDeleteAsync(cancellation);
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "The figures of {Branch} could not be counted now.")]
    private static partial void LogNotRolled(ILogger log, Exception failure, string branch);
}
