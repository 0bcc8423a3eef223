using AfterSales.Console.Branches;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Branches;

/// <summary>Branches and regions as the administrator keeps them. The demo is changed, so it is not the shared one.</summary>
public sealed class BranchesTests(Site site)
{
    [Fact]
    public async Task A_branch_is_opened_described_placed_and_closed()
    {
        await using var demo = await ServedDemo.StartAsync();
        await using var administrator = await site.VisitAsync(at: demo);
        var page = await administrator.LogInAsync("/branches", "administrator");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open a branch" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("val");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("València");
        await page.GetByLabel("Country", new() { Exact = true }).FillAsync("es");
        await page.GetByLabel("Currency", new() { Exact = true }).FillAsync("EUR");
        await page.GetByLabel("Time zone").FillAsync("Mars/Base");
        var open = page.GetByRole(AriaRole.Button, new() { Name = "Open the branch" });
        await open.ClickAsync();
        await Expect(page.Locator(".field.wrong").Filter(new() { HasText = "Time zone" })).ToBeVisibleAsync();
        Assert.Empty(await Visitor.BarriersAsync(page));
        await Visitor.PictureAsync(page, "branch-opening");
        await page.GetByLabel("Time zone").FillAsync("Europe/Madrid");
        await open.ClickAsync();
        await page.WaitForURLAsync(demo.Address + "/branches/b-val");

        await Section(page, "Address and telephone").GetByRole(AriaRole.Button, new() { Name = "Change address and telephone" }).ClickAsync();
        await page.GetByLabel("Street and number").FillAsync("Carrer de Colom, 12");
        await page.GetByLabel("Postal code", new() { Exact = true }).FillAsync("46004");
        await page.GetByLabel("Telephone", new() { Exact = true }).FillAsync("call me");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("This is not a phone number.")).ToBeVisibleAsync();
        await page.GetByLabel("Telephone", new() { Exact = true }).FillAsync("960 555 100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Please fill this in.")).ToBeVisibleAsync();
        await page.GetByLabel("City").FillAsync("València");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Section(page, "Address and telephone").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "tel:+34960555100");

        var region = Section(page, "Region");
        await region.GetByLabel("Put into").SelectOptionAsync(new SelectOptionValue { Label = "España" });
        await region.GetByRole(AriaRole.Button, new() { Name = "Put there" }).ClickAsync();
        await Expect(region.Locator("li")).ToContainTextAsync("España");

        var zones = Section(page, "Zones");
        await zones.GetByRole(AriaRole.Button, new() { Name = "Change the zones" }).ClickAsync();
        await zones.GetByLabel("Name").FillAsync("Centro");
        await zones.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(zones.GetByText("Please fill this in.")).ToBeVisibleAsync();
        await zones.GetByLabel("Postal codes").FillAsync("46001-46010, 46021");
        await zones.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(zones.Locator("li")).ToContainTextAsync("46001–46010, 46021");
        await Expect(Section(page, "What happened").Locator("li").Filter(new() { HasText = "Address and telephone of the branch changed" })).ToHaveCountAsync(1);

        var closing = Section(page, "Closing");
        await closing.GetByRole(AriaRole.Button, new() { Name = "Close the branch" }).ClickAsync();
        await Expect(closing.GetByText("Choose who takes the work, and confirm.")).ToBeVisibleAsync();
        await closing.GetByLabel("Who takes the open work").SelectOptionAsync("b-bcn");
        await closing.GetByLabel("Close València and hand over its work now").CheckAsync();
        await closing.GetByRole(AriaRole.Button, new() { Name = "Close the branch" }).ClickAsync();
        await Expect(closing.GetByText("Its work goes to")).ToContainTextAsync("Barcelona");
        Assert.Empty(await Visitor.BarriersAsync(page));
        await Visitor.PictureAsync(page, "branch-closed");
        Assert.Empty(administrator.Complaints);
    }

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
        Assert.Empty(await Visitor.BarriersAsync(page));
        await Visitor.PictureAsync(page, "region-in-use");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change: Levante" }).ClickAsync();
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

    private static ILocator Section(IPage page, string heading) => page.Locator("section").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }) });
}
