using AfterSales.Console.Tickets;
using Bunit;

namespace AfterSales.ConsoleTests.Tickets;

public sealed class PromiseClocksTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_promise_tells_how_it_stands_until_when_and_why()
    {
        await using var context = new FakeGraphQL().Context();
        var shown = Render(context, Running(1) with { State = "OVERDUE", Amount = 1, Because = ["URGENCY"], NextEscalation = new("BRANCH_MANAGER", Start.AddHours(3)) });
        Assert.Equal("overdue", shown.Find(".chip.overdue").TextContent);
        var text = Text(shown);
        Assert.Contains("1 working hour ", text, StringComparison.Ordinal);
        Assert.Contains("(emergency)", text, StringComparison.Ordinal);
        Assert.Contains("Branch manager", text, StringComparison.Ordinal);
        Assert.Contains("2026-03-02T11:00:00", shown.Find("time").GetAttribute("datetime"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_that_stands_still_says_what_for_and_names_no_end()
    {
        await using var context = new FakeGraphQL().Context();
        var text = Text(Render(context, Running(1) with { State = "PAUSED", DueAt = null, WarnAt = null, Pauses = [new("PARTS", Start.AddHours(1), null)] }));
        Assert.Contains("waits for parts", text, StringComparison.Ordinal);
        Assert.DoesNotContain("until", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_promised_before_a_ticket_was_reopened_is_kept_apart()
    {
        await using var context = new FakeGraphQL().Context();
        var shown = Render(context, Running(1) with { State = "MET", EndedAt = Start.AddHours(1) }, Running(2));
        Assert.Equal("running", Assert.Single(shown.FindAll("ul:not(details ul) .chip")).TextContent);
        Assert.Equal("kept", Assert.Single(shown.FindAll("details .chip")).TextContent);
    }

    private static string Text(IRenderedComponent<PromiseClocks> shown) => string.Join(' ', shown.Find("ul").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IRenderedComponent<PromiseClocks> Render(BunitContext context, params Promise[] clocks) =>
        context.Render<PromiseClocks>(parameters => parameters.Add(p => p.Promises, clocks).Add(p => p.Zone, "Europe/Madrid"));

    private static Promise Running(int round) =>
        new(round, round, "ANSWERED", "RUNNING", 2, "WORKING_HOURS", "STANDARD", [], Start.AddHours(2), Start.AddHours(1.5), null, [], [], null);
}
