using AfterSales.Console.Dispatch;
using AfterSales.Console.Shell;
using AngleSharp.Dom;
using Bunit;

namespace AfterSales.ConsoleTests.Dispatch;

/// <summary>What the dispatch board makes of tickets that go while somebody works with them, of proposals that are no longer true, and of a branch that is not his.</summary>
public sealed class DispatchPageStateTests
{
    private const string Offered = """{ "data": { "technicianProposals": { "arriveBy": null, "unavailable": [], "proposals": [ { "technician": { "id": "tech-1", "name": "Li" }, "from": "2026-03-02T09:00:00Z", "to": "2026-03-02T10:00:00Z", "isInTime": null, "score": 80, "whyNotSooner": null, "points": [] } ] } } }""";

    private readonly FakeGraphQL api = new();
    private string[] waiting = ["t-1", "t-2"];

    [Fact]
    public async Task A_ticket_that_went_is_not_booked_by_dropping_it_nor_is_the_one_that_was_chosen()
    {
        await using var context = api.Answering("Board", _ => Board()).Answering("Proposals", _ => Offered).Context();
        var page = Page(context);
        Card(page, "t-2").Click();
        await page.InvokeAsync(() => Drop(page, "t-9"));
        Assert.DoesNotContain(api.Asked, asked => asked.Operation == "BookVisit");
        Assert.Equal("true", Card(page, "t-2").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task Of_what_was_chosen_and_went_the_number_is_said_and_not_why()
    {
        await using var context = api.Answering("Board", _ => Board()).Answering("Proposals", _ => Offered).Context();
        var page = Page(context);
        Card(page, "t-1").Click();
        waiting = ["t-2"];
        await page.InvokeAsync(page.FindComponent<AfterSales.Console.Tickets.TicketChanges>().Instance.Changed.InvokeAsync);
        Assert.Equal("T-1 does not wait any more.", page.Find(".note.warn[role=status]").TextContent.Trim());
        Assert.Empty(page.FindAll(".booking"));
    }

    [Fact]
    public async Task While_another_length_is_asked_for_nothing_that_was_offered_before_can_be_booked_and_the_last_answer_holds()
    {
        var (first, second) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        await using var context = api.Answering("Board", _ => Board())
            .Answering("Proposals", asked => (int)asked!["minutes"]! switch { 60 => Task.FromResult(Offered), 90 => first.Task, _ => second.Task }).Context();
        var page = Page(context);
        Card(page, "t-1").Click();
        Assert.Single(page.FindAll("#offer-1"));
        page.Find("#minutes").Change("90");
        Assert.Empty(page.FindAll("#offer-1"));
        page.Find("#minutes").Change("120");
        second.SetResult(Offered.Replace("\"score\": 80", "\"score\": 55", StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("55", page.Find("#offer-1").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => first.SetResult(Offered));
        Assert.Contains("55", page.Find("#offer-1").TextContent, StringComparison.Ordinal);
        Assert.Equal("120", page.Find("#board-ghost").GetAttribute("data-minutes"));
    }

    [Fact]
    public async Task What_speaks_for_a_technician_is_told_and_of_his_way_the_minutes_also_where_it_is_too_long_to_speak_for_him()
    {
        var offered = Offered.Replace("\"points\": []", """
            "points": [ { "reason": "PROMISE", "points": 40, "most": 40, "minutes": null }, { "reason": "WAY", "points": 0, "most": 10, "minutes": 75 }, { "reason": "CONTINUITY", "points": 0, "most": 15, "minutes": null } ]
            """, StringComparison.Ordinal);
        await using var context = api.Answering("Board", _ => Board()).Answering("Proposals", _ => offered).Context();
        var page = Page(context);
        Card(page, "t-1").Click();
        Assert.Equal("soon 40/40 · short drive (75 min) 0/10", page.Find("#offer-1 .offer-points").TextContent);
    }

    [Fact]
    public async Task By_hand_a_day_and_a_time_are_asked_for()
    {
        await using var context = api.Answering("Board", _ => Board()).Answering("Proposals", _ => Offered).Context();
        var page = Page(context);
        Card(page, "t-1").Click();
        page.Find("#at-time").Change("");
        page.Find(".booking-by-hand").Submit();
        Assert.Single(page.FindAll("#at-time-error"));
        Assert.Empty(page.FindAll("#on-day-error"));
        Assert.DoesNotContain(api.Asked, asked => asked.Operation == "BookVisit");
    }

    [Fact]
    public async Task A_board_that_may_not_be_seen_says_so_and_does_not_wait()
    {
        await using var context = api.Answering("Board", """{ "dispatchBoard": null, "technicianCalendars": null, "branch": null }""").Context();
        Assert.Contains("belongs to the dispatchers", Page(context).Markup, StringComparison.Ordinal);
    }

    private static IRenderedComponent<DispatchPage> Page(BunitContext context)
    {
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        var viewer = new Viewer("Wu", ["DISPATCH_TICKETS"], [new Assignment("DISPATCHER", "b-sh")], [new Branch("b-sh", "SH", "Shanghai", "Asia/Shanghai", "CNY")], false, "Asia/Shanghai");
        return context.Render<DispatchPage>(p => p.AddCascadingValue(viewer));
    }

    private static IElement Card(IRenderedComponent<DispatchPage> page, string ticketId) => page.Find($".job-card[data-job='{ticketId}']");

    private static void Drop(IRenderedComponent<DispatchPage> page, string ticketId) => page.Find("#board-told").Change($$"""{ "what": "drop", "job": "{{ticketId}}", "technician": "tech-1", "at": 1772442000000 }""");

    private string Board() => $$"""
        { "data": { "branch": { "zones": [] }, "technicianCalendars": { "isComplete": true, "technicians": [ { "isLent": false, "technician": { "id": "tech-1", "name": "Li" }, "working": [], "entries": [] } ] },
          "dispatchBoard": { "isComplete": true, "booked": [], "waiting": [ {{string.Join(',', waiting.Select(Job))}} ] } } }
        """;

    private static string Job(string id) => $$"""
        { "skillName": null, "area": null, "earlierFaults": 0, "place": null, "nextPromise": null,
          "ticket": { "id": "{{id}}", "number": "{{id.ToUpperInvariant()}}", "step": "ASSESSED", "kind": "REPAIR", "isEmergency": false, "reports": 1, "round": 1, "carriedOverOn": null, "appointmentPassedAt": null, "symptom": null, "customer": null, "product": null } }
        """;
}
