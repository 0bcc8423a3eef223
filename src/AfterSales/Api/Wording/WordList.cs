using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace AfterSales.Api.Wording;

/// <summary>Sentences by key in the languages people read: a <c>.resx</c> in English with its translations beside it.</summary>
/// <param name="resource">Namespace and file name, without language and ending.</param>
public sealed class WordList(string resource)
{
    public const string DefaultLanguage = "en";

    private static readonly ConcurrentDictionary<string, CultureInfo> Cultures = new(StringComparer.Ordinal);

    private readonly ResourceManager _sentences = new(resource, typeof(WordList).Assembly);

    /// <summary>The languages there are sentences in; the first is the one used where a reader's is none of them.</summary>
    public static IReadOnlyList<string> Languages { get; } = [DefaultLanguage, "zh-CN", "es"];

    /// <summary>In the reader's language, else in English, else the key itself.</summary>
    public string Get(string key, string language) => Find(key, language) ?? Find(key, DefaultLanguage) ?? key;

    /// <summary>The sentence as written in exactly this language; null where it is missing.</summary>
    public string? Find(string key, string language) =>
        _sentences.GetResourceSet(CultureOf(language), createIfNotExists: true, tryParents: false)?.GetString(key);

    private static CultureInfo CultureOf(string language) =>
        language == DefaultLanguage || !Languages.Contains(language) ? CultureInfo.InvariantCulture : Cultures.GetOrAdd(language, CultureInfo.GetCultureInfo);
}
