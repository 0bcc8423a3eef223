using System.Text.RegularExpressions;
using AfterSales.Api.Wording;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Records;
using AfterSales.Tests.Architecture;

namespace AfterSales.Tests.Api;

public sealed partial class WordingTests
{
    public static TheoryData<Type> RefusalTypes =>
        [.. typeof(Refusal).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract)];

    [Theory, MemberData(nameof(RefusalTypes))]
    public void Every_refusal_has_a_sentence_in_every_language_made_of_its_own_facts(Type refusal)
    {
        foreach (var language in RefusalWording.Languages)
        {
            var sentence = RefusalWording.Find(Refusal.CodeOf(refusal), language);
            Assert.True(sentence is not null, $"{refusal.Name} has no sentence in {language}.");
            Assert.All(RefusalWording.PlaceholdersOf(sentence), name => Assert.True(refusal.GetProperty(name) is not null, $"{refusal.Name} has no {name} ({language})."));
        }
    }

    [Fact]
    public void Every_sentence_stands_in_every_language_with_the_same_placeholders()
    {
        foreach (var code in Codes())
        {
            var placeholders = RefusalWording.Languages.Select(language => string.Join(' ', RefusalWording.PlaceholdersOf(
                RefusalWording.Find(code, language) ?? throw new InvalidOperationException($"{code} is missing in {language}.")).Order(StringComparer.Ordinal)));
            Assert.Single(placeholders.Distinct());
        }
    }

    [Fact]
    public void Every_issue_of_an_input_has_its_words_in_every_language()
    {
        string[] codes =
        [
            .. House.Sources.Where(source => source.Path.StartsWith("AfterSales/", StringComparison.Ordinal)).SelectMany(source => Issue().Matches(source.Text)).Select(match => match.Groups[1].Value)
                .Concat(["TOO_SHORT", "TOO_LONG", "TOO_FEW", "TOO_MANY", "WRONG_FORMAT", "NOT_AN_EMAIL_ADDRESS", PhoneNumber.NotANumber, PhoneNumber.AreaCodeMissing])
                .Concat(typeof(CalendarProblems).GetFields().Select(code => (string)code.GetValue(null)!)).Distinct(),
        ];
        Assert.True(codes.Length > 50, $"Only {codes.Length} codes were found.");
        Assert.Empty(from code in codes from language in RefusalWording.Languages where RefusalWording.FindIssue(code, language) is null select $"{code} ({language})");
    }

    [Fact]
    public void Facts_are_written_so_that_everybody_reads_them_alike()
    {
        Assert.Equal("Please correct these entries: title (is too long), parts[1].sku (is missing).",
            RefusalWording.Word(new InputInvalid([new("title", "TOO_LONG"), new("parts[1].sku", "REQUIRED")]), "en"));
        Assert.Equal("“2026-03-01T08:30:00Z”不是日期，例如 2026-03-01。",
            RefusalWording.Word("LOCAL_DATE_INVALID", [("Value", new DateTimeOffset(2026, 3, 1, 16, 30, 0, TimeSpan.FromHours(8)))], "zh-CN"));
    }

    [Fact]
    public void An_unknown_language_is_answered_in_English() => Assert.Equal(RefusalWording.Word(new TryAgain(), "en"), RefusalWording.Word(new TryAgain(), "xx"));

    [Fact]
    public void A_fact_that_looks_like_a_placeholder_is_left_as_it_is() =>
        Assert.Equal("There is no record {Code} that you may see.", RefusalWording.Word(new NotFound("{Code}"), "en"));

    [GeneratedRegex(@"(?:(?:InputIssue|new)\(\$?""[^""]*""|InputInvalid\.At\([^;\n]*), ""([A-Z][A-Z0-9_]+)""\)")]
    private static partial Regex Issue();

    private static IEnumerable<string> Codes()
    {
        var set = new System.Resources.ResourceManager("AfterSales.Api.Wording.Refusals", typeof(RefusalWording).Assembly)
            .GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key);
    }
}
