using System.Collections.Immutable;

namespace AfterSales.Branches.Rules;

/// <summary>Postal codes of one length, from the first to the last of them.</summary>
/// <param name="From">Letters and digits.</param>
/// <param name="To">Included.</param>
[GenerateSerializer, Immutable, Alias("PostalCodeRange")]
public sealed record PostalCodeRange([property: Id(0)] string From, [property: Id(1)] string To)
{
    /// <param name="code">As <see cref="Written"/> gives it.</param>
    public bool Contains(string code) => code.Length == From.Length && string.CompareOrdinal(From, code) <= 0 && string.CompareOrdinal(code, To) <= 0;

    /// <summary>A postal code without what people put between its letters and digits.</summary>
    public static string Written(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}

/// <summary>A part of the area that a branch serves (domain.md §2): how soon a technician is promised there, and how long he is on his way.</summary>
/// <param name="TravelMinutes">From the branch.</param>
/// <param name="Area">The corners of a polygon in order, the last joined to the first; empty where the zone is known by its postal codes alone.</param>
[GenerateSerializer, Immutable, Alias("ServiceZone")]
public sealed record ServiceZone(
    [property: Id(0)] string Name,
    [property: Id(1)] Zone Kind,
    [property: Id(2)] int TravelMinutes,
    [property: Id(3)] ImmutableList<PostalCodeRange> PostalCodes,
    [property: Id(4)] ImmutableList<Coordinates> Area)
{
    public bool Equals(ServiceZone? other) => other is not null && (Name, Kind, TravelMinutes) == (other.Name, other.Kind, other.TravelMinutes)
        && PostalCodes.SequenceEqual(other.PostalCodes) && Area.SequenceEqual(other.Area);

    public override int GetHashCode() => HashCode.Combine(Name, Kind, TravelMinutes, PostalCodes.Count, Area.Count);
}
