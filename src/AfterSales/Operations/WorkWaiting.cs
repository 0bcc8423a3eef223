using AfterSales.Branches;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Operations;

/// <summary>What the service has still to do, of all hosts together: in rest, all of it is nothing.</summary>
/// <param name="Effects">What records still have to tell each other.</param>
/// <param name="Overdue">Records that were due more than two minutes ago and were not woken, those set aside apart.</param>
/// <param name="SetAside">What kept failing and waits for somebody to look, by kind as in <see cref="SetAsideView.Kind"/>.</param>
/// <param name="FigureDays">Days of branches whose figures are to be counted again.</param>
/// <param name="FigureLag">How far the figures of the branch that waits longest are behind, one that was never counted since it was opened; zero where none waits.</param>
public sealed record WorkWaiting(int Effects, int Overdue, IReadOnlyDictionary<string, int> SetAside, int FigureDays, TimeSpan FigureLag)
{
    public static WorkWaiting Nothing { get; } = new(0, 0, new Dictionary<string, int>(StringComparer.Ordinal), 0, TimeSpan.Zero);
}

/// <summary>Reads what is waiting: some counts on partial indexes.</summary>
public sealed class WaitingWork(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock)
{
    // By then the reminder itself or the sweep of the minute has woken what was due.
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(2);

    public async Task<WorkWaiting> Read(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetInstant();
        var late = (now - Punctual).UtcDateTime;
        var effects = await db.Set<EffectRow>().CountAsync(row => row.NextTry != null, cancellation);
        var overdue = await db.Set<ReminderRow>().CountAsync(
            row => row.ServiceId == AfterSalesSetup.ServiceId && row.ReminderName == ReminderRow.Due && row.StartTime < late
                && !db.Set<SetAsideRow>().Any(s => s.Kind == Records.SetAside.WakeKind && s.Key == row.GrainId), cancellation);
        var setAside = await db.Set<SetAsideRow>().GroupBy(row => row.Kind).Select(kind => new { kind.Key, Count = kind.Count() })
            .ToDictionaryAsync(kind => kind.Key, kind => kind.Count, StringComparer.Ordinal, cancellation);
        var days = await db.Set<MarkRow>().Select(mark => new { mark.BranchId, mark.Day }).Distinct().CountAsync(cancellation);
        var rolled = await db.Set<BranchRollRow>().Where(row => db.Set<MarkRow>().Any(mark => mark.BranchId == row.BranchId))
            .MinAsync(row => (DateTimeOffset?)row.RolledAt, cancellation);
        // Of a branch that was never counted, all is missing since it was opened.
        var opened = await db.Set<BranchCalendarRow>()
            .Where(row => db.Set<MarkRow>().Any(mark => mark.BranchId == row.BranchId) && !db.Set<BranchRollRow>().Any(roll => roll.BranchId == row.BranchId))
            .MinAsync(row => (DateTimeOffset?)row.Since, cancellation);
        var since = rolled < opened ? rolled : opened ?? rolled;
        return new(effects, overdue, setAside, days, since is { } at && at < now ? now - at : TimeSpan.Zero);
    }
}
