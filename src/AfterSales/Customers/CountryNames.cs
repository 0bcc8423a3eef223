using PhoneNumbers;

namespace AfterSales.Customers;

/// <summary>What people call a country, in their language. .NET knows its name in one language only.</summary>
public static class CountryNames
{
    /// <summary>The code itself where it has no name.</summary>
    /// <param name="country">ISO 3166 alpha-2.</param>
    /// <param name="language">BCP 47.</param>
    public static string Of(string country, string language) =>
        new Locale("", country).GetDisplayCountry(language.Split('-')[0]) is { Length: > 0 } name ? name : country;
}
