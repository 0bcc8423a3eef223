using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Records;

namespace AfterSales.Branches;

/// <summary>When people work: at a branch by its calendar, at headquarters by that of headquarters.</summary>
public sealed class PlaceCalendars(ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies)
{
    // A calendar is worked out once: the same one is given as long as the same policies hold.
    private Known? _headquarters;

    /// <summary>Null where there is no such branch.</summary>
    /// <param name="place">The key of a branch, or <c>headquarters</c>.</param>
    public async ValueTask<WorkingCalendar?> Of(string place) => place == Assignment.Headquarters ? await OfHeadquarters() : (await branches.Get(place))?.Calendar;

    public async ValueTask<WorkingCalendar> OfHeadquarters()
    {
        var inForce = await policies.At(Assignment.Headquarters);
        var (hours, zone) = (inForce.Get(HeadquartersPolicies.Calendar), inForce.Get(HeadquartersPolicies.TimeZone));
        var known = _headquarters;
        if (known is null || !ReferenceEquals(known.Hours, hours) || known.Zone != zone) _headquarters = known = new Known(hours, zone, hours.In(zone));
        return known.Calendar;
    }

    private sealed record Known(HeadquartersHours Hours, string Zone, WorkingCalendar Calendar);
}
