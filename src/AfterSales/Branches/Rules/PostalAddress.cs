namespace AfterSales.Branches.Rules;

/// <summary>Where post reaches a branch, and customers who come to it; in the branch's country.</summary>
/// <param name="Region">Province, state or autonomous community.</param>
[GenerateSerializer, Immutable, Alias("PostalAddress")]
public sealed record PostalAddress(
    [property: Id(0)] string Street, [property: Id(1)] string City, [property: Id(2)] string? PostalCode = null, [property: Id(3)] string? Region = null)
{
    /// <summary>As they stand on a letter, below the name.</summary>
    public IReadOnlyList<string> Lines() => LinesOf(Street, PostalCode, City);

    /// <summary>Street, then postal code and city; what is not known is left out.</summary>
    public static IReadOnlyList<string> LinesOf(string? street, string? postalCode, string? city) =>
        [.. new[] { street, string.Join(' ', new[] { postalCode, city }.Where(part => !string.IsNullOrWhiteSpace(part))) }.OfType<string>().Where(line => !string.IsNullOrWhiteSpace(line))];
}
