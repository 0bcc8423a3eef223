using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Technicians;

/// <summary>The links of technicians' calendars: signed for one feed, and kept nowhere.</summary>
public sealed class CalendarFeedLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Ending = ".ics";

    private readonly SignedLinks _links = new(protection, clock, "AfterSales.Technicians.Calendar.Link.v1", CalendarFeed.Prefix);

    /// <summary>The path below the service's address; null where there is no feed, or it has expired.</summary>
    public string? PathOf(Technician technician) =>
        technician.Feed is { } feed && _links.LinkTo(feed.Id, feed.ExpiresAt) is { } link ? $"/technicians/{technician.Id}/calendar/{link}{Ending}" : null;

    /// <summary>Whether this link opens the technician's calendar now.</summary>
    /// <param name="link">As it stands in the path.</param>
    public bool Opens(Technician technician, string link) => link.EndsWith(Ending, StringComparison.Ordinal)
        && _links.KeyOf(link[..^Ending.Length]) is { } feedId && FeedRules.Opens(technician, feedId, clock.GetInstant());
}
