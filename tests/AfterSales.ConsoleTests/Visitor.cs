using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AfterSales.ConsoleTests;

/// <summary>One person at a browser, and everything the browser complained about meanwhile.</summary>
public sealed class Visitor(string address, IBrowserContext context, string language) : IAsyncDisposable
{
    private readonly List<string> complaints = [];

    /// <summary>Errors of the console, which violations of the content security policy are among, of scripts, and requests to elsewhere.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public string Address => address;

    public async Task<IPage> OpenAsync(string path)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(90_000);
        page.Console += (_, message) => { if (message.Type is "error") complaints.Add($"{message.Text} {message.Location}"); };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => { if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !IsInThePage(request.Url)) complaints.Add($"left the host: {request.Url}"); };
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Opens the page behind the log-in, and passes that.</summary>
    /// <param name="person">One of the demo's people: <c>dispatcher.sh</c>.</param>
    public async Task<IPage> LogInAsync(string path, string person = "dispatcher.sh")
    {
        await ChooseLanguageAsync();
        var page = await OpenAsync(path);
        await page.Locator("#email").FillAsync(ServedDemo.EmailOf(person));
        await page.Locator("#password").FillAsync(ServedDemo.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync(address + path);
        return page;
    }

    /// <summary>Draws a signature where the page asks for one.</summary>
    public static async Task SignAsync(IPage page)
    {
        var canvas = page.Locator("[data-signature] canvas");
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 30, box.Y + 60);
        await page.Mouse.DownAsync();
        foreach (var (x, y) in new[] { (60, 25), (90, 80), (130, 30), (180, 70) }) await page.Mouse.MoveAsync(box.X + x, box.Y + y, new() { Steps = 3 });
        await page.Mouse.UpAsync();
    }

    /// <summary>Waits until the page has its connection, if it needs one, and has read what it shows.</summary>
    public static async Task SettledAsync(IPage page)
    {
        await page.Locator("main h1, main [role=alert]").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".waiting")).ToHaveCountAsync(0);
    }

    /// <summary>The width that is hidden to the right.</summary>
    public static Task<int> HiddenWidthAsync(IPage page) =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>What keeps people from using the page, as axe sees it.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(IPage page) =>
        [.. (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help}, {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")];

    /// <summary>Nothing of the page is hidden to the right, nothing keeps people from using it; and a picture for whoever looks himself.</summary>
    public static async Task LooksWellAsync(IPage page, string name)
    {
        Assert.Equal(0, await HiddenWidthAsync(page));
        Assert.Empty(await BarriersAsync(page));
        await PictureAsync(page, name);
    }

    public static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    /// <summary>As if this language had been chosen in this browser before: else the account's would be spoken.</summary>
    private Task ChooseLanguageAsync() => context.AddCookiesAsync(
        [new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString(string.Create(CultureInfo.InvariantCulture, $"c={language}|uic={language}")), Url = address }]);

    private static bool IsInThePage(string url) => url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);
}
