using System.Globalization;
using PhoneNumbers;

namespace AfterSales.Search;

/// <summary>The digits a telephone number is looked up by: from abroad, within its country, and with the zero that is dialled before the area.</summary>
internal static class PhoneForms
{
    /// <param name="e164">With an extension behind <c>;ext=</c>, or without.</param>
    public static IEnumerable<string> Of(string e164)
    {
        var digits = string.Concat(e164.Split(';')[0].Where(char.IsAsciiDigit));
        if (digits.Length == 0) return [];
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse("+" + digits, null);
            var national = util.GetNationalSignificantNumber(number);
            var dialled = string.Concat(util.Format(number, PhoneNumberFormat.NATIONAL).Where(char.IsAsciiDigit));
            return new[] { number.CountryCode.ToString(CultureInfo.InvariantCulture) + national, national, dialled }.Where(form => form.Length > 0).Distinct();
        }
        catch (NumberParseException)
        {
            return [digits];
        }
    }
}
