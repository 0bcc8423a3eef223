using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests;

public sealed class GraphiQLTests(Site site)
{
    [Fact]
    public async Task Who_is_not_logged_in_is_sent_to_the_log_in()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.OpenAsync("/graphiql");
        await Expect(page).ToHaveURLAsync(visitor.Address + "/account/login?returnUrl=%2Fgraphiql");
    }

    [Fact]
    public async Task Its_first_query_runs_and_shows_the_tickets()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/graphiql");
        await RunAsync(page, "Tickets");
        await Expect(page.Locator(".result-window")).ToContainTextAsync("REGISTERED");
        await Expect(page.Locator(".result-window")).ToContainTextAsync("上海");
        await Visitor.PictureAsync(page, "graphiql");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Its_documentation_shows_the_schema()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/graphiql");
        await page.GetByLabel("Show Documentation Explorer").ClickAsync();
        await page.Locator(".graphiql-doc-explorer").GetByText("Query", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".graphiql-doc-explorer")).ToContainTextAsync("The tickets you may see");
        await Visitor.PictureAsync(page, "graphiql-schema");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Its_subscription_stays_open_over_the_socket()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/graphiql");
        var answered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => answered.TrySetResult(frame.Text ?? "");
        await RunAsync(page, "TicketChanges");
        Assert.Contains("connection_ack", await answered.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Expect(page.GetByLabel("Stop query (Ctrl-Enter)")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    private static async Task RunAsync(IPage page, string operation)
    {
        // The button offers the operations only once the editor has read the query.
        var offered = page.GetByRole(AriaRole.Menuitem, new() { Name = operation, Exact = true });
        for (var tries = 0; tries < 20 && !await offered.IsVisibleAsync(); tries++)
        {
            await page.GetByLabel("Execute query (Ctrl-Enter)").ClickAsync();
            await Task.WhenAny(offered.WaitForAsync(), Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        }
        await offered.ClickAsync();
    }
}
