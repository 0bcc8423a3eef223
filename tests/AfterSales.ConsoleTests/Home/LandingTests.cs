using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Home;

public sealed class LandingTests(Site site)
{
    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("zh-CN", false)]
    [InlineData("zh-CN", true)]
    [InlineData("es", false)]
    [InlineData("es", true)]
    public async Task It_greets_everybody_in_the_browsers_language(string language, bool phone)
    {
        await using var visitor = await site.VisitAsync(language, phone);
        var page = await visitor.OpenAsync("/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Visitor.LooksWellAsync(page, $"landing-{(phone ? "phone" : "desktop")}-{language}");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_person_of_the_demo_is_two_steps_away()
    {
        await using var visitor = await site.VisitAsync("es");
        var page = await visitor.OpenAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Carmen Ruiz" }).ClickAsync();
        await page.Locator("form:has(#email) button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Carmen Ruiz" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task The_language_and_the_brightness_are_chosen_and_kept()
    {
        await using var visitor = await site.VisitAsync("en");
        var page = await visitor.OpenAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await page.GetByRole(AriaRole.Button, new() { Name = "深色" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Empty(await Visitor.BarriersAsync(page));
    }
}
