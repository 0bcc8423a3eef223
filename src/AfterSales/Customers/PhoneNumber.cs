using PhoneNumbers;

namespace AfterSales.Customers;

/// <summary>Phone numbers as people write them, brought to E.164.</summary>
public static class PhoneNumber
{
    /// <summary>The number in E.164; null when no such number can exist.</summary>
    /// <param name="country">ISO 3166 alpha-2; a number without a country code is of this country.</param>
    public static string? Normalise(string written, string country)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(written, country);
            return util.IsPossibleNumber(number) ? util.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
