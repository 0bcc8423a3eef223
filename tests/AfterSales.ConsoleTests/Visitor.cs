using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AfterSales.ConsoleTests;

/// <summary>One person at a browser, and everything the browser complained about meanwhile.</summary>
public sealed class Visitor(Site site, IBrowserContext context) : IAsyncDisposable
{
    private readonly List<string> complaints = [];

    /// <summary>Errors of the console, which violations of the content security policy are among, and of scripts.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public async Task<IPage> OpenAsync(string path)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, message) => { if (message.Type is "error") complaints.Add($"{message.Text} {message.Location}"); };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Opens the page behind the log-in, and passes that.</summary>
    public async Task<IPage> LogInAsync(string path)
    {
        var page = await OpenAsync(path);
        await page.Locator("#email").FillAsync(ServedApp.Email);
        await page.Locator("#password").FillAsync(ServedApp.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(site.Address + path);
        return page;
    }

    /// <summary>The width that is hidden to the right.</summary>
    public static Task<int> HiddenWidthAsync(IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>What keeps people from using the page, as axe sees it.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(IPage page) =>
        [.. (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help}, {v.Nodes[0].Html}")];

    public static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
