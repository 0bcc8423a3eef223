using System.Collections.Immutable;
using AfterSales.Technicians.Rules;

namespace AfterSales.Tickets.Rules;

/// <summary>A visit as the technician's day has it.</summary>
/// <param name="Travel">How ways are reckoned at the branch that booked.</param>
/// <param name="Lead">When that branch has its technicians leave and arrive.</param>
/// <param name="ArrivedAt">Null while he is not there.</param>
/// <param name="EndedAt">Null while it is to come or under way.</param>
public sealed record RouteVisit(Appointment Appointment, TravelEstimate Travel, TripLead Lead, DateTimeOffset? ArrivedAt = null, DateTimeOffset? EndedAt = null)
{
    /// <summary>The delay is the ticket's, which knows it first: his own record hears of it a little later.</summary>
    public static RouteVisit Of(Appointment appointment, Visit visit, TravelEstimate travel, TripLead lead) =>
        new(appointment with { DelayMinutes = visit.Delay?.Minutes ?? 0 }, travel, lead, visit.Arrived?.When, visit.Ended?.When);
}

/// <summary>A stop on a technician's way through his day.</summary>
/// <param name="IsFromPrevious">He comes from the visit before; else from the branch.</param>
/// <param name="TravelMinutes">The way; null where nothing is known of it.</param>
/// <param name="LeaveAt">When to set out: an hour ahead, or more as the way asks for, and as much later as he said he comes; but not before the visit before is over.</param>
/// <param name="ArriveFrom">He arrives a little early: not before this instant.</param>
/// <param name="ArriveBy">At this instant at the latest.</param>
/// <param name="ExpectedAt">When he is expected to begin, as things stand.</param>
/// <param name="LateMinutes">So much later than agreed; 0: in time.</param>
/// <param name="IsReachable">Who leaves as planned is there in time.</param>
public sealed record RouteStop(
    string VisitId, bool IsFromPrevious, int? TravelMinutes, DateTimeOffset LeaveAt, DateTimeOffset ArriveFrom, DateTimeOffset ArriveBy, DateTimeOffset ExpectedAt,
    int LateMinutes, bool IsReachable);

/// <summary>A technician's visits of a day as one way (S2 B1.2(2), 准备出发 1–2), by the rule that judges a booking.</summary>
public static class DayRoute
{
    /// <param name="inOrder">The first comes first.</param>
    /// <param name="now">What is not over yet takes at least until now.</param>
    public static ImmutableList<RouteStop> Of(IEnumerable<RouteVisit> inOrder, DateTimeOffset now)
    {
        var stops = ImmutableList.CreateBuilder<RouteStop>();
        RouteVisit? before = null;
        var free = DateTimeOffset.MinValue;
        foreach (var visit in inOrder)
        {
            var stop = Stop(visit, before, free, now);
            stops.Add(stop);
            free = visit.EndedAt ?? Later(now, stop.ExpectedAt + (visit.Appointment.To - visit.Appointment.From));
            before = visit;
        }

        return stops.ToImmutable();
    }

    private static RouteStop Stop(RouteVisit visit, RouteVisit? before, DateTimeOffset free, DateTimeOffset now)
    {
        var appointment = visit.Appointment;
        var way = WayRules.Way(before?.Appointment, appointment, visit.Lead.LatestMinutes, visit.Travel);
        var plan = TripPlan.For(appointment.From, way, visit.Lead);
        // Where nothing is known of the way none of it is held against anybody; to be early he is all the same.
        var thereAt = Later(plan.LeaveAt, free).AddMinutes(way ?? 0);
        var expected = Expected(visit, thereAt, now);
        return new RouteStop(
            appointment.VisitId, before is not null, way, Later(plan.LeaveAt.AddMinutes(appointment.DelayMinutes), free), plan.ArriveFrom, plan.ArriveBy, expected,
            Math.Max(0, (int)Math.Ceiling((expected - appointment.From).TotalMinutes)), thereAt <= plan.ArriveBy);
    }

    private static DateTimeOffset Expected(RouteVisit visit, DateTimeOffset thereAt, DateTimeOffset now)
    {
        if (visit.ArrivedAt is { } arrived) return arrived;
        var agreed = Later(visit.Appointment.From.AddMinutes(visit.Appointment.DelayMinutes), thereAt);
        return visit.EndedAt is null ? Later(agreed, now) : agreed;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
