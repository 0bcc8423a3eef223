using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>A visit on a technician's day.</summary>
public sealed record DayVisit(Versioned<Ticket> Ticket, Visit Visit, RouteStop Stop);

/// <summary>A technician's day.</summary>
/// <param name="Day">By the clock of his home branch.</param>
public sealed record TechnicianDay(Versioned<Technician> Technician, DateOnly Day, IReadOnlyList<DayVisit> Visits);

/// <summary>Reads a technician's visits of a day as one way.</summary>
public sealed class TechnicianDays(
    IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, TimeProvider clock)
{
    /// <summary>More than anybody can make.</summary>
    private const int MostVisits = 100;

    /// <summary>Null where there is no such technician whom the caller may see.</summary>
    /// <param name="day">Null: today.</param>
    public async Task<TechnicianDay?> Of(string technicianId, DateOnly? day, Caller caller, CancellationToken cancellation)
    {
        if (!RecordKey.IsWellFormed(ITechnicianGrain.Prefix, technicianId)
            || await grains.GetGrain<ITechnicianGrain>(technicianId).ReadVersioned(caller) is not { } technician
            || await branches.Get(technician.State.BranchId) is not { Calendar: var calendar }) return null;
        var now = clock.GetInstant();
        var date = day ?? calendar.LocalDay(now);
        var (from, to) = (calendar.InstantAt(date, TimeOnly.MinValue), calendar.InstantAt(date.AddDays(1), TimeOnly.MinValue));
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // The way leads over all he has that day, also for a branch that he is only lent to; what is not the caller's business is left out after.
        var rows = await db.Set<VisitRow>().AsNoTracking()
            .Where(row => row.TechnicianId == technicianId && row.StartsAt >= from && row.StartsAt < to
                && (row.IsCurrent || row.HowEnded == VisitEnd.Done || row.HowEnded == VisitEnd.PartsAwaited || row.HowEnded == VisitEnd.BroughtIn
                    || row.HowEnded == VisitEnd.NotFinished || row.HowEnded == VisitEnd.NobodyHome))
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(MostVisits).ToListAsync(cancellation);
        var read = await Task.WhenAll(rows.Select(row => grains.GetGrain<ITicketGrain>(row.TicketId).ReadVersioned(Caller.System)));
        var visits = rows.Zip(read, (row, ticket) => (Row: row, Ticket: ticket!, Visit: ticket?.State.AllVisits.FirstOrDefault(visit => visit.Id == row.Id)))
            .Where(found => found.Visit is not null).ToArray();
        var route = await RouteOf(technician.State, [.. visits.Select(found => (found.Row, found.Visit!))], now);
        return new TechnicianDay(
            technician, date, [.. visits.Zip(route).Where(pair => caller.Sees(pair.First.Ticket.State))
                .Select(pair => new DayVisit(pair.First.Ticket, pair.First.Visit!, pair.Second))]);
    }

    /// <summary>When he is to set out for visits of many days, by the key of the visit; none where his branch is not known.</summary>
    /// <param name="visits">In their order, all of each day.</param>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> DeparturesOf(Technician technician, IReadOnlyList<(VisitRow Row, Visit Visit)> visits)
    {
        var departures = new Dictionary<string, DateTimeOffset>();
        if (await branches.Get(technician.BranchId) is not { Calendar: var calendar }) return departures;
        var now = clock.GetInstant();
        foreach (var day in visits.GroupBy(found => calendar.LocalDay(found.Row.StartsAt)))
            foreach (var stop in await RouteOf(technician, [.. day], now)) departures[stop.VisitId] = stop.LeaveAt;
        return departures;
    }

    private async Task<IReadOnlyList<RouteStop>> RouteOf(Technician technician, IReadOnlyList<(VisitRow Row, Visit Visit)> visits, DateTimeOffset now)
    {
        var route = new List<RouteVisit>();
        foreach (var (row, visit) in visits)
        {
            var inForce = await policies.At(row.BranchId);
            route.Add(RouteVisit.Of(technician.Appointments.Find(row.Id) ?? Forgotten(row), visit, inForce.Get(TechnicianPolicies.Travel), inForce.Get(TicketPolicies.Trip)));
        }

        return DayRoute.Of(route, now);
    }

    /// <summary>What the technician's record does not keep any more.</summary>
    private static Appointment Forgotten(VisitRow row) =>
        new(row.Id, row.TicketId, row.StartsAt, row.EndsAt, AppointmentState.Released, null, row.BranchId);
}
