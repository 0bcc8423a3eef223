using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using GraphQL;

namespace AfterSales.Technicians;

/// <summary>A technician's visits as an iCalendar file by a secret link: whoever has the link reads it without a log-in.</summary>
/// <param name="Path">Below this service's address, written anew each time. Null where a request to make it is repeated: <c>calendarFeed</c> shows it.</param>
/// <param name="ExpiresAt">From this instant on the link opens nothing.</param>
[Name("CalendarFeed"), Secured(Permission.KeepCalendarFeeds)]
public sealed record CalendarFeedView(string TechnicianId, string? Path, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt)
{
    internal static CalendarFeedView? Of(Technician technician, CalendarFeedLinks links) =>
        links.PathOf(technician) is { } path ? new(technician.Id, path, technician.Feed!.MadeAt, technician.Feed.ExpiresAt) : null;
}

[Queries]
public sealed class CalendarFeedQueries(IGrainFactory grains, CalendarFeedLinks links)
{
    /// <summary>The secret link to a technician's calendar, for himself and for the manager of his branch; null where there is none, or it is not for you.</summary>
    /// <param name="technicianId">Left out: you.</param>
    [Secured(Permission.KeepCalendarFeeds)]
    public async Task<CalendarFeedView?> GetCalendarFeedAsync(Caller caller, string? technicianId = null) =>
        (technicianId ?? caller.Technician) is { } id && await grains.Read<ITechnicianGrain, Technician>(ITechnicianGrain.Prefix, id, caller) is { } technician
        && TechnicianGrain.MayKeepFeed(technician, caller)
            ? CalendarFeedView.Of(technician, links)
            : null;
}

[Mutations]
public sealed class CalendarFeedMutations(IGrainFactory grains, CalendarFeedLinks links)
{
    /// <summary>Makes the secret link to a technician's calendar; one that was made before opens nothing any more.</summary>
    /// <param name="technicianId">Left out: you.</param>
    [Secured(Permission.KeepCalendarFeeds), Errors(typeof(TechnicianHasLeft))]
    public async Task<Outcome<CalendarFeedView>> MakeCalendarFeed(Caller caller, string? technicianId = null, string? requestId = null)
    {
        var id = technicianId ?? caller.Technician ?? "";
        if (!RecordKey.IsWellFormed(ITechnicianGrain.Prefix, id)) return new NotFound(id);
        var grain = grains.GetGrain<ITechnicianGrain>(id);
        var before = (await grain.Read(caller))?.Feed?.Id;
        var answer = await grain.AsReference<ICalendarFeeds>().MakeFeed(new(new MakeCalendarFeed(), caller, requestId));
        if (answer.Refusal is { } refusal) return refusal;
        // A repeat after it was revoked, or has expired, finds none; and it shows no link, which would be another than the first.
        if (await grain.Read(caller) is not { } technician || CalendarFeedView.Of(technician, links) is not { } feed) return new NotFound(id);
        return technician.Feed!.Id == before ? feed with { Path = null } : feed;
    }

    /// <summary>The secret link to a technician's calendar opens nothing any more.</summary>
    /// <param name="technicianId">Left out: you.</param>
    [Secured(Permission.KeepCalendarFeeds)]
    public Task<Outcome<TechnicianView>> RevokeCalendarFeed(Caller caller, string? technicianId = null, string? requestId = null) =>
        grains.OnTechnician(technicianId ?? caller.Technician ?? "", caller,
            technician => technician.AsReference<ICalendarFeeds>().RevokeFeed(new(new RevokeCalendarFeed(), caller, requestId)));
}
