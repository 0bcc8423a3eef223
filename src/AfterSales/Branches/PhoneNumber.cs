using System.Text.RegularExpressions;
using AfterSales.Branches.Rules;
using PhoneNumbers;

namespace AfterSales.Branches;

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
                PhoneNumberUtil.ValidationResult.IS_POSSIBLE => WrongLength(util, number) is { } problem ? (null, problem)
                    : (new Phone(util.Format(number, PhoneNumberFormat.E164), number.HasExtension ? number.Extension : null), null),
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

    /// <summary>
    /// Of some countries almost any length is possible, if only for numbers that nobody has: what is not known to be given out there and is shorter than their
    /// telephones' numbers lacks the area code, and what is longer has a digit too many.
    /// </summary>
    private static string? WrongLength(PhoneNumberUtil util, PhoneNumbers.PhoneNumber number)
    {
        if (util.IsValidNumber(number)) return null;
        var region = util.GetRegionCodeForCountryCode(number.CountryCode);
        int[] usual =
        [
            .. new[] { PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE }.Select(type => util.GetExampleNumberForType(region, type)).OfType<PhoneNumbers.PhoneNumber>()
                .Select(example => util.GetNationalSignificantNumber(example).Length),
        ];
        var length = util.GetNationalSignificantNumber(number).Length;
        return usual.Length == 0 ? null : length < usual.Min() ? AreaCodeMissing : length > usual.Max() ? NotANumber : null;
    }

    // The library knows the words of European languages.
    [GeneratedRegex("转|轉|分机|分機|内线|內線")]
    private static partial Regex ExtensionWord();
}
