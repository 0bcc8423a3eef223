using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Headquarters;

public sealed class FiguresTests(Site site)
{
    [Fact]
    public async Task From_a_tile_one_comes_to_a_branch_a_step_and_the_records_behind_it()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/performance", "director");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tickets registered" }).ClickAsync();
        await Expect(page.GetByLabel("Figure")).ToHaveValueAsync("TICKETS_REGISTERED");
        var cell = page.Locator(".heat tbody a").Last;
        var counted = await cell.InnerTextAsync();
        await cell.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Behind the figure of" })).ToHaveTextAsync(new Regex($": {counted}$"));
        await Expect(page.Locator(".rows li").First).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Theory, InlineData("Registered"), InlineData("Completed")]
    public async Task A_bar_of_a_branch_leads_to_as_many_records_as_it_counts(string column)
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/performance?days=365", "director");
        var bar = page.GetByRole(AriaRole.Row, new() { Name = "上海" }).Locator($"[data-label='{column}'] a");
        var counted = Regex.Match(await bar.InnerTextAsync(), @"[\d,]+").Value;
        await bar.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Behind the figure of 上海" })).ToHaveTextAsync(new Regex($": {counted}$"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_model_of_the_pareto_leads_to_the_tickets_about_it_and_the_figures_to_a_file()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/performance?days=365", "director");
        await Visitor.SettledAsync(page);
        var first = page.Locator("section.card tbody tr").First.GetByRole(AriaRole.Link);
        var counted = await first.InnerTextAsync();
        await first.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Behind the figure of all branches" })).ToHaveTextAsync(new Regex($": {counted}$"));
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await file.PathAsync());
        Assert.Contains(lines, line => line.Contains("上海", StringComparison.Ordinal));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_fault_of_a_model_leads_to_the_repairs_that_had_it()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/faults?days=365", "director");
        await Visitor.SettledAsync(page);
        await page.Locator(".heat tbody th a").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Faults of" })).ToBeVisibleAsync();
        var first = page.Locator("section.card tbody tr").First;
        var (name, counted) = ((await first.Locator("strong").InnerTextAsync()), await first.GetByRole(AriaRole.Link).InnerTextAsync());
        await first.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Behind the figure of all branches" })).ToHaveTextAsync(new Regex($": {counted}$"));
        await Expect(page.GetByText(new Regex($"Only .* · {name}\\."))).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }
}
