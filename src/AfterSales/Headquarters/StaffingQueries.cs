using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>Places that are compared.</summary>
public enum StaffingGrouping
{
    Branch,

    /// <summary>The regions at the top of the tree.</summary>
    Region,
}

/// <summary>The people of a branch or region beside what they look after (S1 P2 (27)), so that staff can follow sales.</summary>
[Secured(Permission.SeePerformance)]
public sealed class StaffingLine
{
    internal StaffingLine(FigureGroup group, int technicians, long products, long tickets) =>
        (Group, Technicians, InstalledProducts, TicketsRegistered) = (group, technicians, products, tickets);

    public FigureGroup Group { get; }

    /// <summary>Who worked there at noon of the period's last day, of the technicians the company has now: a loan counts where he is lent to.</summary>
    public int Technicians { get; }

    /// <summary>In use there now.</summary>
    public long InstalledProducts { get; }

    /// <summary>Tickets registered in the period, as the figure of that name counts them.</summary>
    public long TicketsRegistered { get; }

    /// <summary>Null where there is no technician.</summary>
    public double? TicketsPerTechnician => Technicians == 0 ? null : (double)TicketsRegistered / Technicians;

    /// <summary>Null where there is no technician.</summary>
    public double? ProductsPerTechnician => Technicians == 0 ? null : (double)InstalledProducts / Technicians;
}

[Queries]
public sealed class StaffingQueries(FigureReports reports, ReferenceCache<IRegionsGrain, RegionTree> regions, IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>
    /// Technicians, installed products and tickets, place by place: a branch sees its own, headquarters all. People and products count in the region
    /// their branch is in on the last day, tickets in the one it was in when they came.
    /// </summary>
    /// <param name="from">The first day, at each branch.</param>
    /// <param name="to">The last day, included.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<StaffingLine>> StaffingAsync(
        DateOnly from, DateOnly to, Caller caller, StaffingGrouping by = StaffingGrouping.Branch, CancellationToken cancellation = default)
    {
        var grouping = by == StaffingGrouping.Region ? FigureGrouping.Region : FigureGrouping.Branch;
        var asked = new FiguresAsked([FigureBook.Of(FigureKey.TicketsRegistered)], grouping, Period.Asked(from, to), null, FigureStep.None, null, null);
        var seen = await reports.Seen(caller, null, null, cancellation);
        var tickets = (await reports.Of(asked, seen, cancellation)).Lines;
        var tree = await regions.Get(IRegionsGrain.OfCompany) ?? RegionTree.None;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var people = await TechniciansOf(db, seen, to, cancellation);
        var products = await db.Set<InstalledProductRow>().AsNoTracking().Where(row => seen.Contains(row.BranchId) && !row.IsRetired)
            .GroupBy(row => row.BranchId).Select(branch => new { branch.Key, Count = branch.LongCount() }).ToDictionaryAsync(branch => branch.Key, branch => branch.Count, cancellation);
        var branches = seen.ToLookup(branch => by == StaffingGrouping.Branch ? branch : tree.PartFor(branch, null, to) ?? "");
        var registered = tickets.ToDictionary(line => line.Group.Id ?? "", line => line.Value.Numerator);
        string[] groups = [.. registered.Keys.Union(branches.Select(group => group.Key))];
        return
        [
            .. groups.Select(group => new StaffingLine(
                new FigureGroup(grouping, group, by == StaffingGrouping.Region ? tree.Find(group) : null),
                branches[group].Sum(branch => people.GetValueOrDefault(branch)), branches[group].Sum(branch => products.GetValueOrDefault(branch)),
                registered.GetValueOrDefault(group))),
        ];
    }

    /// <summary>By branch: those at home, without who is lent out and with who is lent there.</summary>
    private static async Task<Dictionary<string, int>> TechniciansOf(AfterSalesDb db, List<string> branches, DateOnly day, CancellationToken cancellation)
    {
        var zones = await db.Set<BranchRow>().AsNoTracking().Where(row => branches.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.TimeZone, cancellation);
        var counts = await db.Set<TechnicianRow>().AsNoTracking().Where(row => branches.Contains(row.BranchId) && row.IsActive)
            .GroupBy(row => row.BranchId).Select(branch => new { branch.Key, Count = branch.Count() }).ToDictionaryAsync(branch => branch.Key, branch => branch.Count, cancellation);
        // A day's noon is within fourteen hours of the noon of any other place.
        var noon = new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        var (earliest, latest) = (noon.AddHours(-15), noon.AddHours(15));
        var loans = await (
            from loan in db.Set<LoanRow>().AsNoTracking()
            join technician in db.Set<TechnicianRow>().AsNoTracking() on loan.TechnicianId equals technician.Id
            where technician.IsActive && loan.EndsAt > earliest && loan.StartsAt < latest && (branches.Contains(loan.BranchId) || branches.Contains(loan.HomeBranchId))
            select loan).ToListAsync(cancellation);
        foreach (var loan in loans)
        {
            Count(loan.BranchId, loan, 1);
            Count(loan.HomeBranchId, loan, -1);
        }

        return counts;

        void Count(string branch, LoanRow loan, int by)
        {
            if (!zones.TryGetValue(branch, out var zone)) return;
            var at = WorkingCalendar.Closed(zone).InstantAt(day, new TimeOnly(12, 0));
            if (loan.StartsAt <= at && at < loan.EndsAt) counts[branch] = counts.GetValueOrDefault(branch) + by;
        }
    }
}
