using System.Text.RegularExpressions;
using AfterSales.Console.Branches;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Branches;

/// <summary>Branches and regions as the administrator keeps them. The demo is changed, so it is not the shared one.</summary>
public sealed class BranchesTests(Site site)
{
    [Fact]
    public async Task Regions_are_made_moved_and_removed_and_one_that_is_in_use_stays()
    {
        await using var demo = await ServedDemo.StartAsync();
        await using var administrator = await site.VisitAsync(phone: true, at: demo);
        var page = await administrator.LogInAsync("/branches", "administrator");
        await page.GetByRole(AriaRole.Button, new() { Name = "New region" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the region" }).ClickAsync();
        await Expect(page.GetByText("Please fill this in.")).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Levante");
        await page.GetByLabel("Part of").SelectOptionAsync(new SelectOptionValue { Label = "España" });
        // By keyboard alone.
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the region" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var spain = page.Locator("section[aria-label='España']");
        await Expect(spain.GetByRole(AriaRole.Heading, new() { Name = "Levante" })).ToBeVisibleAsync();
        await spain.GetByRole(AriaRole.Button, new() { Name = "Change: España" }).ClickAsync();
        await spain.GetByRole(AriaRole.Button, new() { Name = "Remove the region" }).ClickAsync();
        await Expect(spain.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Visitor.LooksWellAsync(page, "region-in-use");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change: Levante" }).ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Levante");
        await page.GetByLabel("Part of").SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var east = page.Locator("section[aria-label='Levante']");
        await Expect(east).ToBeVisibleAsync();
        await east.GetByRole(AriaRole.Button, new() { Name = "Change: Levante" }).ClickAsync();
        await east.GetByRole(AriaRole.Button, new() { Name = "Remove the region" }).ClickAsync();
        await Expect(east).ToHaveCountAsync(0);
        Assert.Equal(0, await Visitor.HiddenWidthAsync(page));
        Assert.Empty(administrator.Complaints);
    }

    [Theory]
    [InlineData("en", false, "Wuhan Hub", "WH")]
    [InlineData("zh-CN", true, "武汉", "WU")]
    public async Task A_branch_is_opened_with_its_hours_and_leads_to_its_page_and_stands_in_the_list(string language, bool phone, string name, string code)
    {
        await using var demo = await ServedDemo.StartAsync();
        await using var administrator = await site.VisitAsync(language, phone, at: demo);
        var page = await administrator.LogInAsync("/branches", "administrator");
        await page.Locator(".page-head .button.primary").ClickAsync();
        var open = page.Locator("form [type=submit]");
        // What is missing is told at its field.
        await open.ClickAsync();
        await Expect(page.Locator("#new-code-error")).ToBeVisibleAsync();
        await Visitor.LooksWellAsync(page, $"branch-new-{(phone ? "phone" : "desktop")}-{language}");
        // One that is taken.
        await page.Locator("#new-code").FillAsync("sh");
        await page.Locator("#new-name").FillAsync(name);
        await page.Locator("#new-country").FillAsync("cn");
        await page.Locator("#new-currency").FillAsync("cny");
        await page.Locator("#new-zone").FillAsync("Asia/Shanghai");
        await open.ClickAsync();
        await Expect(page.Locator("form").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Locator("#new-code").FillAsync(code);
        await open.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/branches/b-"));
        await Expect(page.Locator("section[aria-labelledby=facts]")).ToContainTextAsync(code);
        await Visitor.SettledAsync(page);
        await Visitor.LooksWellAsync(page, $"branch-opened-{(phone ? "phone" : "desktop")}-{language}");
        await page.GotoAsync("/branches");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
        Assert.Empty(administrator.Complaints);
    }

    [Fact]
    public void What_is_written_of_a_zone_is_what_the_API_takes()
    {
        var draft = new ZoneDraft { Name = " 浦东 ", Minutes = "45", Codes = "200120-200139，201203", Corners = "31.2, 121.5\n31.3,121.5\n31.2, 121.6" };
        Assert.True(draft.IsWhole);
        var given = System.Text.Json.JsonSerializer.Serialize(draft.Given(), System.Text.Json.JsonSerializerOptions.Web);
        Assert.Contains("""[{"from":"200120","to":"200139"},{"from":"201203","to":"201203"}]""", given, StringComparison.Ordinal);
        Assert.Contains("""{"latitude":31.3,"longitude":121.5}""", given, StringComparison.Ordinal);
        Assert.False(new ZoneDraft { Corners = "31.2; 121.5" }.IsWhole);
    }
}
