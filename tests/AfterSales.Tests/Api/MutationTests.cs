using System.Text.Json;
using AfterSales.Tests.Api.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Tests.Api;

public sealed class MutationTests
{
    private const string Register =
        """
        mutation($input: RegisterJobInput!) {
          registerJob(input: $input) {
            job { id title dueAt }
            errors { __typename ... on Error { code message } ... on NotFoundError { id } ... on MechanicBusyError { mechanicId until others } ... on InputInvalidError { issues { path code } } }
          }
        }
        """;

    [Fact]
    public async Task A_mutation_answers_with_its_result()
    {
        var payload = await Send(new { title = "Pump", parts = new[] { new { sku = "AB-1", quantity = 3 } }, dueAt = "2026-03-01T16:30:00+08:00", requestId = "r1" });
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        Assert.Equal("Pump for administrator with 3 AB-1r1", payload.GetProperty("job").GetProperty("title").GetString());
        Assert.Equal("2026-03-01T08:30:00.000Z", payload.GetProperty("job").GetProperty("dueAt").GetString());
    }

    [Fact]
    public async Task An_input_record_takes_its_defaults() =>
        Assert.Equal("Pump for administrator with 1 AB-1", (await Send(new { title = "Pump", parts = new[] { new { sku = "AB-1" } } })).GetProperty("job").GetProperty("title").GetString());

    [Fact]
    public async Task A_refusal_is_a_typed_error_with_its_facts()
    {
        var error = (await Send(new { title = "Pump", mechanicId = "m-busy" })).GetProperty("errors")[0];
        Assert.Equal("MechanicBusyError", error.GetProperty("__typename").GetString());
        Assert.Equal("MECHANIC_BUSY", error.GetProperty("code").GetString());
        Assert.Equal("2026-03-01T08:30:00.000Z", error.GetProperty("until").GetString());
        Assert.Equal("IN_PROGRESS", error.GetProperty("others")[0].GetString());
    }

    [Theory]
    [InlineData("en", "There is no record m-none that you may see.")]
    [InlineData("zh-CN", "没有您可以查看的记录 m-none。")]
    [InlineData("es", "No hay ningún registro m-none que usted pueda ver.")]
    public async Task A_refusal_is_worded_in_the_callers_language(string language, string sentence)
    {
        var answer = await Workshops.Ask(Register, Workshops.Administrator with { Language = language }, new { input = new { title = "Pump", mechanicId = "m-none" } });
        Assert.Equal(sentence, answer.At("registerJob").GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_undeclared_refusal_is_a_coded_error_and_a_warning()
    {
        using var log = new ListLogger();
        await using var services = Workshops.Open(more: s => s.AddLogging(l => l.AddProvider(log)));
        var answer = await services.Ask(Register, Workshops.Administrator, new { input = new { title = "Pump", mechanicId = "m-undeclared" } });
        Assert.Equal("UNDECLARED", answer.Code());
        Assert.Contains(log.Lines, l => l.Level == LogLevel.Warning && l.Text.Contains("registerJob gave the refusal UNDECLARED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_of_ours_shows_a_trace_and_nothing_else()
    {
        using var log = new ListLogger();
        await using var services = Workshops.Open(more: s => s.AddLogging(l => l.AddProvider(log)));
        var answer = await services.Ask(Register, Workshops.Administrator, new { input = new { title = "Pump", mechanicId = "m-crash" } });
        Assert.Equal("INTERNAL", answer.Code());
        Assert.DoesNotContain("secret", answer.GetRawText(), StringComparison.Ordinal);
        var trace = answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("traceId").GetString()!;
        Assert.Contains(log.Lines, l => l.Level == LogLevel.Error && l.Text.Contains(trace, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("r-1", true)]
    [InlineData(null, false)]
    public async Task What_fails_for_a_moment_is_tried_again_with_services_of_its_own_where_a_request_id_says_that_it_is_the_same(string? requestId, bool isDone)
    {
        await using var services = Workshops.Open();
        var answer = await services.Ask(Register, Workshops.Administrator, new { input = new { title = "Pump", mechanicId = $"m-once-{Guid.NewGuid():N}", requestId } });
        Assert.Equal(isDone, answer.At("registerJob").GetProperty("errors").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_failure_of_what_we_stand_on_is_a_typed_try_again_and_stands_in_the_log()
    {
        using var log = new ListLogger();
        await using var services = Workshops.Open(more: s => s.AddLogging(l => l.AddProvider(log)));
        var answer = await services.Ask(Register, Workshops.Administrator, new { input = new { title = "Pump", mechanicId = "m-timeout" } });
        Assert.Equal("TRY_AGAIN", answer.At("registerJob").GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.DoesNotContain("secret", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(log.Lines, l => l.Level == LogLevel.Error && l.Text.Contains("registerJob could not be finished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_input_is_a_typed_error_that_names_each_place()
    {
        var payload = await Send(new { title = "P", parts = new object[] { new { sku = "AB-1" }, new { sku = "A", quantity = 100 } } });
        var issues = payload.GetProperty("errors")[0].GetProperty("issues").EnumerateArray().Select(i => i.GetProperty("path").GetString() + " " + i.GetProperty("code").GetString());
        Assert.Equal(["title TOO_SHORT", "parts[1].sku TOO_SHORT", "parts[1].quantity OUT_OF_RANGE"], issues);
    }

    [Fact]
    public async Task What_a_rule_finds_wrong_in_a_part_is_named_from_the_root_of_the_input()
    {
        var answer = await Workshops.Ask("mutation { orderPart(input: { jobId: \"j-1\", part: { sku: \"P-1\" } }) { errors { ... on InputInvalidError { issues { path } } } } }");
        var issues = answer.At("orderPart").GetProperty("errors")[0].GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("path").GetString());
        Assert.Equal(["part.note", "jobId", "part.sku"], issues);
    }

    [Theory]
    [InlineData("a\0b", "FORBIDDEN_CHARACTER")]
    [InlineData("a\u001bb", "FORBIDDEN_CHARACTER")]
    [InlineData("2026", null)]
    public async Task Text_nobody_can_have_typed_is_refused_wherever_it_stands(string note, string? code)
    {
        var payload = await Send(new { title = "Pump", parts = new[] { new { sku = "AB-1", note } } });
        var errors = payload.GetProperty("errors");
        Assert.Equal(code, errors.ValueKind == JsonValueKind.Null ? null : errors[0].GetProperty("issues")[0].GetProperty("code").GetString());
    }

    private static async Task<JsonElement> Send(object input) =>
        (await Workshops.Ask(Register, Workshops.Administrator, new { input })).At("registerJob");
}
