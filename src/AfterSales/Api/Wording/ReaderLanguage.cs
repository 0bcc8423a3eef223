using System.Globalization;

namespace AfterSales.Api.Wording;

/// <summary>Which of our languages a person reads.</summary>
public static class ReaderLanguage
{
    /// <summary>The first wanted one that we have, by its primary tag.</summary>
    public static string Best(IEnumerable<string?> wanted) =>
        wanted.OfType<string>().Select(tag => tag.Split('-')[0])
            .Select(primary => WordList.Languages.FirstOrDefault(ours => ours.Split('-')[0].Equals(primary, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(found => found is not null) ?? WordList.DefaultLanguage;

    public static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language);
}
