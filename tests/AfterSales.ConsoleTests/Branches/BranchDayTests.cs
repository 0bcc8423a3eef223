using AfterSales.Console.Branches;
using AfterSales.Console.Dispatch;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Branches;

public sealed class TeamLoadTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_fullest_day_comes_first_and_who_is_not_there_is_left_out()
    {
        var loads = TeamLoad.Of([Works("tech-1", (10, 11, "APPOINTMENT")), Works("tech-2", (9, 11, "APPOINTMENT"), (14, 15, "APPOINTMENT"), (8, 9, "TRAVEL")), IsAway("tech-3")],
            Midnight, Midnight.AddDays(1));
        Assert.Equal([("tech-2", 2, 4d, 9d), ("tech-1", 1, 1d, 9d)], loads.Select(load => (load.Technician.Id, load.Jobs, load.Day.Busy.TotalHours, load.Day.Working.TotalHours)));
    }

    private static TechnicianTime Works(string id, params (int From, int To, string Kind)[] entries) => new(false, new(id, id),
        [new(Midnight.AddHours(8), Midnight.AddHours(17))],
        [.. entries.Select(entry => new CalendarEntry(entry.Kind, Midnight.AddHours(entry.From), Midnight.AddHours(entry.To), null, null))]);

    private static TechnicianTime IsAway(string id) => new(false, new(id, id), [], []);
}

/// <summary>Of what is promised in the evening nothing is due the same day, so time is moved.</summary>
public sealed class BranchDayTests(Site site) : IAsyncLifetime
{
    private ServedDemo demo = null!;

    public async ValueTask InitializeAsync()
    {
        demo = await ServedDemo.StartAsync();
        await demo.NextMorningComesAsync();
    }

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task A_manager_sees_what_runs_out_who_is_laden_and_what_customers_say_and_comes_to_the_tickets()
    {
        await using var visitor = await site.VisitAsync(at: demo);
        var page = await visitor.LogInAsync("/branch-day", "manager.sh");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Promises overdue or due today" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who has how much today" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The customers’ words" })).ToBeVisibleAsync();
        await page.Locator("#content a[href^='tickets/']").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/tickets/t-"));
        Assert.Empty(visitor.Complaints);
    }
}
