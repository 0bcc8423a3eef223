using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using AfterSales.Api.Engine;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Calendars;
using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Tests.Architecture;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

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

    /// <summary>Each refusal with sample facts: of an enum each of its values, of an input that is wrong each field there is.</summary>
    [Theory, MemberData(nameof(RefusalTypes))]
    public void No_code_word_stands_in_what_people_read(Type refusal)
    {
        foreach (var language in RefusalWording.Languages)
        {
            var placeholders = RefusalWording.PlaceholdersOf(RefusalWording.Find(Refusal.CodeOf(refusal), language)!).ToHashSet();
            (string, object?)[] facts = [.. placeholders.Select(name => (name, Sample(refusal.GetProperty(name)!.PropertyType)))];
            var sentence = RefusalWording.Word(Refusal.CodeOf(refusal), facts, language);
            Assert.True(!CodeWord().IsMatch(sentence), $"{language}: {sentence}");
            Assert.True(language == RefusalWording.DefaultLanguage || !English().IsMatch(sentence), $"{language}: {sentence}");
        }
    }

    [Fact]
    public void A_step_that_is_not_allowed_is_told_in_the_words_of_the_screens()
    {
        var refusal = new StepNotAllowed(TicketAction.Arrive, TicketStep.Registered, [TicketAction.Assess, TicketAction.Cancel]);
        Assert.Equal("无法执行 技术员到达：工单当前处于 已登记。现在可以执行：评估, 取消。", RefusalWording.Word(refusal, "zh-CN"));
        Assert.DoesNotContain("REGISTERED", RefusalWording.Word(refusal, "es"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_field_is_told_as_people_read_it_and_the_heading_of_a_list_as_it_was_written()
    {
        var refusal = new InputInvalid([new("addresses[1].postalCode", "REQUIRED"), new("Teléfono fijo", "TOO_LONG")]);
        Assert.Contains("地址 2 邮政编码（", RefusalWording.Word(refusal, "zh-CN").Replace(" (", "（", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("direcciones 2 código postal (", RefusalWording.Word(refusal, "es"), StringComparison.Ordinal);
        Assert.Contains("Teléfono fijo (", RefusalWording.Word(refusal, "zh-CN"), StringComparison.Ordinal);
    }

    private static object? Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum) return Enum.GetValues(type);
        if (type == typeof(bool)) return new[] { true, false };
        if (type == typeof(string)) return "7";
        if (type.IsGenericType && type.GetGenericArguments() is [var item])
        {
            if (item.IsEnum) return Enum.GetValues(item);
            if (item == typeof(InputIssue)) return Fields().Select(path => new InputIssue(path, "REQUIRED")).ToArray();
            return new[] { "7" };
        }

        return type == typeof(DateTimeOffset) ? DateTimeOffset.UnixEpoch : type == typeof(DateOnly) ? new DateOnly(2026, 3, 1) : 7;
    }

    /// <summary>Each path that stands in our sources, its places filled.</summary>
    private static string[] Fields()
    {
        string[] paths =
        [
            .. House.Sources.Where(source => source.Path.StartsWith("AfterSales/", StringComparison.Ordinal)).SelectMany(source => Field().Matches(source.Text))
                .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value).Where(path => path.Length > 0 && !path.Contains('(', StringComparison.Ordinal))
                .Select(path => Place().Replace(path, "0").Trim('.').TrimStart('0')).Distinct(),
        ];
        Assert.True(paths.Length > 100, $"Only {paths.Length} fields were found.");
        return paths;
    }

    [Fact]
    public void Every_check_of_an_input_has_words_for_what_it_finds()
    {
        var checks = typeof(Refusal).Assembly.GetTypes().SelectMany(type => type.GetProperties().SelectMany(property => property.GetCustomAttributes<ValidationAttribute>())
            .Concat(type.GetMethods().SelectMany(method => method.GetParameters()).SelectMany(parameter => parameter.GetCustomAttributes<ValidationAttribute>()))).DistinctBy(check => check.GetType()).ToArray();
        Assert.Contains(checks, check => check is Base64StringAttribute);
        Assert.Empty(from check in checks
                     let code = InputChecks.CodeOf(check, "")
                     from language in RefusalWording.Languages
                     where RefusalWording.FindIssue(code, language) is null
                     select $"{code} ({language})");
    }

    [Theory]
    [InlineData("en", "Possible now: –.")]
    [InlineData("zh-CN", "现在可以执行：–。")]
    [InlineData("es", "Ahora es posible: –.")]
    public void A_list_with_nothing_in_it_is_worded_as_nothing(string language, string end) =>
        Assert.EndsWith(end, RefusalWording.Word(new StepNotAllowed(TicketAction.Cancel, TicketStep.Cancelled, TicketSteps.AllowedFrom(TicketStep.Cancelled)), language), StringComparison.Ordinal);

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
                .Concat(["TOO_SHORT", "TOO_LONG", "TOO_FEW", "TOO_MANY", "WRONG_FORMAT", "NOT_AN_EMAIL_ADDRESS", PhoneNumber.NotANumber, PhoneNumber.AreaCodeMissing, SignedPicture.NotADrawing])
                .Concat(typeof(CalendarProblems).GetFields().Select(code => (string)code.GetValue(null)!)).Distinct(),
        ];
        Assert.True(codes.Length > 50, $"Only {codes.Length} codes were found.");
        Assert.Empty(from code in codes from language in RefusalWording.Languages where RefusalWording.FindIssue(code, language) is null select $"{code} ({language})");
    }

    [Fact]
    public void Facts_are_written_so_that_everybody_reads_them_alike()
    {
        Assert.Equal("Please correct these entries: title (is too long), parts 2 serial number (is missing).",
            RefusalWording.Word(new InputInvalid([new("title", "TOO_LONG"), new("parts[1].serial", "REQUIRED")]), "en"));
        Assert.Equal("“2026年3月1日 08:30 UTC”不是日期，例如 2026-03-01。",
            RefusalWording.Word("LOCAL_DATE_INVALID", [("Value", new DateTimeOffset(2026, 3, 1, 16, 30, 0, TimeSpan.FromHours(8)))], "zh-CN"));
    }

    [Theory]
    [InlineData("en", "Technician 陈师傅 has another appointment from 1 Mar 2026 16:30 to 2 Mar 2026 00:00.")]
    [InlineData("zh-CN", "技术员 陈师傅 在 2026年3月1日 16:30 至 2026年3月2日 00:00 已有其他预约。")]
    [InlineData("es", "El técnico 陈师傅 tiene otra cita del 1 mar 2026 16:30 al 2 mar 2026 00:00.")]
    public void An_instant_is_told_by_the_readers_clock_and_a_record_by_its_name(string language, string sentence)
    {
        var shanghai = new ReaderForm(language, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")) { Names = new Dictionary<string, string> { ["tech-1"] = "陈师傅" } };
        var from = new DateTimeOffset(2026, 3, 1, 8, 30, 0, TimeSpan.Zero);
        Assert.Equal(sentence, RefusalWording.Word(new TechnicianBusy("tech-1", from, from.AddHours(7.5)), shanghai));
    }

    /// <summary>A thing has one word: others that were used for it before stand nowhere.</summary>
    [Fact]
    public void One_thing_is_called_by_one_word()
    {
        (string Language, string Word)[] others =
        [
            ("es", @"\b[Tt]ickets?\b"), ("es", @"\b[Ii]ncidencias?\b"), ("es", @"\b[Rr]eclamaci"), ("es", @"\b([Ee]l|[Uu]n|otro|nuevo) caso\b"), ("es", @"orden (está|reabierta)"),
            ("zh-CN", "分公司"), ("zh-CN", "派工员"), ("zh-CN", "技师"), ("zh-CN", "随访"), ("zh-CN", "服务工单|案件"),
        ];
        var words = House.Words
            .SelectMany(file => System.Xml.Linq.XDocument.Load(file).Root!.Elements("data").Select(word => (File: Path.GetFileName(file), Said: word.Element("value")!.Value))).ToArray();
        Assert.True(words.Length > 3000, $"Only {words.Length} words were found.");
        Assert.Empty(from word in words
                     from other in others
                     where word.File.EndsWith($".{other.Language}.resx", StringComparison.Ordinal) && Regex.IsMatch(word.Said, other.Word)
                     select $"{word.File}: {word.Said}");
    }

    /// <summary>What is not known is not told as something empty.</summary>
    [Theory]
    [InlineData("en", "qualified. One of", "qualified (since 1 Mar 2026 00:00 UTC). One of")]
    [InlineData("zh-CN", "资格证明。须", "资格证明（自 2026年3月1日 00:00 UTC 起）。须")]
    [InlineData("es", "válida. Se", "válida (desde 1 mar 2026 00:00 UTC). Se")]
    public void What_is_not_known_is_left_out_with_the_words_around_it(string language, string without, string with)
    {
        var refusal = new TechnicianNotQualified("tech-1", "gas", null, [Proof.Certificate]);
        Assert.Contains(without, RefusalWording.Word(refusal, language), StringComparison.Ordinal);
        Assert.Contains(with, RefusalWording.Word(refusal with { Since = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) }, language), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(RefusalTypes))]
    public void A_fact_that_may_be_missing_stands_where_it_can_be_left_out(Type refusal)
    {
        var nullability = new NullabilityInfoContext();
        foreach (var language in RefusalWording.Languages)
            Assert.DoesNotContain(RefusalWording.PlaceholdersOf(LeftOut().Replace(RefusalWording.Find(Refusal.CodeOf(refusal), language)!, "")),
                name => nullability.Create(refusal.GetProperty(name)!).ReadState == NullabilityState.Nullable);
    }

    [Fact]
    public void An_unknown_language_is_answered_in_English() => Assert.Equal(RefusalWording.Word(new TryAgain(), "en"), RefusalWording.Word(new TryAgain(), "xx"));

    [Fact]
    public void A_fact_that_looks_like_a_placeholder_is_left_as_it_is() =>
        Assert.Equal("There is no record {Code} that you may see.", RefusalWording.Word(new NotFound("{Code}"), "en"));

    [GeneratedRegex(@"\[\[.*?\]\]")]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"(?:InputIssue|new)\(\$?""([^""]*)"", ""[A-Z_]+""|InputInvalid\.At\(\$?""([^""]+)""")]
    private static partial Regex Field();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b|\b[a-z]+[A-Z]\w*|\[\d+\]")]
    private static partial Regex CodeWord();

    [GeneratedRegex(@"\b(?:Register|Assess|Schedule)\w*\b")]
    private static partial Regex English();

    [GeneratedRegex(@"(?:(?:InputIssue|new)\(\$?""[^""]*""|InputInvalid\.At\([^;\n]*), ""([A-Z][A-Z0-9_]+)""\)")]
    private static partial Regex Issue();

    private static IEnumerable<string> Codes()
    {
        var set = new System.Resources.ResourceManager("AfterSales.Api.Wording.Refusals", typeof(RefusalWording).Assembly)
            .GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key);
    }
}
