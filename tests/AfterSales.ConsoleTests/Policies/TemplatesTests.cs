using System.Text.Json;
using AfterSales.Console.Policies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Policies;

public sealed class OwnWordsTests
{
    private static readonly JsonElement Spanish = JsonSerializer.Deserialize<JsonElement>("""{ "es": { "subject": "Hola", "text": "{Link}" } }""");

    [Fact]
    public void One_language_is_set_beside_the_others_and_taken_back_alone()
    {
        var both = OwnWords.With(Spanish, "en", "Hello", "{Link}");
        Assert.Equal(("Hola", "{Link}"), OwnWords.In(both, "es"));
        Assert.Equal(("Hello", "{Link}"), OwnWords.In(both, "en"));
        Assert.True(JsonElement.DeepEquals(Spanish, OwnWords.Without(both, "en")!.Value));
    }

    [Fact]
    public void With_its_last_language_all_is_taken_back()
    {
        Assert.Null(OwnWords.Without(Spanish, "es"));
        Assert.Null(OwnWords.Without(null, "es"));
        Assert.Null(OwnWords.In(null, "es"));
    }
}

public sealed class TemplatesTests(Site site)
{
    [Fact]
    public async Task A_message_is_worded_looked_at_set_for_a_branch_and_taken_back()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/templates?branch=b-bcn", "administrator");
        var card = page.Locator("section:has(h2:text-is('Contracts')) .rows > li").First;
        await card.GetByRole(AriaRole.Button, new() { Name = "Change, preview" }).ClickAsync();
        var subject = page.GetByLabel("Subject");
        await subject.FillAsync("Your contract {Nonsense}");
        await page.GetByLabel("Text", new() { Exact = true }).FocusAsync();
        await Expect(card.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nonsense");
        await subject.FillAsync("Your contract ends soon");
        await page.GetByLabel("Text", new() { Exact = true }).FocusAsync();
        await Expect(card.Locator(".letter strong")).ToHaveTextAsync("Your contract ends soon");
        await Expect(card.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Visitor.LooksWellAsync(page, "template-opened");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let it hold from now on" }).ClickAsync();
        await Expect(card.GetByText("set by the branch")).ToBeVisibleAsync();
        await page.GetByLabel("Language of the message").SelectOptionAsync("es");
        await Expect(card.GetByText("set by the branch")).ToHaveCountAsync(0);
        await page.GetByLabel("Language of the message").SelectOptionAsync("en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back what was set in this language" }).ClickAsync();
        await Expect(card.GetByText("set by the branch")).ToHaveCountAsync(0);
        await Expect(card.GetByText("taken back")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }
}
