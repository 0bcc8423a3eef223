using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace AfterSales.Api.Wording;

/// <summary>Which of our languages a person reads.</summary>
public static class ReaderLanguage
{
    /// <summary>The first wanted one that we have, by its primary tag.</summary>
    public static string Best(IEnumerable<string?> wanted) =>
        wanted.OfType<string>().Select(tag => tag.Split('-')[0])
            .Select(primary => WordList.Languages.FirstOrDefault(ours => ours.Split('-')[0].Equals(primary, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(found => found is not null) ?? WordList.DefaultLanguage;

    /// <summary>What was chosen in this browser, which goes before the account's; none where nothing was.</summary>
    public static IEnumerable<string> ChosenIn(HttpRequest request) =>
        request.Cookies[CookieRequestCultureProvider.DefaultCookieName] is { } cookie ? CookieRequestCultureProvider.ParseCookieValue(cookie)?.UICultures.Select(c => c.ToString()) ?? [] : [];

    /// <summary>A day in words, without that of the week.</summary>
    public static string Day(DateOnly day, string language)
    {
        var culture = CultureOf(language);
        return day.ToString(culture.DateTimeFormat.LongDatePattern.Replace("dddd, ", "", StringComparison.Ordinal).Replace("dddd", "", StringComparison.Ordinal).Trim(), culture);
    }

    public static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language);
}
