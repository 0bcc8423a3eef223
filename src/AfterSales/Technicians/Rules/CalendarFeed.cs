using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>That a technician's visits may be read by a link, such as by the calendar of his telephone.</summary>
/// <param name="Id"><c>feed-…</c>, at random: what the link is signed for. Whoever knows it alone can make no link of it.</param>
/// <param name="ExpiresAt">From this instant on the link opens nothing.</param>
/// <param name="Language">The language its maker reads in.</param>
[GenerateSerializer, Immutable, Alias("CalendarFeed")]
public sealed record CalendarFeed(
    [property: Id(0)] string Id, [property: Id(1)] DateTimeOffset MadeAt, [property: Id(2)] DateTimeOffset ExpiresAt, [property: Id(3)] string Language)
{
    public const string Prefix = "feed-";
}

/// <summary>A technician's calendar by a secret link: one at a time, made and revoked by himself or his branch.</summary>
public static class FeedRules
{
    /// <summary>A new link takes the place of the one before, which opens nothing from then on.</summary>
    /// <param name="id">The key of the new feed.</param>
    public static Decision Make(Technician technician, string id, string language, int days, DateTimeOffset now) =>
        StandingRules.MustBelongToTheCompany(technician) is { } left ? left : new CalendarFeedMade(new CalendarFeed(id, now, now.AddDays(days), language));

    public static Decision Revoke(Technician technician) => technician.Feed is { } feed ? new CalendarFeedRevoked(feed.Id) : Decision.NothingToDo;

    /// <summary>Whether a link that was signed for this key opens the technician's calendar.</summary>
    public static bool Opens(Technician technician, string feedId, DateTimeOffset now) =>
        !technician.HasLeft && technician.Feed is { } feed && feed.Id == feedId && now < feed.ExpiresAt;
}

public static class FeedPolicies
{
    /// <summary>Days after which the link of a technician's calendar opens nothing any more.</summary>
    public static Policy<int> Days { get; } = new("technicians.calendarFeedDays", 365, "ours", PolicyChecks.Between(1, 730));
}

public sealed record CalendarFeedMade(CalendarFeed Feed) : Event;

public sealed record CalendarFeedRevoked(string FeedId) : Event;
