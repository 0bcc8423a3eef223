using System.Text.Json;
using AfterSales.Console.Policies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Policies;

public sealed class PolicyTextTests
{
    [Theory]
    [InlineData("24")]
    [InlineData("\"09:00\"")]
    [InlineData("[1,2]")]
    [InlineData("{\"low\":\"DISSATISFIED\",\"of\":2}")]
    [InlineData("{\"words\":\"您好\"}")]
    public void What_is_shown_is_read_as_the_same_value(string json)
    {
        var value = JsonSerializer.Deserialize<JsonElement>(json);
        Assert.True(JsonElement.DeepEquals(value, PolicyText.Read(PolicyText.Of(value), value)!.Value));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("two days")]
    public void What_cannot_be_read_is_no_value(string? typed) => Assert.Null(PolicyText.Read(typed, JsonSerializer.Deserialize<JsonElement>("24")));
}

/// <summary>Rules of the company are changed, so the service is not the shared one.</summary>
public sealed class PoliciesTests(Site site) : IAsyncLifetime
{
    private ServedDemo demo = null!;

    public async ValueTask InitializeAsync() => demo = await ServedDemo.StartAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task Headquarters_changes_a_rule_a_branch_sees_it_and_it_is_taken_back()
    {
        await using var visitor = await site.VisitAsync(at: demo);
        var page = await visitor.LogInAsync("/policies", "administrator");
        await FindAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change, history" }).ClickAsync();
        await page.GetByLabel("What is to hold").FillAsync("minutes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let it hold from now on" }).ClickAsync();
        await Expect(page.GetByText("This cannot be read")).ToBeVisibleAsync();
        await page.GetByLabel("What is to hold").FillAsync("-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let it hold from now on" }).ClickAsync();
        await Expect(page.GetByText("This does not fit")).ToBeVisibleAsync();
        await page.GetByLabel("What is to hold").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let it hold from now on" }).ClickAsync();
        await Expect(page.GetByText("set by headquarters")).ToBeVisibleAsync();

        await page.GetByLabel("Place").SelectOptionAsync("b-sh");
        await FindAsync(page);
        await Expect(page.Locator(".holds")).ToHaveTextAsync("7");

        await page.GetByLabel("Place").SelectOptionAsync("");
        await FindAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change, history" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back what was set here" }).ClickAsync();
        await Expect(page.Locator(".policies .chip")).ToHaveTextAsync("standard");
        Assert.Empty(visitor.Complaints);
    }

    private static async Task FindAsync(IPage page)
    {
        await page.GetByLabel("Find in the rules").FillAsync("technicians.slotHoldMinutes");
        await Expect(page.Locator(".policies .rows > li")).ToHaveCountAsync(1);
    }
}
