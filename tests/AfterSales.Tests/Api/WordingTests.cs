using AfterSales.Api.Wording;
using AfterSales.Records;

namespace AfterSales.Tests.Api;

public sealed class WordingTests
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
    public void Facts_are_written_so_that_everybody_reads_them_alike()
    {
        Assert.Equal("Please correct these entries: title (TOO_LONG), parts[1].sku (REQUIRED).",
            RefusalWording.Word(new InputInvalid([new("title", "TOO_LONG"), new("parts[1].sku", "REQUIRED")]), "en"));
        Assert.Equal("“2026-03-01T08:30:00Z”不是日期，例如 2026-03-01。",
            RefusalWording.Word("LOCAL_DATE_INVALID", [("Value", new DateTimeOffset(2026, 3, 1, 16, 30, 0, TimeSpan.FromHours(8)))], "zh-CN"));
    }

    [Fact]
    public void An_unknown_language_is_answered_in_English() => Assert.Equal(RefusalWording.Word(new TryAgain(), "en"), RefusalWording.Word(new TryAgain(), "xx"));

    [Fact]
    public void A_fact_that_looks_like_a_placeholder_is_left_as_it_is() =>
        Assert.Equal("There is no record {Code} that you may see.", RefusalWording.Word(new NotFound("{Code}"), "en"));

    private static IEnumerable<string> Codes()
    {
        var set = new System.Resources.ResourceManager("AfterSales.Api.Wording.Refusals", typeof(RefusalWording).Assembly)
            .GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key);
    }
}
