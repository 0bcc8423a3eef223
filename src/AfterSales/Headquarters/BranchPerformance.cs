using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>A share, with what it is made of.</summary>
[SecuredByParent]
public sealed record Rate(int Numerator, int Denominator)
{
    /// <summary>Numerator by denominator; null where the denominator is zero.</summary>
    public double? Value => Denominator == 0 ? null : (double)Numerator / Denominator;
}

/// <summary>How a branch did in a period. Days are the branch's own.</summary>
[Secured(Permission.SeePerformance)]
public sealed class BranchPerformance(string branchId, int registered, int completed, int solvedRemotely, Rate followUpRate, DateTimeOffset asOf)
{
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(branchId);

    /// <summary>Tickets registered in the period.</summary>
    public int TicketsRegistered => registered;

    /// <summary>Tickets completed in the period.</summary>
    public int TicketsCompleted => completed;

    /// <summary>Those of them that were solved by advice, without a visit: counted apart.</summary>
    public int TicketsSolvedRemotely => solvedRemotely;

    /// <summary>Of the follow-up calls whose window opened in the period, those in which the customer was reached by now.</summary>
    public Rate FollowUpRate => followUpRate;

    /// <summary>All that was saved before this instant is counted.</summary>
    public DateTimeOffset AsOf => asOf;
}

[Queries]
public sealed class HeadquartersQueries(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock)
{
    private const int LongestPeriodDays = 3700;

    /// <summary>The branches you may see, side by side, over a period; a branch sees itself.</summary>
    /// <param name="from">The first day; a day at each branch.</param>
    /// <param name="to">The last day, included.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<BranchPerformance>> BranchPerformanceAsync(
        DateOnly from, DateOnly to, Caller caller, CancellationToken cancellation)
    {
        MustBeAPeriod(from, to);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var branches = await db.Set<BranchRow>().AsNoTracking().VisibleTo(caller).OrderBy(row => row.Code).Select(row => row.Id).ToListAsync(cancellation);
        // Asked before the sums: what is counted in between makes them newer than they say, never older.
        var now = clock.GetInstant();
        var behind = await db.Set<MarkRow>().Select(mark => mark.BranchId).Distinct().ToListAsync(cancellation);
        var rolled = await db.Set<BranchRollRow>().AsNoTracking().Where(row => behind.Contains(row.BranchId))
            .ToDictionaryAsync(row => row.BranchId, row => row.RolledAt, cancellation);
        var sums = await db.Set<BranchDayRow>().AsNoTracking().VisibleTo(caller).Where(row => row.Day >= from && row.Day <= to)
            .GroupBy(row => row.BranchId)
            .Select(days => new
            {
                BranchId = days.Key,
                Registered = days.Sum(day => day.Registered),
                Completed = days.Sum(day => day.Completed),
                Remotely = days.Sum(day => day.SolvedRemotely),
                Raised = days.Sum(day => day.FollowUpsRaised),
                Reached = days.Sum(day => day.FollowUpsReached),
            }).ToDictionaryAsync(sum => sum.BranchId, cancellation);
        return branches.ConvertAll(id =>
        {
            var sum = sums.GetValueOrDefault(id);
            var asOf = !behind.Contains(id) ? now : rolled.GetValueOrDefault(id, DateTimeOffset.UnixEpoch);
            return new BranchPerformance(id, sum?.Registered ?? 0, sum?.Completed ?? 0, sum?.Remotely ?? 0, new Rate(sum?.Reached ?? 0, sum?.Raised ?? 0), asOf);
        });
    }

    internal static void MustBeAPeriod(DateOnly from, DateOnly to)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestPeriodDays) throw new RequestException("PERIOD_INVALID", ("Days", LongestPeriodDays));
    }
}
