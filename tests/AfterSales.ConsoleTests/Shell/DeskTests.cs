using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Shell;

/// <summary>What each person has of his own in the bar and on the lists.</summary>
public sealed partial class DeskTests(Site site)
{
    [Fact]
    public async Task The_bell_says_how_much_needs_the_viewer_and_what_is_new_until_he_has_looked()
    {
        await using var visitor = await site.VisitAsync();
        await EmergencyComesAsync(await site.AddressAsync());
        var page = await visitor.LogInAsync("/home", "dispatcher.cd");
        await Visitor.SettledAsync(page);
        var bell = page.Locator(".bell > summary");
        // The task is raised a moment after the call was registered.
        for (var tries = 0; tries < 20 && !New().IsMatch(await bell.TextContentAsync() ?? ""); tries++)
        {
            await page.WaitForTimeoutAsync(500);
            await page.ReloadAsync();
            await Visitor.SettledAsync(page);
        }

        await Expect(bell).ToHaveTextAsync(New());
        // By the keyboard alone.
        await bell.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".needs .chip", new() { HasText = "new" }).First).ToBeVisibleAsync();
        await Expect(page.Locator(".bell-count.new")).ToHaveCountAsync(0);
        await Visitor.LooksWellAsync(page, "bell");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".bell-sheet")).Not.ToBeVisibleAsync();
        await Expect(bell).ToBeFocusedAsync();
        // He has looked, on whatever page he comes back.
        await page.GotoAsync("/tasks");
        await Expect(bell).ToHaveTextAsync(Seen());
        await bell.ClickAsync();
        await page.Locator(".needs a").First.ClickAsync();
        await Expect(page.Locator(".bell-sheet")).Not.ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Filters_are_kept_under_a_name_chosen_again_named_anew_and_removed()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/tickets?show=COMPLETED", "director");
        await Visitor.SettledAsync(page);
        var menu = page.Locator(".saved-views > summary");
        await menu.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Expect(page.GetByText("Please fill this in.")).ToBeVisibleAsync();
        await page.GetByLabel("Name for these filters").FillAsync("Just completed");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Just completed" })).ToBeVisibleAsync();
        await Visitor.LooksWellAsync(page, "saved-views");

        await page.GetByRole(AriaRole.Button, new() { Name = "Rename “Just completed”" }).ClickAsync();
        await page.GetByLabel("New name for").FillAsync("To look at");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "To look at" })).ToBeVisibleAsync();

        // From another browser of the same person, and no other person.
        await using var elsewhere = await site.VisitAsync();
        var again = await elsewhere.LogInAsync("/tickets", "director");
        await Visitor.SettledAsync(again);
        await again.Locator(".saved-views > summary").ClickAsync();
        await again.GetByRole(AriaRole.Link, new() { Name = "To look at" }).ClickAsync();
        await again.WaitForURLAsync("**/tickets?show=COMPLETED");
        await again.Locator(".saved-views > summary").ClickAsync();
        await again.GetByRole(AriaRole.Button, new() { Name = "Remove “To look at”" }).ClickAsync();
        await Expect(again.GetByRole(AriaRole.Link, new() { Name = "To look at" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
        Assert.Empty(elsewhere.Complaints);
    }

    private static async Task EmergencyComesAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = new(address) };
        using var login = await client.PostAsJsonAsync("/account/token", new { email = ServedDemo.EmailOf("dispatcher.cd"), password = ServedDemo.Password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        const string query = """
            mutation {
              registerContact(input: { branchId: "b-cd", contact: { channel: CALL, direction: INCOMING, text: "厨房有燃气味", counterpartPhone: "138 8000 1234", isEmergency: true } }) {
                contact { id } errors { __typename }
              }
            }
            """;
        using var response = await client.PostAsJsonAsync("/graphql", new { query });
        Assert.Contains("\"contact\":{\"id\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex("Needs you now: [0-9]+\\+?, new: [0-9]+")]
    private static partial Regex New();

    [GeneratedRegex("Needs you now: [0-9]+\\+?$")]
    private static partial Regex Seen();
}
