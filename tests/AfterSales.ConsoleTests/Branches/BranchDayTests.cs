using AfterSales.Console.Branches;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Branches;

public sealed class LoadTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Who_has_most_comes_first_with_the_beginning_and_the_end_of_his_day()
    {
        var loads = Load.Of([Visit("tech-1", 0, 60), Visit("tech-2", 120, 90), Visit("tech-1", 240, 60), Visit(null, 0, 600), Visit("tech-2", 300, 600, "HANDED_ON"), Visit("tech-2", 300, 600, "RESCHEDULED")]);
        Assert.Equal([("tech-1", 2, 120), ("tech-2", 1, 90)], loads.Select(load => (load.TechnicianId, load.Visits, load.Minutes)));
        Assert.Equal((Nine, Nine.AddMinutes(300)), (loads[0].From, loads[0].To));
    }

    [Fact]
    public void Without_visits_nobody_has_a_load() => Assert.Empty(Load.Of([]));

    private static DayVisit Visit(string? technician, int begins, int minutes, string? end = null) =>
        new("v", Nine.AddMinutes(begins), Nine.AddMinutes(begins + minutes), end, technician is null ? null : new(technician, technician));
}

public sealed class BranchDayTests(Site site)
{
    [Fact]
    public async Task A_manager_sees_what_runs_out_who_is_laden_and_what_customers_say_and_comes_to_the_tickets()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/branch-day", "manager.sh");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Promises overdue or due today" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who has how much today" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The customers’ words" })).ToBeVisibleAsync();
        await page.Locator("#content a[href^='tickets/']").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/tickets/t-"));
        Assert.Empty(visitor.Complaints);
    }
}
