using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>Hours and money of one branch and category in a period (S1 P1 5.3: A paid, B contract, C free, D internal).</summary>
[Secured(Permission.SeePerformance)]
public sealed class WorkByCategory(string branchId, ServiceCategory category, string currency, int completed, long minutes, long chargedMinor)
{
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(branchId);

    public ServiceCategory Category => category;

    /// <summary>ISO 4217.</summary>
    public string Currency => currency;

    /// <summary>Completed works, a reopened ticket once for each time.</summary>
    public int Completed => completed;

    /// <summary>Time worked, on site and in the workshop.</summary>
    public long Minutes => minutes;

    /// <summary>What was charged, in the currency's smallest unit.</summary>
    public long ChargedMinor => chargedMinor;
}

[Queries]
public sealed class WorkQueries(IDbContextFactory<AfterSalesDb> databases, FigureReports reports)
{
    /// <summary>Hours and money of completed work by category, for the branches you may see.</summary>
    /// <param name="from">The first day of completion; a day at each branch.</param>
    /// <param name="to">The last day, included.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<WorkByCategory>> WorkByCategoryAsync(DateOnly from, DateOnly to, Caller caller, CancellationToken cancellation)
    {
        var period = Period.Asked(from, to);
        // Named, so that the index leads to the days of each, also for headquarters.
        var branches = await reports.Seen(caller, null, null, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var sums = await db.Set<TicketWorkRow>().AsNoTracking().VisibleTo(caller).Where(row => branches.Contains(row.BranchId) && row.Day >= period.From && row.Day <= period.To)
            .GroupBy(row => new { row.BranchId, row.Category, row.Currency })
            .Select(work => new
            {
                work.Key.BranchId, work.Key.Category, work.Key.Currency, Completed = work.Count(), Minutes = work.Sum(row => (long)row.Minutes),
                ChargedMinor = work.Sum(row => row.ChargedMinor),
            }).ToListAsync(cancellation);
        return [.. sums.OrderBy(sum => sum.BranchId, StringComparer.Ordinal).ThenBy(sum => sum.Category).ThenBy(sum => sum.Currency, StringComparer.Ordinal)
            .Select(sum => new WorkByCategory(sum.BranchId, sum.Category, sum.Currency, sum.Completed, sum.Minutes, sum.ChargedMinor))];
    }
}
