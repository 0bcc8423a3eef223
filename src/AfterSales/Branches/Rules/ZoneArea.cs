using System.Collections.Immutable;
using NetTopologySuite.Geometries;

namespace AfterSales.Branches.Rules;

/// <summary>
/// The area of a zone by its corners, taken as plane: for the surroundings of a branch the earth's curve does not matter. An area over the line where
/// the date changes is drawn as two zones.
/// </summary>
public static class ZoneArea
{
    public static bool IsOnEarth(Coordinates place) => place.Latitude is >= -90 and <= 90 && place.Longitude is >= -180 and <= 180;

    /// <summary>Whether the place lies inside or on the edge.</summary>
    public static bool Holds(ImmutableList<Coordinates> corners, Coordinates place) => PolygonOf(corners).Covers(new Point(At(place)));

    /// <summary>Whether its edges neither cross nor touch each other: only then has it an inside.</summary>
    public static bool IsSimple(ImmutableList<Coordinates> corners) => PolygonOf(corners).IsValid;

    private static Polygon PolygonOf(ImmutableList<Coordinates> corners) => new(new LinearRing([.. corners.Append(corners[0]).Select(At)]));

    private static Coordinate At(Coordinates place) => new(place.Longitude, place.Latitude);
}
