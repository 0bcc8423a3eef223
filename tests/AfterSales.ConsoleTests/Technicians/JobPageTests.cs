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
        await departing.Find("form[data-step=DEPART]").SubmitAsync();
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
        await there.Find("form[data-step=START_WORK]").SubmitAsync();
        Assert.Equal("Not now.", Assert.Single(there.FindAll("[role=alert]")).TextContent.Trim());
        Assert.Single(there.FindAll("#step [role=alert]"));

        api.Answering("Job", Job("ON_SITE", "FINISH", now, arrived: now.AddMinutes(-29.5), started: now.AddMinutes(-9.5)));
        var working = context.Render<JobPage>(job => job.Add(page => page.Id, "t-1"));
        Assert.Contains("Working since", working.Find("#step").TextContent, StringComparison.Ordinal);
        Assert.Equal(now.AddMinutes(-9.5).ToString("O", CultureInfo.InvariantCulture), working.Find("#step time").GetAttribute("datetime"));
        Assert.Equal("10", working.Find("#minutes").GetAttribute("value"));
        Assert.DoesNotContain("I begin the work", working.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_steps_that_follow_stand_in_the_page_unseen_each_with_a_request_id_of_its_own()
    {
        using var context = new FakeGraphQL().Answering("Job", Job("SCHEDULED", "DEPART", TimeProvider.System.GetUtcNow())).Context();
        var page = context.Render<JobPage>(job => job.Add(shown => shown.Id, "t-1"));
        string[] steps = ["DEPART", "ARRIVE", "DELAY", "START_WORK", "FINISH", "AWAIT_PARTS", "CANNOT_FINISH", "NOBODY_HOME", "REPORT"];
        Assert.Equal(steps, page.FindAll("form[data-step]").Select(form => form.GetAttribute("data-step")));
        Assert.Equal(steps.Length, page.FindAll("form[data-step] input[name$='.RequestId']").Select(id => id.GetAttribute("value")).Distinct().Count());
        Assert.All(page.FindAll("form[data-step] input[name$='VisitId']"), visit => Assert.Equal("v-1", visit.GetAttribute("value")));
        Assert.Equal(["DEPART", "DELAY"], page.FindAll("form[data-step]").Where(form => form.Closest("[hidden]") is null).Select(form => form.GetAttribute("data-step")));
        // What only the service could find wrong later is asked for at once.
        Assert.Equal("Sent.Kit[TOOLS]|Sent.LackingBecause", page.Find("form[data-step=DEPART]").GetAttribute("data-needs"));
        Assert.Equal("Finish.Found Finish.Done Finish.Minutes Finish.Charged Finish.Signature|Finish.Refused Finish.SignedBy|Finish.Refused Finish.IsUseExplained|Finish.Refused", page.Find("form[data-step=FINISH]").GetAttribute("data-needs"));
        Assert.Equal("START_WORK", page.Find("form[data-step=NOBODY_HOME]").GetAttribute("data-until"));
    }

    [Fact]
    public async Task What_was_done_without_a_connection_is_taken_with_its_time_also_where_the_page_shows_the_form_no_longer()
    {
        var now = TimeProvider.System.GetUtcNow();
        var done = now.AddMinutes(-40);
        var api = new FakeGraphQL()
            .Answering("Job", Job("DONE", "COMPLETE", now))
            .Answering("DepartForVisit", Refused("departForVisit", "VISIT_IS_OVER", "It is over."));
        using var context = api.Context();

        Assert.Equal(done, await SentAsync(done));
        // A clock that is fast says nothing that is still to come.
        Assert.InRange(await SentAsync(now.AddHours(3)), now, now.AddMinutes(5));

        // Also where he may not look at the job any more: it has gone to another.
        api.Answering("Job", """{ "ticket": null, "reports": { "nodes": [] }, "current": { "nodes": [] } }""");
        Assert.Equal(done, await SentAsync(done));

        async Task<DateTimeOffset> SentAsync(DateTimeOffset at)
        {
            var page = context.Render<JobPage>(job => job.Add(shown => shown.Id, "t-1"));
            (page.Instance.Sent, page.Instance.VisitId, page.Instance.DeviceTime) = (new() { Step = "DEPART", RequestId = "r-1" }, "v-1", at.ToString("O", CultureInfo.InvariantCulture));
            // Of the forms that it shows no longer the first.
            await page.Find("form[hidden]").SubmitAsync();
            Assert.Equal("It is over.", Assert.Single(page.FindAll("[role=alert]")).TextContent.Trim());
            var input = api.Asked.Last(asked => asked.Operation == "DepartForVisit").Variables!["input"]!;
            Assert.Equal(("v-1", "r-1"), ((string?)input["visitId"], (string?)input["requestId"]));
            return (DateTimeOffset)input["deviceTime"]!;
        }
    }

    private static string Job(string step, string action, DateTimeOffset now, DateTimeOffset? arrived = null, DateTimeOffset? started = null) => $$"""
        { "ticket": { "id": "t-1", "number": "SH-1", "step": "{{step}}", "isEmergency": false, "symptom": "漏水", "wish": null, "allowedActions": ["{{action}}"], "customer": null,
            "product": null, "branch": { "timeZone": "Asia/Shanghai", "currency": "CNY" }, "parts": [], "kit": ["TOOLS"], "certificateAsks": ["SIGNATURE", "USE_EXPLAINED"],
            "visits": [ { "id": "v-1", "from": "{{now:O}}", "to": "{{now.AddHours(1):O}}", "arrivedAt": {{Instant(arrived)}}, "startedAt": {{Instant(started)}} } ] },
          "reports": { "nodes": [] }, "current": { "nodes": [ { "id": "v-1" } ] } }
        """;

    private static string Instant(DateTimeOffset? at) => at is { } known ? $"\"{known:O}\"" : "null";

    private static string Refused(string field, string code, string message) =>
        $$"""{ "{{field}}": { "ticket": null, "errors": [ { "__typename": "Error", "code": "{{code}}", "message": "{{message}}" } ] } }""";
}
