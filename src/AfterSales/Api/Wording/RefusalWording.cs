using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Records;

namespace AfterSales.Api.Wording;

/// <summary>
/// Turns a refusal or a request error into a sentence. <c>Refusals.resx</c> and its translations map each code to a sentence whose placeholders,
/// such as <c>{TechnicianId}</c>, are properties of the refusal; what stands in <c>[[…]]</c> is left out where its facts are not known. Values and fields are named as people read them: <c>Values.resx</c> and
/// <c>Fields.resx</c>; their codes stand in the typed fields beside the sentence.
/// </summary>
public static partial class RefusalWording
{
    public const string DefaultLanguage = WordList.DefaultLanguage;

    private static readonly WordList Sentences = new("AfterSales.Api.Wording.Refusals");

    /// <summary>What is wrong with an input, by the code of its issue: the end of a sentence that begins with the input.</summary>
    private static readonly WordList Issues = new("AfterSales.Api.Wording.Issues");

    /// <summary>What a value of an enum is called, by the enum's name and the value as the schema writes it, divided by a dot.</summary>
    private static readonly WordList Values = new("AfterSales.Api.Wording.Values");

    /// <summary>What a field of an input is called.</summary>
    private static readonly WordList Fields = new("AfterSales.Api.Wording.Fields");

    public static IReadOnlyList<string> Languages => WordList.Languages;

    /// <param name="isNamed">The issues of an input say already what its fields are called, as the headings of a list do.</param>
    public static string Word(Refusal refusal, ReaderForm reader, bool isNamed = false) => Fill(Sentences.Get(refusal.Code, reader.Language),
        name => isNamed && refusal is InputInvalid { Issues: var issues } ? string.Join(", ", issues.Select(issue => Text(issue, issue.Path, reader.Language)))
            : FactOf(refusal, name) is var fact && fact is string code ? CodeWord(name, code, reader.Language) : fact, reader);

    /// <summary>What is wrong with an input whose path says already what it is called.</summary>
    public static string Word(InputIssue named, string language) => Text(named, named.Path, language);

    public static string Word(Refusal refusal, string language) => Word(refusal, ReaderForm.Of(language));

    public static string Word(string code, IReadOnlyList<(string Name, object? Value)> facts, ReaderForm reader) =>
        Fill(Sentences.Get(code, reader.Language), name => facts.FirstOrDefault(fact => fact.Name == name).Value, reader);

    public static string Word(string code, IReadOnlyList<(string Name, object? Value)> facts, string language) => Word(code, facts, ReaderForm.Of(language));

    /// <summary>What the sentence of a refusal is filled with.</summary>
    public static IReadOnlyList<object?> FactsOf(Refusal refusal) =>
        [.. PlaceholdersOf(Sentences.Get(refusal.Code, DefaultLanguage)).Select(name => FactOf(refusal, name))];

    /// <summary>The sentence as written in exactly this language, placeholders unfilled; null where it is missing.</summary>
    public static string? Find(string code, string language) => Sentences.Find(code, language);

    /// <summary>What the code of an issue means, in exactly this language; null where it is missing.</summary>
    public static string? FindIssue(string code, string language) => Issues.Find(code, language);

    /// <summary>What the value of an enum is called in the reader's language, else in English; its code where it has no words.</summary>
    public static string ValueOf(Enum value, string language) => FindValue(value, language) ?? FindValue(value, DefaultLanguage) ?? CodeOf(value);

    /// <summary>What the value of an enum is called, in exactly this language; null where it has no words.</summary>
    public static string? FindValue(Enum value, string language) => Values.Find(KeyOf(value.GetType().Name, CodeOf(value)), language);

    /// <summary>As <see cref="FindValue(Enum, string)"/>, by the names that the schema has for the enum and its value.</summary>
    public static string? FindValue(string type, string code, string language) => Values.Find(KeyOf(type, code), language);

    /// <summary>What a code is called that companies may add to, such as that of a skill, in the reader's language, else in English; itself where it has no words.</summary>
    public static string CodeWord(string kind, string code, string language) =>
        Values.Find(KeyOf(kind, code), language) ?? Values.Find(KeyOf(kind, code), DefaultLanguage) ?? code;

    /// <summary>What one of our languages is called, by its tag, in exactly this language; null where it is none of ours.</summary>
    public static string? LanguageName(string tag, string language) => Values.Find(KeyOf("Language", tag), language);

    /// <summary>What a field of an input is called, in exactly this language; null where it has no words.</summary>
    public static string? FindField(string name, string language) => Fields.Find(name, language);

    /// <summary>The names of the placeholders of a sentence.</summary>
    public static IEnumerable<string> PlaceholdersOf(string sentence) => Placeholder().Matches(sentence).Select(match => match.Groups[1].Value);

    private static object? FactOf(Refusal refusal, string name) => refusal.GetType().GetProperty(name)?.GetValue(refusal);

    private static string Fill(string sentence, Func<string, object?> value, ReaderForm reader) =>
        Placeholder().Replace(Known().Replace(sentence, match => PlaceholdersOf(match.Value).All(name => value(name) is not null) ? match.Groups[1].Value : ""),
            match => Text(value(match.Groups[1].Value), reader));

    private static string KeyOf(string type, string code) => $"{type}.{code}";

    private static string CodeOf(Enum value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>
    /// <c>addresses[1].postalCode</c> is the postal code of the second address. A name without words, such as the heading of somebody's list, stays as it was given.
    /// </summary>
    private static string Path(string path, string language)
    {
        var known = path.StartsWith('[');
        var named = Step().Matches(path).Select(step => step.Groups[2].Success
            ? (int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) : Named(step.Groups[1].Value)).ToArray();
        return known ? string.Join(' ', named) : path;

        string Named(string name)
        {
            var words = Fields.Find(name, language) ?? Fields.Find(name, DefaultLanguage);
            known |= words is not null;
            return words ?? name;
        }
    }

    private static string Text(InputIssue issue, string called, string language)
    {
        var said = Issues.Get(issue.Code, language);
        return called.Length == 0 ? said : $"{called} ({said})";
    }

    /// <summary>Some texts are codes of issues themselves, such as the rules that a password breaks.</summary>
    private static string Text(string text, string language) => Code().IsMatch(text) ? Issues.Find(text, language) ?? text : text;

    private static string Text(object? value, ReaderForm reader) => value switch
    {
        null => "–",
        string text => reader.Names.GetValueOrDefault(text) ?? Text(text, reader.Language),
        bool isSo => Issues.Get(isSo ? "YES" : "NO", reader.Language),
        DateTimeOffset instant => reader.Shown(instant),
        DateOnly day => reader.Shown(day),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        Enum word => FindValue(word, reader.Language) ?? CodeOf(word),
        InputIssue issue => Text(issue, Path(issue.Path, reader.Language), reader.Language),
        IEnumerable list when !list.Cast<object?>().Any() => "–",
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(item => Text(item, reader))),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex(@"([^.\[\]]+)|\[(\d+)\]")]
    private static partial Regex Step();

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\[\[(.*?)\]\]")]
    private static partial Regex Known();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
