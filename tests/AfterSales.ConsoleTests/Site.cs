using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AfterSales.ConsoleTests.Site))]

namespace AfterSales.ConsoleTests;

/// <summary>
/// The service and a browser in front of it, for all tests. With <c>SCREENSHOTS</c> set to a folder the tests leave pictures of what they see there.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Pictures that come out the same every time.
        "--disable-lcd-text", "--disable-partial-raster", "--num-raster-threads=1", "--disable-gpu-rasterization", "--font-render-hinting=none", "--force-color-profile=srgb",
    ];

    // Tests of words and documents need neither.
    private readonly Lazy<Task<ServedDemo>> demo = new(ServedDemo.StartAsync);
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartBrowserAsync);

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            var (playwright, browser) = await started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
        if (demo.IsValueCreated) await (await demo.Value).DisposeAsync();
    }

    /// <summary>Where the shared service is.</summary>
    public async Task<string> AddressAsync() => (await demo.Value).Address;

    /// <summary>A person's browser, with nothing kept from others.</summary>
    /// <param name="at">Another service than the shared one, for a test that changes what others rely on.</param>
    public async Task<Visitor> VisitAsync(string language = "en", bool phone = false, bool dark = false, ServedDemo? at = null)
    {
        var address = (at ?? await demo.Value).Address;
        var (_, browser) = await started.Value;
        return new(address, await browser.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = language,
            ViewportSize = phone ? new() { Width = 360, Height = 780 } : new() { Width = 1280, Height = 800 },
            IsMobile = phone,
            HasTouch = phone,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        }), language);
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartBrowserAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM_PATH");
        if (string.IsNullOrEmpty(chromium)) throw new InvalidOperationException("These tests need Chromium and its path in CHROMIUM_PATH: run tests/run.");
        // Long enough for a machine that does much else beside.
        Assertions.SetDefaultExpectTimeout(90_000);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments }));
    }
}
