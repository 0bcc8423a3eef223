using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Records;

namespace AfterSales.Api.Wording;

/// <summary>
/// Turns a refusal or a request error into a sentence. <c>Refusals.resx</c> and its translations map each code to a sentence whose placeholders,
/// such as <c>{TechnicianId}</c>, are properties of the refusal.
/// </summary>
public static partial class RefusalWording
{
    public const string DefaultLanguage = WordList.DefaultLanguage;

    private static readonly WordList Sentences = new("AfterSales.Api.Wording.Refusals");

    /// <summary>What is wrong with an input, by the code of its issue: the end of a sentence that begins with the input.</summary>
    private static readonly WordList Issues = new("AfterSales.Api.Wording.Issues");

    public static IReadOnlyList<string> Languages => WordList.Languages;

    public static string Word(Refusal refusal, string language) =>
        Fill(Sentences.Get(refusal.Code, language), name => refusal.GetType().GetProperty(name)?.GetValue(refusal), language);

    public static string Word(string code, IReadOnlyList<(string Name, object? Value)> facts, string language) =>
        Fill(Sentences.Get(code, language), name => facts.FirstOrDefault(fact => fact.Name == name).Value, language);

    /// <summary>The sentence as written in exactly this language, placeholders unfilled; null where it is missing.</summary>
    public static string? Find(string code, string language) => Sentences.Find(code, language);

    /// <summary>What the code of an issue means, in exactly this language; null where it is missing.</summary>
    public static string? FindIssue(string code, string language) => Issues.Find(code, language);

    /// <summary>The names of the placeholders of a sentence.</summary>
    public static IEnumerable<string> PlaceholdersOf(string sentence) => Placeholder().Matches(sentence).Select(match => match.Groups[1].Value);

    private static string Fill(string sentence, Func<string, object?> value, string language) =>
        Placeholder().Replace(sentence, match => Text(value(match.Groups[1].Value), language));

    private static string Text(object? value, string language) => value switch
    {
        null => "–",
        string text => text,
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.SnakeCaseUpper.ConvertName(word.ToString()),
        InputIssue { Path: "" } issue => Issues.Get(issue.Code, language),
        InputIssue issue => $"{issue.Path} ({Issues.Get(issue.Code, language)})",
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(item => Text(item, language))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
