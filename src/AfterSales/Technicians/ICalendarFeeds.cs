using AfterSales.Records;

namespace AfterSales.Technicians;

/// <summary>A technician's visits by a secret link, by his key <c>tech-…</c>. He himself and his home branch make and revoke it.</summary>
[Alias("ICalendarFeeds")]
public interface ICalendarFeeds : IGrainWithStringKey
{
    /// <summary>Makes a link in place of the one before. Refused: NotFound, TechnicianHasLeft.</summary>
    [Alias("MakeFeed")]
    Task<Answer> MakeFeed(Intent<MakeCalendarFeed> intent);

    /// <summary>The link opens nothing from now on. Refused: NotFound.</summary>
    [Alias("RevokeFeed")]
    Task<Answer> RevokeFeed(Intent<RevokeCalendarFeed> intent);
}

[GenerateSerializer, Immutable, Alias("MakeCalendarFeed")]
public sealed record MakeCalendarFeed;

[GenerateSerializer, Immutable, Alias("RevokeCalendarFeed")]
public sealed record RevokeCalendarFeed;
