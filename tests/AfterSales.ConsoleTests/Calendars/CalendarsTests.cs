using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Calendars;

public sealed class CalendarsTests(Site site)
{
    [Fact]
    public async Task A_holiday_is_looked_at_before_it_holds()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/calendars?branch=b-bcn", "administrator");
        var coming = page.Locator(".coming li");
        await Expect(coming).ToHaveCountAsync(28);
        await Expect(coming.Filter(new() { HasText = "Stocktaking" })).ToHaveCountAsync(0);
        await Expect(page.GetByText("Version 1", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a day" }).ClickAsync();
        var line = page.Locator("fieldset:has(legend:text-is('Days that are otherwise')) .line").Last;
        await Expect(line.GetByLabel("Name")).ToHaveValueAsync("");
        await line.GetByLabel("Name").FillAsync("Stocktaking");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what it would mean" }).ClickAsync();
        await Expect(line.GetByText("Please fill this in.")).ToBeVisibleAsync();
        // The last one that is worked.
        var day = await page.EvaluateAsync<string>("() => [...document.querySelectorAll('.coming li:not(.off)')].at(-1).dataset.day");
        var stocktaking = page.Locator($".coming li[data-day='{day}']");
        await line.GetByLabel("Date").FillAsync(day);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what it would mean" }).ClickAsync();
        await Expect(page.GetByText("It does not hold yet.")).ToBeVisibleAsync();
        await Expect(stocktaking).ToContainTextAsync("closed");
        await Expect(stocktaking).ToContainTextAsync("Stocktaking");
        await Visitor.LooksWellAsync(page, "calendar-changing");

        var first = page.Locator("fieldset:has(legend:text-is('Every week')) .line").First;
        var opening = await first.GetByLabel("From").InputValueAsync();
        var closing = await first.GetByLabel("To").InputValueAsync();
        await first.GetByLabel("To").FillAsync(opening);
        var set = page.GetByRole(AriaRole.Button, new() { Name = "Let it hold from now on" });
        await set.ClickAsync();
        await Expect(first.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await first.GetByLabel("To").FillAsync(closing);
        await set.ClickAsync();
        await Expect(page.GetByText("Version 2", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(stocktaking).ToContainTextAsync("Stocktaking");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_promise_is_reckoned_by_working_time()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/calendars?branch=b-mad", "dispatcher.mad");
        await page.GetByLabel("Promised at").FillAsync("2031-03-09T12:00");
        await page.GetByLabel("Working hours promised").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reckon" }).ClickAsync();
        await Expect(page.GetByText("Outside working time")).ToBeVisibleAsync();
        await Expect(page.Locator("strong time")).ToHaveAttributeAsync("datetime", new System.Text.RegularExpressions.Regex("^2031-03-10T"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }
}
