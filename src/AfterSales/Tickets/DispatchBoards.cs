using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>A ticket that nobody is sent for, or nobody set out for.</summary>
/// <param name="Clock">The promise that runs out first; null where none is owed.</param>
/// <param name="Place">Where it goes to; null where nobody knows.</param>
/// <param name="Area">The branch's name of the zone it goes to.</param>
public sealed record WaitingJob(TicketRow Row, Ticket State, PromiseClock? Clock, string? Skill, Coordinates? Place, string? Area, int EarlierFaults);

/// <summary>A ticket with an appointment in the time looked at.</summary>
public sealed record BookedJob(TicketRow Row, Coordinates? Place);

/// <param name="IsComplete">False: there is more than is shown.</param>
public sealed record DispatchBoard(IReadOnlyList<WaitingJob> Waiting, IReadOnlyList<BookedJob> Booked, bool IsComplete);

/// <summary>Reads what a branch's dispatcher has to place and has placed, all of it at once: from rows, and the promises and the work of what waits from its tickets.</summary>
public sealed class DispatchBoards(IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, CustomerFiles files, AddressZones zones, Warranties warranties, TimeProvider clock)
{
    private const int MostWaiting = 300;
    private const int MostBooked = 2_000;

    /// <summary>A fault of the same product within so many days before is not the first.</summary>
    private const int FaultsWithinDays = 90;

    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    public async Task<DispatchBoard> Of(string branchId, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var open = db.Set<TicketRow>().AsNoTracking().JobsVisibleTo(caller).Where(row => row.BranchId == branchId && row.IsOpen);
        var waiting = await open.Where(row => row.UndispatchedSince != null || row.Step == TicketStep.PartsAwaited)
            .OrderBy(row => row.Rank).ThenBy(row => row.RegisteredAt).ThenBy(row => row.Id).Take(MostWaiting + 1).ToListAsync(cancellation);
        var taken = db.Set<AppointmentRow>().Where(a => a.BranchId == branchId && a.StartsAt < to && a.EndsAt > from
            && (a.State == AppointmentState.Held || a.State == AppointmentState.Confirmed)).Select(a => a.TicketId);
        var booked = await db.Set<TicketRow>().AsNoTracking().JobsVisibleTo(caller).Where(row => row.BranchId == branchId && taken.Contains(row.Id))
            .OrderBy(row => row.Id).Take(MostBooked + 1).ToListAsync(cancellation);
        var isComplete = waiting.Count <= MostWaiting && booked.Count <= MostBooked;
        var places = await Places([.. waiting.Concat(booked)], db, cancellation);
        var faults = await EarlierFaults(waiting, db, cancellation);
        var now = clock.GetInstant();
        var jobs = await Task.WhenAll(waiting.Take(MostWaiting).Select(async row =>
            await grains.GetGrain<ITicketGrain>(row.Id).Read(Caller.System) is not { } ticket ? null : new WaitingJob(
                row, ticket, FirstToRunOut(ticket, now), await TicketSkills.For(ticket, warranties), places[row.Id].At, places[row.Id].Area, faults.GetValueOrDefault(row.Id))));
        return new DispatchBoard([.. jobs.OfType<WaitingJob>()], [.. booked.Take(MostBooked).Select(row => new BookedJob(row, places[row.Id].At))], isComplete);
    }

    /// <summary>What stands still comes after all that runs.</summary>
    private static PromiseClock? FirstToRunOut(Ticket ticket, DateTimeOffset now) =>
        ticket.Promises.Running.OrderBy(promise => promise.IsPausedAt(now)).ThenBy(promise => promise.DueAt ?? DateTimeOffset.MaxValue).ThenBy(promise => promise.Number).FirstOrDefault();

    /// <summary>Where the product stands, else the customer's default address.</summary>
    private async Task<Dictionary<string, (Coordinates? At, string? Area)>> Places(TicketRow[] rows, AfterSalesDb db, CancellationToken cancellation)
    {
        var customerIds = rows.Select(row => row.CustomerId).OfType<string>().Distinct().ToArray();
        var productIds = rows.Select(row => row.ProductId).OfType<string>().Distinct().ToArray();
        var customers = await db.Set<CustomerRow>().AsNoTracking().Where(row => customerIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var elsewhere = await db.Set<InstalledProductRow>().AsNoTracking().Where(row => productIds.Contains(row.Id) && row.AddressId != null)
            .ToDictionaryAsync(row => row.Id, row => row.AddressId, cancellation);
        var places = new Dictionary<string, (Coordinates? At, string? Area)>();
        foreach (var row in rows)
        {
            if (places.ContainsKey(row.Id)) continue;
            var addressId = row.ProductId is { } productId ? elsewhere.GetValueOrDefault(productId) : null;
            var customer = row.CustomerId is { } customerId ? customers.GetValueOrDefault(customerId) : null;
            if (customer is { MergedInto: null } && addressId is null)
            {
                var at = customer is { Latitude: { } latitude, Longitude: { } longitude } ? new Coordinates(latitude, longitude) : null;
                places[row.Id] = (at, (await zones.Of(row.BranchId, customer.PostalCode, at, customer.Zone)).Name);
            }
            else
            {
                // A row has the default address of its own file alone.
                var address = customer is not null && await files.Find(customer.Id, Caller.System) is { } file ? file.Details.AddressOf(addressId) : null;
                places[row.Id] = (address?.Coordinates, address is null ? null : (await zones.Of(row.BranchId, address.PostalCode, address.Coordinates, address.Zone)).Name);
            }
        }

        return places;
    }

    private static async Task<Dictionary<string, int>> EarlierFaults(List<TicketRow> waiting, AfterSalesDb db, CancellationToken cancellation)
    {
        var faulty = waiting.Where(row => row is { Kind: TicketKind.Repair, ProductId: not null }).ToArray();
        if (faulty.Length == 0) return [];
        var products = faulty.Select(row => row.ProductId).Distinct().ToArray();
        var since = faulty.Min(row => row.RegisteredAt).AddDays(-FaultsWithinDays);
        var known = (await db.Set<TicketRow>().AsNoTracking()
            .Where(row => products.Contains(row.ProductId) && row.Kind == TicketKind.Repair && row.RegisteredAt >= since)
            .Select(row => new { row.Id, row.ProductId, row.RegisteredAt }).ToListAsync(cancellation)).ToLookup(row => row.ProductId);
        return faulty.ToDictionary(row => row.Id, row => known[row.ProductId].Count(other =>
            other.Id != row.Id && other.RegisteredAt <= row.RegisteredAt && other.RegisteredAt >= row.RegisteredAt.AddDays(-FaultsWithinDays)));
    }
}
