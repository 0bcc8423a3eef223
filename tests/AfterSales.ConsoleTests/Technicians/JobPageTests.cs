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
            .Answering("Job", $$"""
                { "ticket": { "id": "t-1", "number": "SH-1", "step": "SCHEDULED", "isEmergency": false, "symptom": "漏水", "wish": null, "allowedActions": ["DEPART"], "customer": null,
                    "product": null, "branch": { "timeZone": "Asia/Shanghai", "currency": "CNY" }, "parts": [], "kit": ["TOOLS"],
                    "visits": [ { "id": "v-1", "from": "{{now:O}}", "to": "{{now.AddHours(1):O}}", "arrivedAt": null } ] },
                  "reports": { "nodes": [] }, "current": { "nodes": [ { "id": "v-1" } ] } }
                """)
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

    private static string Refused(string field, string code, string message) =>
        $$"""{ "{{field}}": { "ticket": null, "errors": [ { "__typename": "Error", "code": "{{code}}", "message": "{{message}}" } ] } }""";
}
