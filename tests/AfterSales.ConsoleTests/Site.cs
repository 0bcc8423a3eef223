using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AfterSales.ConsoleTests.Site))]

namespace AfterSales.ConsoleTests;

/// <summary>
/// The service and a browser in front of it, for all tests. With <c>SCREENSHOTS</c> set to a folder the tests leave pictures of what they see there.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Pictures that come out the same every time.
        "--disable-lcd-text", "--disable-partial-raster",
    ];

    private ServedApp app = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public string Address => app.Address;

    public async ValueTask InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM_PATH");
        if (string.IsNullOrEmpty(chromium)) throw new InvalidOperationException("These tests need Chromium and its path in CHROMIUM_PATH: run tests/run.");
        app = await ServedApp.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null) await app.DisposeAsync();
    }

    /// <summary>A person's browser, with nothing kept from others.</summary>
    public async Task<Visitor> VisitAsync(string language = "en", bool phone = false) => new(this, await browser.NewContextAsync(new()
    {
        BaseURL = Address,
        Locale = language,
        ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
        IsMobile = phone,
        HasTouch = phone,
        ReducedMotion = ReducedMotion.Reduce,
    }));
}
