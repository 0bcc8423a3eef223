using AfterSales.Console.Technicians;
using Bunit;

namespace AfterSales.ConsoleTests.Technicians;

/// <summary>What a technician's day shows of what the API answers.</summary>
public sealed class DayPageTests
{
    [Fact]
    public void Jobs_stand_under_what_is_to_be_done_with_them_and_what_is_done_stands_last_though_its_visit_has_ended()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var context = new FakeGraphQL().Answering("MyDay", $$"""
            { "today": null, "tickets": { "nodes": [
                {{Job("t-1", "DONE", now.AddHours(-3))}}, {{Job("t-2", "SCHEDULED", now.AddDays(3))}}, {{Job("t-3", "ON_SITE", now.AddHours(-1))}} ] },
              "reports": { "nodes": [] } }
            """).Context();
        var page = context.Render<DayPage>();
        Assert.Equal(["Now", "Later", "Done, waiting to be inspected"], page.FindAll("h2.day-head").Select(head => head.TextContent));
        Assert.Equal(["day/t-3", "day/t-2", "day/t-1"], page.FindAll("a.job").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Today_is_a_way_with_one_next_step_and_what_follows_from_a_delay_and_no_visit_stands_twice()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var context = new FakeGraphQL().Answering("MyDay", $$"""
            { "today": { "vehicle": "沪A·12345", "technician": { "branch": { "id": "b-sh" } }, "visits": [ {{Stop("t-1", "DONE", now.AddHours(-3), ended: now.AddHours(-2))}}, {{Stop("t-2", "EN_ROUTE", now, late: 40, told: 40)}}, {{Stop("t-3", "SCHEDULED", now.AddHours(2), late: 15)}} ] },
              "tickets": { "nodes": [ {{Job("t-2", "EN_ROUTE", now)}}, {{Job("t-3", "SCHEDULED", now.AddHours(2))}}, {{Job("t-4", "SCHEDULED", now.AddDays(-2))}} ] },
              "reports": { "nodes": [] } }
            """).Context();
        var page = context.Render<DayPage>();
        Assert.Equal(["day/t-1", "day/t-2", "day/t-3"], page.FindAll("ol.route a.job").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Today", "Left from before"], page.FindAll("h2.day-head").Select(head => head.TextContent));
        Assert.Contains("Your vehicle today: 沪A·12345", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='registers/technician-report/b-sh']"));
        var step = page.Find(".card.next a.huge");
        Assert.Equal(("day/t-2#step", "I have arrived"), (step.GetAttribute("href"), step.TextContent.Trim()));
        var late = page.FindAll("ul.late li");
        Assert.Contains("40 minutes late", late[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("the customer is told", late[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("15 minutes late", late[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("the customer is told", late[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("20 minutes from the customer before", page.Find("ol.route li:nth-child(3)").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_there_begins_the_work_next_and_finishes_once_he_has()
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(("I set off", "I begin the work", "Finish the visit"), (NextAt("SCHEDULED"), NextAt("ON_SITE"), NextAt("ON_SITE", now)));

        string NextAt(string step, DateTimeOffset? started = null)
        {
            using var context = new FakeGraphQL().Answering("MyDay", $$"""
                { "today": { "vehicle": null, "technician": { "branch": { "id": "b-sh" } }, "visits": [ {{Stop("t-1", step, now, started: started)}} ] },
                  "tickets": { "nodes": [] }, "reports": { "nodes": [] } }
                """).Context();
            return context.Render<DayPage>().Find(".card.next a.huge").TextContent.Trim();
        }
    }

    [Fact]
    public void The_day_asks_for_own_jobs_and_not_for_all_that_may_be_seen()
    {
        var asked = AfterSales.Console.Api.Documents.Text("Technicians/MyDay");
        Assert.Contains("myJobs(", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("tickets(", asked, StringComparison.Ordinal);
    }

    private static string Stop(string id, string step, DateTimeOffset from, DateTimeOffset? ended = null, int late = 0, int? told = null, DateTimeOffset? started = null) => $$"""
        { "visit": { "id": "v-{{id}}", "from": "{{from:O}}", "to": "{{from.AddHours(1):O}}", "arrivedAt": null, "startedAt": {{(started is { } began ? $"\"{began:O}\"" : "null")}}, "endedAt": {{(ended is { } at ? $"\"{at:O}\"" : "null")}}, "delayMinutes": {{(told is null ? "null" : $"{told}")}} },
          "ticket": { "id": "{{id}}", "number": "SH-1", "step": "{{step}}", "isEmergency": false, "symptom": "漏水", "customer": { "name": "王伟" }, "product": null, "branch": { "timeZone": "Asia/Shanghai" } },
          "address": { "street": "南京东路 1", "city": "上海" }, "isFromPrevious": true, "travelMinutes": 20, "leaveAt": "{{from.AddMinutes(-60):O}}",
          "arriveFrom": "{{from.AddMinutes(-10):O}}", "arriveBy": "{{from.AddMinutes(-5):O}}", "expectedAt": "{{from.AddMinutes(late):O}}", "lateMinutes": {{late}}, "isReachable": true }
        """;

    private static string Job(string id, string step, DateTimeOffset from) => $$"""
        { "id": "{{id}}", "number": "SH-1", "step": "{{step}}", "isEmergency": false, "symptom": "漏水", "customer": null, "product": null,
          "branch": { "timeZone": "Asia/Shanghai", "currency": "CNY" },
          "visits": [ { "id": "v-{{id}}", "from": "{{from:O}}", "to": "{{from.AddHours(1):O}}" } ] }
        """;
}
