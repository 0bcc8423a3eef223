namespace AfterSales.Tickets.Rules;

/// <summary>How a technician gets to a visit: leave an hour ahead or more, as the way asks for, and be there a little early (S2 B1.2(2), 准备出发 1–2).</summary>
/// <param name="TravelMinutes">The way to the customer; null where nothing is known of it.</param>
/// <param name="LeaveAt">When to set out.</param>
/// <param name="ArriveFrom">Not before this instant.</param>
/// <param name="ArriveBy">At this instant at the latest.</param>
/// <param name="IsWaySaid">The dispatcher said how long the way is.</param>
[GenerateSerializer, Immutable, Alias("TripPlan")]
public sealed record TripPlan(
    [property: Id(0)] int? TravelMinutes, [property: Id(1)] DateTimeOffset LeaveAt, [property: Id(2)] DateTimeOffset ArriveFrom, [property: Id(3)] DateTimeOffset ArriveBy,
    [property: Id(4)] bool IsWaySaid = false)
{
    /// <summary>A day.</summary>
    public const int MostTravelMinutes = 24 * 60;

    /// <param name="visit">When the customer expects the technician.</param>
    public static TripPlan For(DateTimeOffset visit, int? travelMinutes, TripLead lead, bool isWaySaid = false) => new(
        travelMinutes, visit.AddMinutes(-Math.Max(lead.LeaveMinutes, (travelMinutes ?? 0) + lead.EarliestMinutes)), visit.AddMinutes(-lead.EarliestMinutes),
        visit.AddMinutes(-lead.LatestMinutes), isWaySaid);

    /// <summary>Minutes before the visit that the technician must have free to be there in time, as far as it is known.</summary>
    public static int Needed(int? travelMinutes, TripLead lead) => travelMinutes is { } way ? way + lead.LatestMinutes : 0;
}

/// <summary>The times of a trip, each in minutes before the visit.</summary>
/// <param name="LeaveMinutes">To set out at the latest, also where the way is short.</param>
/// <param name="EarliestMinutes">To arrive at the earliest.</param>
/// <param name="LatestMinutes">To arrive at the latest.</param>
public sealed record TripLead(int LeaveMinutes, int EarliestMinutes, int LatestMinutes);
