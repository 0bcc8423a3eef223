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
        using var context = new FakeGraphQL().Answering("MyJobs", $$"""
            { "tickets": { "nodes": [
                {{Job("t-1", "DONE", now.AddHours(-3), now.AddHours(-3))}}, {{Job("t-2", "SCHEDULED", now.AddDays(3))}}, {{Job("t-3", "ON_SITE", now.AddHours(-1), now.AddHours(-1))}} ] },
              "reports": { "nodes": [] } }
            """).Context();
        var page = context.Render<DayPage>();
        Assert.Equal(["Now", "Later", "Done, waiting to be inspected"], page.FindAll("h2.day-head").Select(head => head.TextContent));
        Assert.Equal(["day/t-3", "day/t-2", "day/t-1"], page.FindAll("a.job").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void The_day_asks_for_own_jobs_and_not_for_all_that_may_be_seen()
    {
        var asked = AfterSales.Console.Api.Documents.Text("Technicians/MyJobs");
        Assert.Contains("myJobs(", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("tickets(", asked, StringComparison.Ordinal);
    }

    private static string Job(string id, string step, DateTimeOffset from, DateTimeOffset? arrived = null) => $$"""
        { "id": "{{id}}", "number": "SH-1", "step": "{{step}}", "isEmergency": false, "symptom": "漏水", "customer": null, "product": null,
          "branch": { "timeZone": "Asia/Shanghai", "currency": "CNY" },
          "visits": [ { "from": "{{from:O}}", "to": "{{from.AddHours(1):O}}", "arrivedAt": {{(arrived is { } at ? $"\"{at:O}\"" : "null")}} } ] }
        """;
}
