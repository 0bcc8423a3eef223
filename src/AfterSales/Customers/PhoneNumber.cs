using System.Text.RegularExpressions;
using AfterSales.Customers.Rules;
using PhoneNumbers;

namespace AfterSales.Customers;

/// <summary>Phone numbers as people write them, brought to E.164 and extension.</summary>
public static partial class PhoneNumber
{
    public const string NotANumber = "NOT_A_PHONE_NUMBER";

    /// <summary>It is long enough for its town only.</summary>
    public const string AreaCodeMissing = "AREA_CODE_MISSING";

    /// <summary>The number, or what is wrong with it.</summary>
    /// <param name="country">ISO 3166 alpha-2; a number without a country code is of this country.</param>
    public static (Phone? Phone, string? Problem) Read(string written, string country)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(ExtensionWord().Replace(written, " ext. "), country);
            return util.IsPossibleNumberWithReason(number) switch
            {
                PhoneNumberUtil.ValidationResult.IS_POSSIBLE =>
                    (new Phone(util.Format(number, PhoneNumberFormat.E164), number.HasExtension ? number.Extension : null), null),
                PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY => (null, AreaCodeMissing),
                _ => (null, NotANumber),
            };
        }
        catch (NumberParseException)
        {
            return (null, NotANumber);
        }
    }

    /// <summary>As one reads it from abroad: <c>+34 911 23 45 67</c>.</summary>
    public static string International(Phone phone)
    {
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            return util.Format(util.Parse(phone.ToString(), null), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return phone.ToString();
        }
    }

    // The library knows the words of European languages.
    [GeneratedRegex("转|轉|分机|分機|内线|內線")]
    private static partial Regex ExtensionWord();
}
