using System.ComponentModel.DataAnnotations;
using AfterSales.Api;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>A place on earth, WGS 84.</summary>
/// <param name="Latitude">Degrees, north of the equator positive.</param>
/// <param name="Longitude">Degrees, east of Greenwich positive.</param>
[Name("Coordinates"), SecuredByParent]
public sealed record CoordinatesView(double Latitude, double Longitude);

/// <summary>A place on earth, WGS 84.</summary>
/// <param name="Latitude">Degrees, north of the equator positive.</param>
/// <param name="Longitude">Degrees, east of Greenwich positive.</param>
public sealed record CoordinatesInput([property: Range(-90.0, 90.0)] double Latitude, [property: Range(-180.0, 180.0)] double Longitude);
