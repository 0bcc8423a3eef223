using System.Collections.Frozen;
using System.Globalization;

namespace AfterSales.Api.Wording;

/// <summary>
/// How people read: values in the words of their language, times by the clock of a place, records by what they are called, as far as the reader may see
/// them.
/// </summary>
public sealed record ReaderForm(string Language, TimeZoneInfo Zone)
{
    // English is spoken here by companies all over the world: day before month, and 24 hours.
    private static readonly CultureInfo International = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>By their keys.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>For whom nothing but the language is known: times are those of UTC, and say so.</summary>
    public static ReaderForm Of(string language) => new(language, TimeZoneInfo.Utc);

    public string Shown(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Zone);
        var shown = $"{Shown(DateOnly.FromDateTime(local.DateTime))} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
        return Zone.Id == TimeZoneInfo.Utc.Id ? $"{shown} UTC" : shown;
    }

    public string Shown(DateOnly day) => Language.StartsWith("zh", StringComparison.Ordinal)
        ? day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)
        : day.ToString("d MMM yyyy", Language == WordList.DefaultLanguage ? International : ReaderLanguage.CultureOf(Language));
}
