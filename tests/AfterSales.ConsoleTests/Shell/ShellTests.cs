using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Shell;

public sealed class ShellTests(Site site)
{
    [Fact]
    public async Task Ctrl_K_finds_a_customer_by_pinyin_and_the_keyboard_alone_opens_the_file()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/home");
        await Visitor.SettledAsync(page);
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("liufang");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Customer 刘芳" }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "刘芳" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task The_navigation_shows_what_the_role_may_do()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/home", "storekeeper.sh");
        await Visitor.SettledAsync(page);
        Assert.Equal(["Home", "Tickets", "Tasks", "Policies"], (await page.Locator("#side a").AllInnerTextsAsync()).Select(text => text.Trim()));
    }

    [Fact]
    public async Task Another_branchs_ticket_is_answered_like_one_that_is_not_there()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/tickets/t-mad-1");
        await Expect(page.GetByText("There is no such ticket that you may see")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_language_is_switched_where_one_is_and_logging_out_ends_the_session()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/tickets?show=COMPLETED");
        await Visitor.SettledAsync(page);
        await page.Locator(".user-menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Español" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Partes" })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(visitor.Address + "/tickets?show=COMPLETED");
        await page.Locator(".user-menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cerrar sesión" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(visitor.Address + "/account/login");
        await page.GotoAsync("/tickets");
        await Expect(page.Locator("#email")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task In_the_dark_everything_can_be_read_too()
    {
        await using var visitor = await site.VisitAsync(dark: true);
        var page = await visitor.LogInAsync("/home");
        foreach (var path in new[] { "/home", "/tickets", "/tickets/t-sh-2", "/desk?customer=c-sh-1", "/dispatch", "/dispatch?view=map" })
        {
            await page.GotoAsync(path);
            await Visitor.SettledAsync(page);
            await Visitor.LooksWellAsync(page, $"dark{path.Replace('/', '-').Replace('?', '-').Replace('=', '-')}");
        }
    }

    [Fact]
    public async Task Every_colour_and_size_that_MudBlazor_asks_for_is_set_by_the_theme()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.OpenAsync("/");
        // Its own style sheet sets the rest, or says what holds without.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            async () => {
              const [mud, theme] = await Promise.all(['MudBlazor/MudBlazor.min.css', 'AfterSales.Console/theme.css'].map(async file => await (await fetch(`_content/${file}`)).text()));
              const set = new Set([...(mud + theme).matchAll(/(--mud-[a-z0-9-]+)\s*:/g)].map(match => match[1]));
              return [...new Set([...mud.matchAll(/var\((--mud-[a-z0-9-]+)\)/g)].map(match => match[1]))].filter(name => !set.has(name) && !/^--mud-(drawer-|theme-)/.test(name));
            }
            """));
    }
}
