using AfterSales.Tests.Api.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.Api;

public sealed class QueryTests
{
    [Theory]
    [InlineData("2026-03-01T16:30:00+08:00", "2026-03-01T08:30:00.000Z")]
    [InlineData("2026-03-01T08:30:00Z", "2026-03-01T08:30:00.000Z")]
    [InlineData("2026-03-01T08:30:00.1234567Z", "2026-03-01T08:30:00.123Z")]
    [InlineData("2026-03-01T08:30Z", "2026-03-01T08:30:00.000Z")]
    public async Task An_instant_is_answered_in_utc(string given, string answered)
    {
        Assert.Equal(answered, (await Workshops.Ask("query($at: DateTime!) { echo(at: $at) }", variables: new { at = given })).At("echo").GetString());
        Assert.Equal(answered, (await Workshops.Ask($"{{ echo(at: \"{given}\") }}")).At("echo").GetString());
    }

    [Theory]
    [InlineData("2026-03-01T08:30:00")]
    [InlineData("2026-03-01")]
    [InlineData("tomorrow")]
    [InlineData("2026-02-30T08:30:00Z")]
    public async Task An_instant_without_an_offset_is_refused_by_name(string given)
    {
        var byVariable = await Workshops.Ask("query($at: DateTime!) { echo(at: $at) }", variables: new { at = given });
        var byLiteral = await Workshops.Ask($"{{ echo(at: \"{given}\") }}", Workshops.Administrator with { Language = "es" });
        Assert.Equal("DATE_TIME_INVALID", byVariable.Code());
        Assert.Equal("DATE_TIME_INVALID", byLiteral.Code());
        Assert.StartsWith($"\"{given}\" is not an instant with an offset", byVariable.Message(), StringComparison.Ordinal);
        Assert.StartsWith($"«{given}» no es un instante", byLiteral.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("day: \"2026-13-01\"", "LOCAL_DATE_INVALID")]
    [InlineData("from: \"8:30\"", "LOCAL_TIME_INVALID")]
    public async Task A_wrong_date_or_time_is_refused_by_name(string argument, string code) =>
        Assert.Equal(code, (await Workshops.Ask($"{{ echo(at: \"2026-03-01T08:30:00Z\", {argument}) }}")).Code());

    [Theory]
    [InlineData("1899-12-31T23:59:59Z", "OUT_OF_RANGE")]
    [InlineData("3000-01-01T00:00:00Z", "OUT_OF_RANGE")]
    public async Task An_instant_outside_a_reasonable_range_is_refused(string at, string code)
    {
        var answer = await Workshops.Ask("query($at: DateTime!) { echo(at: $at) }", variables: new { at });
        Assert.Equal("INPUT_INVALID", answer.Code());
        Assert.Equal(code, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("issues")[0].GetProperty("code").GetString());
    }

    public static TheoryData<string, string> BadWords => new()
    {
        { "a\\u0000b", "FORBIDDEN_CHARACTER" },
        { "a\\u0007b", "FORBIDDEN_CHARACTER" },
        { "a\\ud800b", "FORBIDDEN_CHARACTER" },
        { new string('a', 4_001), "TOO_LONG" },
    };

    [Theory, MemberData(nameof(BadWords))]
    public async Task Text_that_no_database_takes_is_refused_in_a_query(string words, string code)
    {
        var answer = await Workshops.Ask($"{{ say(words: \"{words}\") }}");
        Assert.Equal("INPUT_INVALID", answer.Code());
        var issue = answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("issues")[0];
        Assert.Equal("words", issue.GetProperty("path").GetString());
        Assert.Equal(code, issue.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Text_with_tabs_line_ends_and_any_script_is_taken() =>
        Assert.Equal("a\tb\n水泵😀", (await Workshops.Ask("query($w: String!) { say(words: $w) }", variables: new { w = "a\tb\n水泵😀" })).At("say").GetString());

    [Fact]
    public async Task Characters_that_nobody_sees_are_left_out_of_text() =>
        Assert.Equal("+86 138水泵", (await Workshops.Ask("query($w: String!) { say(words: $w) }", variables: new { w = "\u202A+86 138\u202C\u200B水泵\uFEFF" })).At("say").GetString());

    [Fact]
    public async Task What_cannot_be_read_for_a_moment_is_read_again_with_services_of_its_own() =>
        Assert.Equal("Pump leaks", (await Workshops.Ask("query($id: ID!) { job(id: $id) { title } }", variables: new { id = $"j-once-{Guid.NewGuid():N}" })).At("job").GetProperty("title").GetString());

    [Theory]
    [InlineData("{ fail }", "INTERNAL")]
    [InlineData("{ fail(whatWeStandOn: true) }", "TRY_AGAIN")]
    public async Task A_failure_shows_whether_to_try_again_a_trace_and_nothing_else(string query, string code)
    {
        var answer = await Workshops.Ask(query);
        Assert.Equal(code, answer.Code());
        Assert.NotEmpty(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("secret", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_exception_has_its_code_and_sentence()
    {
        var answer = await Workshops.Ask("{ refuse }", Workshops.Administrator with { Language = "zh-CN" });
        Assert.Equal("PAGING_SIZE", answer.Code());
        Assert.Equal("每次请求 1 到 7 条记录。", answer.Message());
    }

    [Fact]
    public async Task Siblings_are_fetched_together()
    {
        await using var services = Workshops.Open();
        var answer = await services.Ask("{ someJobs(count: 30) { mechanic { name } again: mechanic { name } } }", Workshops.Administrator);
        Assert.Equal("Mechanic m-j-30", answer.At("someJobs")[29].GetProperty("again").GetProperty("name").GetString());
        Assert.Equal([30], services.GetRequiredService<FetchLog>().Sizes);
    }

    [Fact]
    public async Task A_deferred_value_may_be_missing() =>
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await Workshops.Ask("{ job(id: \"none\") { mechanic { name } } }")).At("job", "mechanic").ValueKind);

    [Fact]
    public async Task A_missing_record_is_null() =>
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await Workshops.Ask("{ job(id: \"j-none\") { id } }")).At("job").ValueKind);

    [Theory]
    [InlineData("query($v: Int!) { job(id: $v) { id } }", 1)]
    [InlineData("query($v: String!) { job(id: $v) { id } }", "j-1")]
    [InlineData("query($v: ID) { job(id: $v) { id } }", "j-1")]
    [InlineData("query($v: [ID!]!) { job(id: $v) { id } }", "j-1")]
    [InlineData("query($v: Int!) { me @skip(if: $v) }", 1)]
    [InlineData("mutation($v: Int!) { registerJob(input: { title: $v }) { errors { __typename } } }", 1)]
    [InlineData("mutation($v: [Int!]) { registerJob(input: { title: \"Pump\", parts: $v }) { errors { __typename } } }", 1)]
    [InlineData("mutation($v: PartLineInput!) { registerJob(input: $v) { errors { __typename } } }", 1)]
    public async Task A_variable_is_used_only_where_its_type_is_allowed(string document, object value)
    {
        var answer = await Workshops.Ask(document, variables: new { v = value });
        Assert.Equal("VARIABLES_IN_ALLOWED_POSITION", answer.Code());
    }

    [Theory]
    [InlineData("query($v: ID!) { job(id: $v) { id } }", "j-1")]
    [InlineData("query($v: ID = \"j-1\") { job(id: $v) { id } }", "j-1")]
    [InlineData("mutation($v: ID!) { registerJob(input: { title: \"Pump\", mechanicId: $v }) { errors { __typename } } }", "r")]
    [InlineData("query($v: JobStatus) { someJobs(count: 1, status: $v) { id } }", "IN_PROGRESS")]
    public async Task A_variable_is_used_wherever_its_type_is_allowed(string document, string value) =>
        Assert.Null((await Workshops.Ask(document, variables: new { v = value })).Code());

    [Fact]
    public async Task The_same_document_is_answered_alike_from_the_cache()
    {
        await using var services = Workshops.Open();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("manager", (await services.Ask("{ me }", Workshops.Manager)).At("me").GetString());
            Assert.Equal("administrator", (await services.Ask("{ me }", Workshops.Administrator)).At("me").GetString());
            Assert.Equal("AUTH_NOT_AUTHENTICATED", (await services.Ask("{ me }", AfterSales.Access.Caller.Nobody)).Code());
        }
    }

    [Fact]
    public async Task A_document_from_the_cache_still_checks_its_variables()
    {
        await using var services = Workshops.Open();
        const string Document = "query($at: DateTime!) { echo(at: $at) }";
        Assert.Null((await services.Ask(Document, Workshops.Administrator, new { at = "2026-03-01T08:30:00Z" })).Code());
        Assert.Equal("DATE_TIME_INVALID", (await services.Ask(Document, Workshops.Administrator, new { at = "never" })).Code());
        Assert.NotNull((await services.Ask(Document, Workshops.Administrator)).Code());
    }
}
