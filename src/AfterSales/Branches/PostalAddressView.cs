using System.ComponentModel.DataAnnotations;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>Where post reaches a branch, and customers who come to it; in the branch's country.</summary>
/// <param name="Region">Province, state or autonomous community.</param>
[Name("PostalAddress"), SecuredByParent]
public sealed record PostalAddressView(string Street, string City, string? PostalCode, string? Region);

/// <summary>Where post reaches a branch, and customers who come to it; in the branch's country.</summary>
/// <param name="Region">Province, state or autonomous community.</param>
public sealed record PostalAddressInput(
    [property: StringLength(400)] string Street,
    [property: StringLength(100)] string City,
    [property: StringLength(20)] string? PostalCode = null,
    [property: StringLength(100)] string? Region = null)
{
    public PostalAddress ToAddress() => new(Street.Trim(), City.Trim(), Blank(PostalCode), Blank(Region));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
