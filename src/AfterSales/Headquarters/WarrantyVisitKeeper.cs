using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Headquarters.Rules;
using AfterSales.Products;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>
/// Writes down, when a branch's day has ended, which customers had been under warranty for another half-year and who of them was visited in it
/// (S3: 2 a year; S4: all of them). The month before is looked at anew each time: what was entered late or back-dated, and the days of an outage, come right.
/// </summary>
public sealed class WarrantyVisitKeeper(IDbContextFactory<AfterSalesDb> databases, CustomerAliases aliases, Roller roller, TimeProvider clock)
    : DayKeeper(databases, roller, clock)
{
    private const int DaysLookedAt = 31;

    protected override async Task Keep(AfterSalesDb db, string branchId, WorkingCalendar calendar, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var (first, last) = (today.AddDays(-DaysLookedAt), today.AddDays(-1));
        var owed = (await Owed(db, branchId, first, last, cancellation)).ToHashSet();
        var known = await db.Set<WarrantyVisitRow>().AsNoTracking().Where(row => row.BranchId == branchId && row.Day >= first && row.Day <= last).ToListAsync(cancellation);
        var wrong = known.Where(row => !owed.Contains(row)).ToList();
        owed.ExceptWith(known);
        if (wrong.Count == 0 && owed.Count == 0) return;
        var gone = wrong.Select(row => row.Id).Concat(owed.Select(row => row.Id)).Distinct().ToList();
        await Write(db, branchId, wrong.Concat(owed).Select(row => row.Day), async () =>
        {
            await db.Set<WarrantyVisitRow>().Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
            db.AddRange(owed);
        }, cancellation);
    }

    private async Task<IReadOnlyList<WarrantyVisitRow>> Owed(AfterSalesDb db, string branchId, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var beginnings = WarrantyHalves.Beginnings(first, last).ToList();
        var products = await db.Set<InstalledProductRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.WarrantyUntil >= first && !row.IsRetired && row.WarrantyFrom != null && beginnings.Contains(row.WarrantyFrom.Value))
            .Select(row => new { row.CustomerId, From = row.WarrantyFrom!.Value, Until = row.WarrantyUntil!.Value }).ToListAsync(cancellation);
        if (products.Count == 0) return [];
        var survivors = await aliases.SurvivorOf([.. products.Select(product => product.CustomerId)], cancellation);
        var files = survivors.Values.Distinct().ToList();
        var active = await db.Set<CustomerRow>().AsNoTracking().Where(row => files.Contains(row.Id) && row.Standing == CustomerStanding.Active).Select(row => row.Id).ToHashSetAsync(cancellation);
        var halves = products.SelectMany(product => WarrantyHalves.Ended(product.From, product.Until, first, last).Select(half => (Customer: survivors[product.CustomerId], half.First, half.Last)))
            .Where(half => active.Contains(half.Customer)).GroupBy(half => (half.Customer, half.Last)).Select(same => (same.Key.Customer, First: same.Min(half => half.First), same.Key.Last)).ToList();
        if (halves.Count == 0) return [];
        var visits = await Visits(db, branchId, halves.Min(half => half.First), last, cancellation);
        return [.. halves.Select(half => new WarrantyVisitRow
        {
            Id = FormattableString.Invariant($"{half.Customer}/{branchId}/{half.Last:yyyy-MM-dd}"), BranchId = branchId, CustomerId = half.Customer, Day = half.Last,
            TicketId = visits[half.Customer].FirstOrDefault(visit => visit.Day >= half.First && visit.Day <= half.Last).TicketId,
        })];
    }

    /// <summary>The visits and inspections that were completed, by customer, the first before the others.</summary>
    private async Task<ILookup<string, (DateOnly Day, string TicketId)>> Visits(AfterSalesDb db, string branchId, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var visits = await db.Set<TicketCompletionRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.CompletedDay >= from && row.CompletedDay <= to && row.CustomerId != null
                && (row.Kind == TicketKind.Visit || row.Kind == TicketKind.Inspection))
            .OrderBy(row => row.CompletedDay).ThenBy(row => row.Id).Select(row => new { row.CustomerId, row.CompletedDay, row.TicketId }).ToListAsync(cancellation);
        var survivors = await aliases.SurvivorOf([.. visits.Select(visit => visit.CustomerId!)], cancellation);
        return visits.ToLookup(visit => survivors[visit.CustomerId!], visit => (visit.CompletedDay, visit.TicketId));
    }
}
