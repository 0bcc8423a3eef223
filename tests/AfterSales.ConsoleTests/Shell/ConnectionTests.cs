using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Shell;

public sealed class ConnectionTests(Site site) : IAsyncLifetime
{
    private ServedDemo demo = null!;

    public async ValueTask InitializeAsync() => demo = await ServedDemo.StartAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task A_restart_of_the_service_is_told_the_page_recovers_and_nothing_typed_is_lost()
    {
        await using var visitor = await site.VisitAsync(at: demo);
        var page = await visitor.LogInAsync("/desk?customer=c-sh-2", "receptionist.sh");
        await page.GetByLabel("What is wrong").FillAsync("空调漏水");
        await page.GetByLabel("What the customer wishes").FillAsync("上午");
        await demo.RestartAsync(async () => await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Connection lost" })).ToBeVisibleAsync());
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(page.GetByLabel("What is wrong")).ToHaveValueAsync("空调漏水");
        await Expect(page.GetByLabel("What the customer wishes")).ToHaveValueAsync("上午");
        // What came back is what is sent.
        await page.GetByRole(AriaRole.Button, new() { Name = "Register the request" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the ticket" }).ClickAsync();
        await Expect(page.Locator("blockquote")).ToHaveTextAsync("空调漏水");
    }
}
