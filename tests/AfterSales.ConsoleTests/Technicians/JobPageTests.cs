using System.Globalization;
using AfterSales.Console.Technicians;
using Bunit;

namespace AfterSales.ConsoleTests.Technicians;

/// <summary>A job at hand, on the technician's telephone.</summary>
public sealed class JobPageTests
{
    [Fact]
    public async Task Why_a_form_was_refused_stands_in_that_form_and_nowhere_else()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var context = new FakeGraphQL()
            .Answering("Job", Job("SCHEDULED", "DEPART", now))
            .Answering("ReportDelay", Refused("reportDelay", "APOLOGY_MISSING", "The customer gets an apology."))
            .Answering("DepartForVisit", Refused("departForVisit", "KIT_INCOMPLETE", "Not with you: tools.")).Context();

        var late = context.Render<JobPage>(job => job.Add(page => page.Id, "t-1"));
        late.Instance.Delay = new() { Minutes = "30", Reason = "堵车", Apology = "" };
        await late.Find("#later form").SubmitAsync();
        Assert.Equal("The customer gets an apology.", Assert.Single(late.FindAll("[role=alert]")).TextContent.Trim());
        Assert.Single(late.FindAll("#later [role=alert]"));
        Assert.Equal("day/t-1#later", late.Find("#later form").GetAttribute("action"));

        var departing = context.Render<JobPage>(job => job.Add(page => page.Id, "t-1"));
        departing.Instance.Sent = new() { Step = "DEPART" };
        await departing.Find("#step").SubmitAsync();
        Assert.Equal("Not with you: tools.", Assert.Single(departing.FindAll("[role=alert]")).TextContent.Trim());
        Assert.Single(departing.FindAll("#step [role=alert]"));
    }

    [Fact]
    public async Task Who_is_there_says_that_he_begins_the_work_and_reads_since_when_he_works()
    {
        var now = TimeProvider.System.GetUtcNow();
        var api = new FakeGraphQL()
            .Answering("Job", Job("ON_SITE", "FINISH", now, arrived: now.AddMinutes(-29.5)))
            .Answering("StartWork", Refused("startWork", "STEP_NOT_ALLOWED", "Not now."));
        using var context = api.Context();
        var there = context.Render<JobPage>(job => job.Add(page => page.Id, "t-1"));
        Assert.Contains("I begin the work", there.Find("#step button.huge").TextContent, StringComparison.Ordinal);
        Assert.Equal("START_WORK", there.Find("#step input[name='Sent.Step']").GetAttribute("value"));
        // He may finish without having said so: until then the minutes are those since he came.
        Assert.Equal("30", there.Find("#minutes").GetAttribute("value"));
        Assert.NotNull(there.Find("#send"));
        there.Instance.Sent = new() { Step = "START_WORK" };
        await there.Find("#step").SubmitAsync();
        Assert.Equal("Not now.", Assert.Single(there.FindAll("[role=alert]")).TextContent.Trim());
        Assert.Single(there.FindAll("#step [role=alert]"));

        api.Answering("Job", Job("ON_SITE", "FINISH", now, arrived: now.AddMinutes(-29.5), started: now.AddMinutes(-9.5)));
        var working = context.Render<JobPage>(job => job.Add(page => page.Id, "t-1"));
        Assert.Contains("Working since", working.Find("#step").TextContent, StringComparison.Ordinal);
        Assert.Equal(now.AddMinutes(-9.5).ToString("O", CultureInfo.InvariantCulture), working.Find("#step time").GetAttribute("datetime"));
        Assert.Equal("10", working.Find("#minutes").GetAttribute("value"));
        Assert.DoesNotContain("I begin the work", working.Markup, StringComparison.Ordinal);
    }

    private static string Job(string step, string action, DateTimeOffset now, DateTimeOffset? arrived = null, DateTimeOffset? started = null) => $$"""
        { "ticket": { "id": "t-1", "number": "SH-1", "step": "{{step}}", "isEmergency": false, "symptom": "漏水", "wish": null, "allowedActions": ["{{action}}"], "customer": null,
            "product": null, "branch": { "timeZone": "Asia/Shanghai", "currency": "CNY" }, "parts": [], "kit": ["TOOLS"],
            "visits": [ { "id": "v-1", "from": "{{now:O}}", "to": "{{now.AddHours(1):O}}", "arrivedAt": {{Instant(arrived)}}, "startedAt": {{Instant(started)}} } ] },
          "reports": { "nodes": [] }, "current": { "nodes": [ { "id": "v-1" } ] } }
        """;

    private static string Instant(DateTimeOffset? at) => at is { } known ? $"\"{known:O}\"" : "null";

    private static string Refused(string field, string code, string message) =>
        $$"""{ "{{field}}": { "ticket": null, "errors": [ { "__typename": "Error", "code": "{{code}}", "message": "{{message}}" } ] } }""";
}
