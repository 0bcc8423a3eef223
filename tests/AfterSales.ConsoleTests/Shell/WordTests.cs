using System.Text.RegularExpressions;
using System.Xml.Linq;
using AfterSales.Console.Shell;
using GraphQLParser;
using GraphQLParser.AST;

namespace AfterSales.ConsoleTests.Shell;

/// <summary>The console's words stand beside its pages, in every language.</summary>
public sealed partial class WordTests
{
    private static readonly Dictionary<string, string[]> Enums = Parser.Parse(Sources.Schema).Definitions.OfType<GraphQLEnumTypeDefinition>()
        .ToDictionary(type => type.Name.StringValue, type => type.Values!.Select(value => value.Name.StringValue).ToArray());

    /// <summary>Named by path without ending: <c>…/Tickets/TicketWords</c>.</summary>
    private static IReadOnlyList<string> Files =>
        [.. Sources.OfConsole(".resx").Select(file => file[..^".resx".Length]).Where(file => !Languages.All.Any(l => file.EndsWith("." + l.Tag, StringComparison.Ordinal)))];

    [Fact]
    public void Every_word_stands_in_every_language_with_the_same_blanks()
    {
        foreach (var file in Files)
        {
            var english = Read(file, "en");
            foreach (var language in Languages.All)
            {
                var words = Read(file, language.Tag);
                Assert.Equal(english.Keys.Order(StringComparer.Ordinal), words.Keys.Order(StringComparer.Ordinal));
                Assert.All(words, word => Assert.False(string.IsNullOrWhiteSpace(word.Value), $"{word.Key} of {Path.GetFileName(file)} is empty in {language.Tag}."));
                Assert.All(words, word => Assert.Equal(Blanks(english[word.Key]), Blanks(word.Value)));
            }
        }
    }

    [Fact]
    public void Chinese_words_are_written_in_Chinese() =>
        Assert.Empty(Files.SelectMany(file => Read(file, "zh-CN")).Where(word => !Han().IsMatch(word.Value)).Select(word => $"{word.Key}: {word.Value}"));

    [Fact]
    public void Every_word_a_page_names_is_there_and_every_one_there_is_named()
    {
        foreach (var folder in Files.GroupBy(file => Path.GetDirectoryName(file)!))
        {
            var known = folder.Where(file => !file.EndsWith("MudWords", StringComparison.Ordinal)).SelectMany(file => Read(file, "en").Keys).ToHashSet();
            var text = string.Join('\n', Sources.OfConsole(".razor", ".cs").Where(file => Path.GetDirectoryName(file) == folder.Key).Select(File.ReadAllText));
            Assert.Empty(Named().Matches(text).Select(match => match.Groups["key"].Value).Where(key => !key.EndsWith('.') && !known.Contains(key)).Distinct());
            var everywhere = string.Join('\n', Sources.OfConsole(".razor", ".cs").Select(File.ReadAllText));
            Assert.DoesNotContain(known, key => !everywhere.Contains($"\"{key}\"", StringComparison.Ordinal) && !IsMadeFrom(key, everywhere));
        }
    }

    [Fact]
    public void A_code_of_the_schema_that_has_a_word_has_one_for_each_of_its_values()
    {
        foreach (var file in Files)
        {
            var known = Read(file, "en").Keys.ToHashSet();
            foreach (var prefix in known.Where(key => key.Contains('.', StringComparison.Ordinal)).Select(key => key.Split('.')[0]).Distinct().Where(Enums.ContainsKey))
                Assert.Empty(Enums[prefix].Select(value => $"{prefix}.{value}").Except(known));
        }
    }

    private static bool IsMadeFrom(string key, string text) =>
        (key.Contains('.', StringComparison.Ordinal) && text.Contains($"\"{key.Split('.')[0]}.\"", StringComparison.Ordinal))
        || (key.EndsWith("Hint", StringComparison.Ordinal) && text.Contains($"\"{key[..^4]}\"", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string file, string language) =>
        XDocument.Load($"{file}{(language == "en" ? "" : "." + language)}.resx").Root!.Elements("data").ToDictionary(e => e.Attribute("name")!.Value, e => e.Element("value")!.Value);

    private static IEnumerable<string> Blanks(string words) => Blank().Matches(words).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\bL\[\""(?<key>[^\""]+)\""", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
