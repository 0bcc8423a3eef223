namespace AfterSales.Branches.Rules;

/// <summary>A place on earth, WGS 84.</summary>
/// <param name="Latitude">Degrees, north of the equator positive.</param>
/// <param name="Longitude">Degrees, east of Greenwich positive.</param>
[GenerateSerializer, Immutable, Alias("Coordinates")]
public sealed record Coordinates([property: Id(0)] double Latitude, [property: Id(1)] double Longitude);
