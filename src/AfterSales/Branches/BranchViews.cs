using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>An office that serves customers.</summary>
[Name("Branch"), Secured(Permission.SeeBranches)]
public sealed class BranchView(BranchRow row)
{
    public string Id => row.Id;

    /// <summary>Begins the numbers people read: <c>SH</c> in <c>SH-2611-00042</c>.</summary>
    public string Code => row.Code;

    public string Name => row.Name;

    /// <summary>ISO 3166 alpha-2.</summary>
    public string Country => row.Country;

    /// <summary>ISO 4217.</summary>
    public string Currency => row.Currency;

    /// <summary>IANA name; days and working hours of this branch are reckoned in it.</summary>
    public string TimeZone => row.TimeZone;

    /// <summary>Where post reaches it; null where it was not said.</summary>
    public PostalAddressView? Address => row is { Street: { } street, City: { } city } ? new(street, city, row.PostalCode, row.Region) : null;

    /// <summary>The number its customers call; null where it was not said.</summary>
    public PhoneView? Phone => PhoneView.Of(row.Phone is { } phone ? Rules.Phone.Parse(phone) : null);

    /// <summary>A branch that is closing or closed takes no new work.</summary>
    public BranchState State => row.State;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    /// <summary>The branch its open work goes to; null while it is open.</summary>
    public Deferred<BranchView?> GetSuccessor(BranchLoader branches) => branches.Load(row.SuccessorId ?? "");

    /// <summary>When the branch works, as it stands now.</summary>
    public async Task<CalendarView?> GetCalendarAsync(IGrainFactory grains) => await Stored(grains) is { } branch ? CalendarView.Of(branch.Calendar) : null;

    /// <summary>All versions of its calendar, the newest first; at most 100.</summary>
    public Deferred<IReadOnlyList<CalendarVersionView>> GetCalendarVersions(BranchCalendarLoader calendars) =>
        calendars.Load(row.Id).Select(versions => versions ?? []);

    /// <summary>The version that held, holds or will hold at an instant; null before the branch was opened.</summary>
    public Deferred<CalendarVersionView?> GetCalendarAt(DateTimeOffset at, BranchCalendarLoader calendars) =>
        calendars.Load(row.Id).Select(versions => versions?.FirstOrDefault(version => version.Since <= at));

    /// <summary>The parts of the area it serves; the first that fits an address counts.</summary>
    public async Task<IReadOnlyList<ServiceZoneView>> GetZonesAsync(IGrainFactory grains) =>
        (await Stored(grains))?.Zones.ConvertAll(ServiceZoneView.Of) ?? [];

    /// <summary>The zone an address lies in: by its place, else by its postal code; null where the zones say nothing of it.</summary>
    public async Task<ServiceZoneView?> GetZoneOfAsync(IGrainFactory grains, string? postalCode = null, CoordinatesInput? place = null) =>
        ZoneRules.ZoneOf((await Stored(grains))?.Zones ?? [], postalCode, place is null ? null : new Coordinates(place.Latitude, place.Longitude)) is { } zone
            ? ServiceZoneView.Of(zone)
            : null;

    /// <summary>How far the hand-over of its open work is; null where it was not closed.</summary>
    public async Task<HandOverView?> GetHandOverAsync(IGrainFactory grains, HandOverPages pages, CancellationToken cancellation) =>
        (await Stored(grains))?.HandOver is { } handOver
            ? new HandOverView(handOver.Since, handOver.DoneAt, handOver.Told, handOver.Round,
                [.. (await pages.Left(row.Id, cancellation)).Select(kind => new HandOverLeftView(kind.Key, kind.Value))])
            : null;

    public static BranchView Of(Branch branch, int version) => new(BranchRow.Of(branch, new RowStamp(version, 1)));

    private Task<Branch?> Stored(IGrainFactory grains) => grains.Read<IBranchGrain, Branch>(IBranchGrain.Prefix, row.Id, Caller.System);
}

/// <summary>The open work of a branch on its way to another.</summary>
/// <param name="DoneAt">Null while some of it has not moved.</param>
/// <param name="Told">Records that there were to move when it began.</param>
/// <param name="Round">How often it was looked whether anything is left, from 1.</param>
/// <param name="Left">What has not moved yet, kind by kind.</param>
[Name("HandOver"), SecuredByParent]
public sealed record HandOverView(DateTimeOffset Since, DateTimeOffset? DoneAt, int Told, int Round, IReadOnlyList<HandOverLeftView> Left);

/// <param name="Kind">Such as <c>ticket</c>.</param>
/// <param name="Count">Counted up to 10,000.</param>
[Name("HandOverLeft"), SecuredByParent]
public sealed record HandOverLeftView(string Kind, int Count);
