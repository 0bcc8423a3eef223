using AfterSales.Catalogue.Rules;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>What is wrong with what is said of a unit.</summary>
internal static class ProductCheck
{
    private const int MostMonths = 600;
    private static readonly string[] Sellers = ["b-", "d-", "c-"];

    public static InputInvalid? Refuse(ProductDetails details, DateOnly today)
    {
        InputIssue[] issues = [.. Days(details, today), .. Rest(details)];
        return issues.Length > 0 ? new InputInvalid(issues) : null;
    }

    private static IEnumerable<InputIssue> Days(ProductDetails details, DateOnly today)
    {
        if (details.PurchasedOn > today) yield return new("purchasedOn", "IN_THE_FUTURE");
        if (details.InstalledOn > today) yield return new("installedOn", "IN_THE_FUTURE");
        if (details.AcceptedOn > today) yield return new("acceptedOn", "IN_THE_FUTURE");
        if (details.InstalledOn < details.PurchasedOn) yield return new("installedOn", "BEFORE_PURCHASE");
        if (details.AcceptedOn < details.InstalledOn) yield return new("acceptedOn", "BEFORE_INSTALLATION");
        else if (details.AcceptedOn < details.PurchasedOn) yield return new("acceptedOn", "BEFORE_PURCHASE");
    }

    private static IEnumerable<InputIssue> Rest(ProductDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.Model)) yield return new("model", "REQUIRED");
        if (details.Parts.Exists(part => part.Months is < 0 or > MostMonths)) yield return new("parts", "OUT_OF_RANGE");
        if (details.Parts.Exists(part => string.IsNullOrWhiteSpace(part.Part))) yield return new("parts", "REQUIRED");
        if (details.Parts.DistinctBy(part => ModelCode.Normalise(part.Part)).Count() < details.Parts.Count) yield return new("parts", "REPEATED");
        if (details.AgreedMonths is < 0 or > MostMonths) yield return new("agreedMonths", "OUT_OF_RANGE");
        if (details.SellerId is { } seller && !IsSeller(seller)) yield return new("sellerId", "KEY_MALFORMED");
    }

    /// <summary>The key of a branch or dealer, or of a dealer's customer file.</summary>
    public static bool IsSeller(string id) => id.Length is > 2 and <= 64 && Array.Exists(Sellers, prefix => id.StartsWith(prefix, StringComparison.Ordinal))
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
