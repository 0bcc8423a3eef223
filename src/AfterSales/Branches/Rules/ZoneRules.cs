using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

/// <summary>In which zone of a branch an address lies.</summary>
public static class ZoneRules
{
    private const int MostZones = 50;
    private const int MostRanges = 200;
    private const int MostCorners = 500;

    /// <summary>
    /// The first zone whose area holds the place; where none does, or the place is not known, the first that has the postal code. Null where the
    /// branch's zones say nothing of the address.
    /// </summary>
    public static ServiceZone? ZoneOf(ImmutableList<ServiceZone> zones, string? postalCode, Coordinates? place)
    {
        if (place is not null && zones.Find(zone => zone.Area.Count > 0 && ZoneArea.Holds(zone.Area, place)) is { } there) return there;
        if (string.IsNullOrWhiteSpace(postalCode)) return null;
        var code = PostalCodeRange.Written(postalCode);
        return zones.Find(zone => zone.PostalCodes.Exists(range => range.Contains(code)));
    }

    public static Decision Set(Branch branch, ImmutableList<ServiceZone> zones)
    {
        var issues = IssuesOf(zones).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        ImmutableList<ServiceZone> set = [.. zones.Select(zone => zone with
        {
            Name = zone.Name.Trim(),
            PostalCodes = [.. zone.PostalCodes.Select(range => new PostalCodeRange(PostalCodeRange.Written(range.From), PostalCodeRange.Written(range.To)))],
        })];
        return branch.Zones.SequenceEqual(set) ? Decision.NothingToDo : new ZonesSet(set);
    }

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<ServiceZone> zones)
    {
        if (zones.Count > MostZones) yield return new("zones", "TOO_MANY");
        if (zones.Select(zone => zone.Name.Trim()).Distinct().Count() != zones.Count) yield return new("zones", "NAME_REPEATED");
        foreach (var (i, zone) in zones.Index())
        {
            if (string.IsNullOrWhiteSpace(zone.Name)) yield return new($"zones[{i}].name", "REQUIRED");
            if (!Enum.IsDefined(zone.Kind)) yield return new($"zones[{i}].kind", "UNKNOWN");
            if (zone.TravelMinutes is < 0 or > 24 * 60) yield return new($"zones[{i}].travelMinutes", "OUT_OF_RANGE");
            if (zone.PostalCodes.IsEmpty && zone.Area.IsEmpty) yield return new($"zones[{i}]", "POSTAL_CODES_OR_AREA_REQUIRED");
            if (zone.PostalCodes.Count > MostRanges) yield return new($"zones[{i}].postalCodes", "TOO_MANY");
            foreach (var (j, range) in zone.PostalCodes.Index())
            {
                var (from, to) = (PostalCodeRange.Written(range.From), PostalCodeRange.Written(range.To));
                if (from.Length is 0 or > 12 || from.Length != to.Length || string.CompareOrdinal(from, to) > 0)
                    yield return new($"zones[{i}].postalCodes[{j}]", "NOT_A_RANGE");
            }

            if (zone.Area.Count is 1 or 2) yield return new($"zones[{i}].area", "TOO_FEW");
            else if (zone.Area.Count > MostCorners) yield return new($"zones[{i}].area", "TOO_MANY");
            else if (zone.Area.Exists(corner => !ZoneArea.IsOnEarth(corner))) yield return new($"zones[{i}].area", "OUT_OF_RANGE");
            else if (zone.Area.Count > 2 && !ZoneArea.IsSimple(zone.Area)) yield return new($"zones[{i}].area", "CROSSES_ITSELF");
        }
    }
}

public sealed record ZonesSet(ImmutableList<ServiceZone> Zones) : Event;
