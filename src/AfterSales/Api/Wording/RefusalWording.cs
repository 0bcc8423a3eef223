using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
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
    public const string DefaultLanguage = "en";

    private static readonly ResourceManager Sentences = new("AfterSales.Api.Wording.Refusals", typeof(RefusalWording).Assembly);
    private static readonly ConcurrentDictionary<string, CultureInfo> Cultures = new(StringComparer.Ordinal);

    /// <summary>The languages there are sentences in; the first is the one used where a caller's is none of them.</summary>
    public static IReadOnlyList<string> Languages { get; } = [DefaultLanguage, "zh-CN", "es"];

    public static string Word(Refusal refusal, string language) =>
        Fill(Sentence(refusal.Code, language), name => refusal.GetType().GetProperty(name)?.GetValue(refusal));

    public static string Word(string code, IReadOnlyList<(string Name, object? Value)> facts, string language) =>
        Fill(Sentence(code, language), name => facts.FirstOrDefault(fact => fact.Name == name).Value);

    /// <summary>The sentence as written in exactly this language, placeholders unfilled; null where it is missing.</summary>
    public static string? Find(string code, string language) =>
        Sentences.GetResourceSet(CultureOf(language), createIfNotExists: true, tryParents: false)?.GetString(code);

    /// <summary>The names of the placeholders of a sentence.</summary>
    public static IEnumerable<string> PlaceholdersOf(string sentence) => Placeholder().Matches(sentence).Select(match => match.Groups[1].Value);

    private static string Sentence(string code, string language) => Find(code, language) ?? Find(code, DefaultLanguage) ?? code;

    private static CultureInfo CultureOf(string language) =>
        language == DefaultLanguage || !Languages.Contains(language) ? CultureInfo.InvariantCulture : Cultures.GetOrAdd(language, CultureInfo.GetCultureInfo);

    private static string Fill(string sentence, Func<string, object?> value) =>
        Placeholder().Replace(sentence, match => Text(value(match.Groups[1].Value)));

    private static string Text(object? value) => value switch
    {
        null => "–",
        string text => text,
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.SnakeCaseUpper.ConvertName(word.ToString()),
        InputIssue issue => $"{issue.Path} ({issue.Code})",
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
