using System.ComponentModel.DataAnnotations;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>A part of the area that a branch serves.</summary>
/// <param name="TravelMinutes">From the branch.</param>
/// <param name="Area">The corners of a polygon in order; empty where the zone is known by its postal codes alone.</param>
[Name("ServiceZone"), SecuredByParent]
public sealed record ServiceZoneView(
    string Name, Zone Kind, int TravelMinutes, IReadOnlyList<PostalCodeRangeView> PostalCodes, IReadOnlyList<CoordinatesView> Area)
{
    public static ServiceZoneView Of(ServiceZone zone) => new(
        zone.Name, zone.Kind, zone.TravelMinutes,
        [.. zone.PostalCodes.Select(range => new PostalCodeRangeView(range.From, range.To))],
        [.. zone.Area.Select(corner => new CoordinatesView(corner.Latitude, corner.Longitude))]);
}

/// <summary>Postal codes of one length, from the first to the last of them.</summary>
/// <param name="To">Included.</param>
[Name("PostalCodeRange"), SecuredByParent]
public sealed record PostalCodeRangeView([property: StringLength(12)] string From, [property: StringLength(12)] string To);

/// <summary>A part of the area that a branch serves, known by postal codes, by a polygon, or by both.</summary>
/// <param name="TravelMinutes">From the branch.</param>
/// <param name="Area">The corners of a polygon in order, the last joined to the first.</param>
public sealed record ServiceZoneInput(
    [property: StringLength(100)] string Name,
    Zone Kind,
    int TravelMinutes,
    [property: MaxLength(200)] IReadOnlyList<PostalCodeRangeView>? PostalCodes = null,
    [property: MaxLength(500)] IReadOnlyList<CoordinatesInput>? Area = null)
{
    public ServiceZone ToZone() => new(
        Name, Kind, TravelMinutes,
        [.. (PostalCodes ?? []).Select(range => new PostalCodeRange(range.From, range.To))],
        [.. (Area ?? []).Select(corner => new Coordinates(corner.Latitude, corner.Longitude))]);
}
