using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using AfterSales.Api.Wording;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Policies;

/// <summary>What a message says in one language. Plain text; what stands in braces is filled in when it is sent.</summary>
/// <param name="Subject">One line.</param>
public sealed record TemplateWords(string Subject, string Text);

/// <summary>What can be filled in.</summary>
/// <param name="Name">Without its braces.</param>
/// <param name="Sample">What a preview shows, by language.</param>
public sealed record Placeholder(string Name, Func<string, string> Sample)
{
    /// <summary>A text without it would be of no use to whoever reads it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>It is a secret, or long: not in a subject, which registers keep.</summary>
    public bool IsForTextAlone { get; init; }
}

/// <summary>
/// The words of one kind of message, as a policy: headquarters' go before the standard ones and a branch's before both, each language by itself. Declared as
/// a static property of a class whose name ends in <c>Policies</c>, beside a property that gives its <see cref="Words"/>.
/// </summary>
public sealed partial class Template
{
    private const int LongestSubject = 200;
    private const int LongestText = 5_000;

    /// <param name="key">Names the policy for good.</param>
    /// <param name="standard">What is said in a language until somebody says otherwise.</param>
    public Template(string key, Func<string, TemplateWords> standard, params ImmutableArray<Placeholder> placeholders)
    {
        Placeholders = placeholders;
        Words = new Policy<ImmutableSortedDictionary<string, TemplateWords>>(key, WordList.Languages.ToImmutableSortedDictionary(language => language, standard), "ours", IssuesOf);
    }

    public Policy<ImmutableSortedDictionary<string, TemplateWords>> Words { get; }

    /// <summary>All there are.</summary>
    public ImmutableArray<Placeholder> Placeholders { get; }

    /// <summary>All templates there are, in the order of their keys.</summary>
    public static IReadOnlyList<Template> All { get; } =
    [
        .. typeof(Template).Assembly.GetTypes().Where(type => type.Name.EndsWith("Policies", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static)).Where(property => property.PropertyType == typeof(Template))
            .Select(property => (Template)property.GetValue(null)!).OrderBy(template => template.Words.Key, StringComparer.Ordinal),
    ];

    /// <summary>What is said in a language at a place.</summary>
    public TemplateWords In(string language, PoliciesInForce inForce) =>
        new[] { inForce.SetFor(Words), inForce.SetByHeadquarters(Words) }.Select(set => set is null ? null : PolicyBook.Read(Words, set.Value).GetValueOrDefault(language))
            .FirstOrDefault(words => words is not null) ?? Words.Standard[language];

    /// <summary>Fills in once: what is filled in may itself look like a placeholder, such as a customer's name.</summary>
    public static TemplateWords Fill(TemplateWords words, IReadOnlyDictionary<string, string> facts)
    {
        return new TemplateWords(OneLine(Filled(words.Subject)), Filled(words.Text));

        string Filled(string text) => Braces().Replace(text, found => facts.GetValueOrDefault(found.Groups[1].Value, found.Value));
    }

    /// <summary>Filled with what a preview shows.</summary>
    public TemplateWords Preview(TemplateWords words, string language) => Fill(words, Placeholders.ToDictionary(known => known.Name, known => known.Sample(language)));

    /// <summary>What is wrong with the words of one language; paths begin below it, and name the placeholder.</summary>
    public IEnumerable<InputIssue> IssuesOf(TemplateWords? words)
    {
        if (string.IsNullOrWhiteSpace(words?.Subject)) yield return new("subject", "REQUIRED");
        if (string.IsNullOrWhiteSpace(words?.Text)) yield return new("text", "REQUIRED");
        if (words is not { Subject: { } subject, Text: { } text }) yield break;
        if (subject.Length > LongestSubject) yield return new("subject", "TOO_LONG");
        if (text.Length > LongestText) yield return new("text", "TOO_LONG");
        if (subject.Any(char.IsControl)) yield return new("subject", "FORBIDDEN_CHARACTER");
        if (text.Any(letter => char.IsControl(letter) && letter != '\n')) yield return new("text", "FORBIDDEN_CHARACTER");
        foreach (var name in NamesIn(subject).Where(name => Placeholders.All(known => known.Name != name || known.IsForTextAlone))) yield return new($"subject.{{{name}}}", "PLACEHOLDER_UNKNOWN");
        foreach (var name in NamesIn(text).Where(name => Placeholders.All(known => known.Name != name))) yield return new($"text.{{{name}}}", "PLACEHOLDER_UNKNOWN");
        foreach (var known in Placeholders.Where(known => known.IsRequired && !NamesIn(text).Contains(known.Name))) yield return new($"text.{{{known.Name}}}", "PLACEHOLDER_MISSING");
    }

    private IEnumerable<InputIssue> IssuesOf(ImmutableSortedDictionary<string, TemplateWords> all)
    {
        if (all.IsEmpty) yield return new("", "REQUIRED");
        foreach (var (language, words) in all)
        {
            if (!WordList.Languages.Contains(language)) yield return new(language, "LANGUAGE_UNKNOWN");
            foreach (var issue in IssuesOf(words)) yield return issue with { Path = $"{language}.{issue.Path}" };
        }
    }

    private static IEnumerable<string> NamesIn(string text) => Braces().Matches(text).Select(found => found.Groups[1].Value).Distinct();

    private static string OneLine(string words) => string.Concat(words.Select(letter => char.IsControl(letter) ? ' ' : letter));

    [GeneratedRegex(@"\{([^{}\n]*)\}")]
    private static partial Regex Braces();
}
