using AfterSales.Branches.Rules;

namespace AfterSales.Technicians.Rules;

/// <summary>Where an appointment takes a technician, as far as the way from another customer can be told by it.</summary>
/// <param name="Place">To a hundredth of a degree, about a kilometre: enough for a way, and no address. Null where the file has no coordinates.</param>
/// <param name="EarlyMinutes">He is to be there so much before the appointment.</param>
/// <param name="IsWaySaid">The dispatcher said how long the way is: it holds wherever the technician comes from.</param>
[GenerateSerializer, Immutable, Alias("Destination")]
public sealed record Destination(
    [property: Id(0)] Coordinates? Place, [property: Id(1)] int EarlyMinutes, [property: Id(2)] bool IsWaySaid)
{
    /// <summary>What of a place the technicians' records may keep.</summary>
    public static Coordinates? Rough(Coordinates? place) => place is null ? null : new(Math.Round(place.Latitude, 2), Math.Round(place.Longitude, 2));
}

/// <summary>How long a way takes of which only its ends are known.</summary>
/// <param name="KilometresPerHour">Door to door, on average.</param>
/// <param name="DetourPercent">How much longer the road is than the straight line: 130 is a third.</param>
/// <param name="LeastMinutes">However near.</param>
/// <param name="SameZoneMinutes">Within one zone, where the places are not known.</param>
public sealed record TravelEstimate(int KilometresPerHour, int DetourPercent, int LeastMinutes, int SameZoneMinutes);

/// <summary>The way from one customer to the next (S2 B1.2(2)): from the places, else from the zones, else as long as from the branch.</summary>
public static class WayRules
{
    private const double EarthKilometres = 6371;

    /// <summary>Minutes of the way from one appointment to the next, with those by which he is to be early; 0 where nothing is known of it.</summary>
    public static int Minutes(Appointment from, Appointment to, TravelEstimate estimate)
    {
        if (to.Destination is not { IsWaySaid: false, EarlyMinutes: var early } destination) return to.TravelMinutes;
        if (from.Destination?.Place is { } start && destination.Place is { } end) return Between(start, end, estimate) + early;
        return to.Zone is { } zone && zone == from.Zone ? Math.Min(estimate.SameZoneMinutes + early, to.TravelMinutes) : to.TravelMinutes;
    }

    /// <summary>Minutes that must lie between two appointments: those of the way, and where nothing is known of it those by which he is to be early.</summary>
    public static int Gap(Appointment from, Appointment to, TravelEstimate estimate) => Math.Max(Minutes(from, to, estimate), to.Destination?.EarlyMinutes ?? 0);

    /// <summary>Minutes of the way alone, from the one before or, where there is none, from the branch; null where nothing is known of it.</summary>
    /// <param name="earlyMinutes">What is counted in for being early where the appointment does not say.</param>
    public static int? Way(Appointment? before, Appointment to, int earlyMinutes, TravelEstimate estimate)
    {
        var needed = before is null ? to.TravelMinutes : Minutes(before, to, estimate);
        return needed == 0 ? null : Math.Max(0, needed - (to.Destination?.EarlyMinutes ?? earlyMinutes));
    }

    /// <summary>Along the great circle, with the detour, at the average speed; rounded up.</summary>
    public static int Between(Coordinates from, Coordinates to, TravelEstimate estimate) => Math.Max(
        estimate.LeastMinutes, (int)Math.Ceiling(Kilometres(from, to) * estimate.DetourPercent / 100 / estimate.KilometresPerHour * 60));

    private static double Kilometres(Coordinates from, Coordinates to)
    {
        var (south, north) = (Radians(from.Latitude), Radians(to.Latitude));
        var halfChord = Square(Math.Sin((north - south) / 2)) + (Math.Cos(south) * Math.Cos(north) * Square(Math.Sin(Radians(to.Longitude - from.Longitude) / 2)));
        return 2 * EarthKilometres * Math.Asin(Math.Sqrt(Math.Min(1, halfChord)));

        static double Radians(double degrees) => degrees * Math.PI / 180;

        static double Square(double value) => value * value;
    }
}
