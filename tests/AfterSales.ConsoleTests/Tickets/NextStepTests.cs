using AfterSales.Console.Shell;
using AfterSales.Console.Tickets;
using Bunit;

namespace AfterSales.ConsoleTests.Tickets;

public sealed class NextStepTests
{
    [Fact]
    public async Task A_step_is_offered_to_who_may_take_it()
    {
        await using var context = new FakeGraphQL().Context();
        Assert.NotEmpty(Render(context, Ticket("DONE", "COMPLETE"), "COMPLETE_TICKETS").FindAll("button"));
        Assert.Empty(Render(context, Ticket("DONE", "COMPLETE"), "SEE_TICKETS").FindAll("button"));
    }

    [Fact]
    public async Task A_step_that_the_page_does_not_know_is_not_offered()
    {
        await using var context = new FakeGraphQL().Context();
        Assert.Empty(Render(context, Ticket("DONE", "REOPEN"), "COMPLETE_TICKETS").Markup);
    }

    [Fact]
    public async Task A_refusal_is_told_beside_the_button_and_a_step_taken_tells_the_page()
    {
        var api = new FakeGraphQL().Answering("CompleteTicket", """
            { "completeTicket": { "ticket": null, "errors": [ { "__typename": "StepNotAllowedError", "code": "STEP_NOT_ALLOWED", "message": "Not now." } ] } }
            """);
        await using var context = api.Context();
        var told = 0;
        var step = Render(context, Ticket("DONE", "COMPLETE"), "COMPLETE_TICKETS", () => told++);
        await step.Find("button").ClickAsync(new());
        Assert.Equal("Not now.", step.Find("[role=alert] span").TextContent);
        Assert.Equal(0, told);
        api.Answering("CompleteTicket", """{ "completeTicket": { "ticket": { "id": "t-1", "step": "COMPLETED" }, "errors": null } }""");
        await step.Find("button").ClickAsync(new());
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task To_begin_the_work_is_offered_until_it_has_begun()
    {
        var api = new FakeGraphQL().Answering("StartWork", """{ "startWork": { "ticket": { "id": "t-1", "step": "ON_SITE" }, "errors": null } }""");
        await using var context = api.Context();
        var ticket = Ticket("ON_SITE", "FINISH", "START_WORK");
        var visit = new Visit("v-1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null, DateTimeOffset.UnixEpoch, null, null, null, null);
        var told = 0;
        var step = Render(context, ticket with { Visits = [visit] }, "SERVE_TICKETS", () => told++);
        await step.FindAll(".segmented button").Single(button => button.TextContent == "Begin the work").ClickAsync(new());
        await step.Find("button.primary").ClickAsync(new());
        Assert.Equal(1, told);
        Assert.DoesNotContain("Begin the work", Render(context, ticket with { Visits = [visit with { StartedAt = DateTimeOffset.UnixEpoch }] }, "SERVE_TICKETS").Markup, StringComparison.Ordinal);
    }

    private static IRenderedComponent<NextStep> Render(BunitContext context, Ticket ticket, string permission, Action? done = null) =>
        context.Render<NextStep>(parameters => parameters.Add(p => p.Ticket, ticket).Add(p => p.Viewer, new Viewer("Li", [permission], [], [], false, "Asia/Shanghai")).Add(p => p.Done, done ?? (() => { })));

    private static Ticket Ticket(string step, params string[] allowed) => new(
        "t-1", "SH-1", 1, step, "REPAIR", "CALL", false, true, 1, null, DateTimeOffset.UnixEpoch, null, "leaks", null, allowed, null, null, null, null, [], [], [], [], [], [], [], []);
}
