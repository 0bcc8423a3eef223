using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Headquarters;

/// <summary>
/// Keeps the figures of days exact (decision 0006). A save leaves marks; the roller reads marks of a branch, counts their days anew in later
/// statements, and in one short transaction takes those very marks away and writes the days. Whatever was saved before a mark was read is
/// counted, what is saved later leaves a mark that stays; doing it twice changes nothing. Late and back-dated changes mark their days like any other.
/// </summary>
public sealed partial class Roller(IDbContextFactory<AfterSalesDb> databases, Database database, TimeProvider clock, ILogger<Roller> log)
    : BackgroundService, IMarkListener, ISweepPart
{
    private const int DaysAtATime = 20;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, bool> _marked = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

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

    /// <summary>Counts the marked days of one branch, some at a time.</summary>
    public async Task Roll(string branchId, CancellationToken cancellation = default)
    {
        while (await RollInTurn(branchId, cancellation))
        {
        }
    }

    /// <summary>One at a time in a host: two would count the same days side by side, one of them in vain, and many would take the connections that saves need.</summary>
    private async Task<bool> RollInTurn(string branchId, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            // Once, and not for each of a dozen statements.
            await db.Database.OpenConnectionAsync(cancellation);
            return await RollSome(db, branchId, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <returns>Whether marks may be left.</returns>
    private async Task<bool> RollSome(AfterSalesDb db, string branchId, CancellationToken cancellation)
    {
        var now = clock.GetInstant();
        var marks = db.Set<MarkRow>().AsNoTracking().Where(mark => mark.BranchId == branchId);
        var marked = await marks.Select(mark => mark.Day).Distinct().Order().Take(DaysAtATime + 1).ToListAsync(cancellation);
        if (marked.Count == 0) return false;
        List<DateOnly> some = [.. marked.Take(DaysAtATime)];
        var read = await marks.Where(mark => some.Contains(mark.Day)).ToListAsync(cancellation);
        // Where another took all marks of a day in between, it is the other's to write.
        List<DateOnly> days = [.. read.Select(mark => mark.Day).Distinct()];
        await Count(db, branchId, days, cancellation);
        var isLast = marked.Count <= DaysAtATime;
        var isWritten = await Write(db, branchId, days, [.. read.Select(mark => mark.Id)], isLast ? now : null, cancellation);
        return !isLast || !isWritten;
    }

    /// <summary>Sets the kept rows of these days to what there is now; the context knows what is to be written.</summary>
    private static async Task Count(AfterSalesDb db, string branchId, List<DateOnly> days, CancellationToken cancellation)
    {
        var counted = await DayCount.Of(db, branchId, days, cancellation);
        var kept = (await db.Set<BranchDayRow>().Where(row => row.BranchId == branchId && days.Contains(row.Day)).ToListAsync(cancellation))
            .ToDictionary(row => (row.Dimension, row.Member, row.Day));
        foreach (var row in counted)
        {
            if (!kept.Remove((row.Dimension, row.Member, row.Day), out var old)) db.Add(row);
            else old.Become(row);
        }

        db.RemoveRange(kept.Values);
    }

    /// <summary>Takes the marks away and writes what was counted, while nobody else does.</summary>
    /// <param name="markIds">All of these days that were read before the count, and no later one.</param>
    /// <returns>False where another has taken some of them meanwhile: then what was counted may be older than what the other wrote, and is forgotten.</returns>
    private async Task<bool> Write(
        AfterSalesDb db, string branchId, List<DateOnly> days, List<long> markIds, DateTimeOffset? rolledAt, CancellationToken cancellation)
    {
        await using var turn = await database.TurnToWrite(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // On SQLite the transaction itself is the lock.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({branchId}, 1))", cancellation);
        var taken = await db.Set<MarkRow>().Where(mark => mark.BranchId == branchId && days.Contains(mark.Day) && markIds.Contains(mark.Id)).ExecuteDeleteAsync(cancellation);
        if (taken < markIds.Count) return false;
        await db.SaveChangesAsync(cancellation);
        if (rolledAt is { } now) await Note(db, branchId, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
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
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            foreach (var branchId in _marked.Keys)
            {
                _marked.TryRemove(branchId, out _);
                await TryRoll(branchId, stoppingToken);
            }

            await Task.Delay(RestAfter(Stopwatch.GetElapsedTime(since)), TimeProvider.System, stoppingToken);
        }
    }

    /// <summary>The more there is to count, the less often: saves are to have most of the time, and figures are to be some seconds old at most.</summary>
    private static TimeSpan RestAfter(TimeSpan counting) => TimeSpan.FromTicks(Math.Clamp(counting.Ticks * 2, ShortestRest.Ticks, LongestRest.Ticks));

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
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // The marks are still there for the next sweep.
            LogNotRolled(log, failure, branchId);
        }
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "The figures of {Branch} could not be counted now.")]
    private static partial void LogNotRolled(ILogger log, Exception failure, string branch);
}
