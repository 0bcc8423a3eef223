namespace AfterSales.Console.Dispatch;

/// <summary>A flat picture of a part of the earth that is no larger than a region: north is up, and a kilometre is as long in each direction.</summary>
public sealed record MapView(double West, double North, double KilometresWide, double KilometresHigh)
{
    private const double KilometresOfADegree = 111.32;
    private const double Least = 2;

    /// <summary>All the places with some room around them; null where there is none.</summary>
    public static MapView? Of(IReadOnlyCollection<Place> places)
    {
        if (places.Count == 0) return null;
        var (south, north) = (places.Min(place => place.Latitude), places.Max(place => place.Latitude));
        var (west, east) = (places.Min(place => place.Longitude), places.Max(place => place.Longitude));
        var perDegree = KilometresOfADegree * Math.Cos((south + north) / 2 * Math.PI / 180);
        var (wide, high) = (Math.Max((east - west) * perDegree, Least) * 1.16, Math.Max((north - south) * KilometresOfADegree, Least) * 1.16);
        // No narrower than it is high, no higher than half as wide: so it lies well on a page.
        wide = Math.Max(wide, high * 1.6);
        high = Math.Max(high, wide * 0.45);
        return new MapView((west + east) / 2 - (wide / perDegree / 2), (south + north) / 2 + (high / KilometresOfADegree / 2), wide, high);
    }

    /// <summary>From the upper left corner, in kilometres.</summary>
    public (double X, double Y) At(Place place) =>
        ((place.Longitude - West) * KilometresOfADegree * Math.Cos((North - (KilometresHigh / KilometresOfADegree / 2)) * Math.PI / 180), (North - place.Latitude) * KilometresOfADegree);

    /// <summary>A round length that about a sixth of the picture is as wide as.</summary>
    public double Scale => new[] { 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500 }.Last(length => length <= Math.Max(KilometresWide / 6, 0.5));
}

/// <summary>The places that a technician goes to on a day, in order.</summary>
public sealed record Route(string TechnicianId, string Name, IReadOnlyList<RouteStop> Stops)
{
    /// <summary>Of the appointments that begin within the time; a stop whose place is not known is one too.</summary>
    public static IReadOnlyList<Route> Of(IEnumerable<TechnicianTime> technicians, IReadOnlyDictionary<string, BookedJob> booked, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. technicians.Select(time => new Route(time.Technician.Id, time.Technician.Name,
        [
            .. time.Entries.Where(entry => entry.Kind is "APPOINTMENT" or "HOLD" && entry.StartsAt >= from && entry.StartsAt < to && entry.TicketId is not null && booked.ContainsKey(entry.TicketId))
                .OrderBy(entry => entry.StartsAt).Select((entry, i) => new RouteStop(i + 1, entry.StartsAt, booked[entry.TicketId!])),
        ])).Where(route => route.Stops.Count > 0),
    ];
}

/// <param name="Number">Counts from 1 along the way.</param>
public sealed record RouteStop(int Number, DateTimeOffset At, BookedJob Job);
