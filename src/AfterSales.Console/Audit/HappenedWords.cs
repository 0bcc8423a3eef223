using Microsoft.Extensions.Localization;

namespace AfterSales.Console.Audit;

/// <summary>What people call the things that happen. Several events may bear one word: they are one kind to people.</summary>
internal static class HappenedWords
{
    private const string Event = "Event.";

    /// <summary>As many of a kind as the API looks for at once.</summary>
    private const int MostNames = 20;

    public static string Of(IStringLocalizer<TimelineWords> words, string name) => words[Event + name] is { ResourceNotFound: false } word ? word : words["EventOther"];

    /// <summary>All kinds there are words for, in order, with the names of their events.</summary>
    public static IReadOnlyList<(string Word, IReadOnlyList<string> Names)> Kinds(IStringLocalizer<TimelineWords> words) =>
    [
        .. words.GetAllStrings(includeParentCultures: true).Where(word => word.Name.StartsWith(Event, StringComparison.Ordinal)).DistinctBy(word => word.Name)
            .GroupBy(word => word.Value, word => word.Name[Event.Length..]).OrderBy(kind => kind.Key, StringComparer.CurrentCulture)
            .Select(kind => (kind.Key, (IReadOnlyList<string>)[.. kind.Take(MostNames)])),
    ];
}
