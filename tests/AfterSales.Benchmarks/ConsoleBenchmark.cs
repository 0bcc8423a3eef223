using System.Diagnostics;
using System.Globalization;
using AfterSales.Storage;
using Microsoft.Playwright;

namespace AfterSales.Benchmarks;

/// <summary>
/// W11: the console in a browser on the same machine, published and on SQLite. What its page weighs, how soon it answers and what a viewer costs the service, beside <see cref="EmptyPage"/>;
/// the list of a hundred thousand tickets beside one of a thousand, and the board of forty technicians with two hundred appointments beside one of four with twenty.
/// </summary>
internal static class ConsoleBenchmark
{
    private const int FewTickets = 1_000;
    private const int FewAppointments = 20;
    private const int AppointmentsEach = 5;
    private const int OpenEvery = 100;

    /// <summary>To be dragged over the board.</summary>
    private const int WaitingTickets = 10;
    private const double FrameOf60 = 1000.0 / 60;
    private const string LastTab = ".tabs button:last-child";
    private const string Tickets = "/tickets?show=all";

    /// <summary>Presses a button again and again until it is seen to be pressed; how long the page is there then, in milliseconds.</summary>
    private const string UntilPressed = """
        async button => {
          while (document.querySelector(button)?.getAttribute('aria-pressed') !== 'true') {
            document.querySelector(button)?.click();
            await new Promise(done => setTimeout(done, 5));
          }
          return performance.now();
        }
        """;

    /// <summary>Types the beginning of a number into the filter; how long until the list begins with such a ticket, in milliseconds.</summary>
    private const string Filter = """
        async number => {
          const began = performance.now(), field = document.getElementById('number');
          field.value = number;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          field.dispatchEvent(new Event('change', { bubbles: true }));
          const shown = () => new URL(location).searchParams.get('number') === number && document.querySelector('tbody a')?.textContent.startsWith(number);
          while (!shown()) await new Promise(requestAnimationFrame);
          return performance.now() - began;
        }
        """;

    /// <summary>Turns to the next page of the list; how long until it is shown, in milliseconds.</summary>
    private const string Turn = """
        async () => {
          const first = () => document.querySelector('tbody a')?.textContent, before = first(), began = performance.now();
          document.querySelector('.pager button:last-child').click();
          while (!first() || first() === before) await new Promise(requestAnimationFrame);
          return performance.now() - began;
        }
        """;

    /// <summary>From now on notes how long each frame took, and the longest time in which the page's thread answered nothing.</summary>
    private const string Watch = """
        () => {
          window.frames_ = []; window.stall = 0;
          new PerformanceObserver(list => { for (const task of list.getEntries()) window.stall = Math.max(window.stall, task.duration); }).observe({ type: 'longtask' });
          let last = performance.now();
          const next = now => { window.frames_.push(now - last); last = now; requestAnimationFrame(next); };
          requestAnimationFrame(next);
        }
        """;

    public static async Task Run(ResultTable table, Effort effort)
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium";
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        await using var small = BenchmarkDatabase.Sqlite();
        await using var large = BenchmarkDatabase.Sqlite();
        var published = Directory.CreateTempSubdirectory("aftersales-published-").FullName;
        await Publish(published);
        await using var few = await Filled(small, published, FewTickets, FewAppointments);
        await using var many = await Filled(large, published, effort.Listed, effort.Appointments);
        var url = MeasuredService.FreeAddress();
        using var empty = ChildProcess.Start(new ProcessStartInfo("dotnet", [typeof(EmptyPage).Assembly.Location, EmptyPage.Command, url, published])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        });
        await StartupBenchmark.Answered(empty, $"{url}/health/ready");
        var plain = await browser.NewContextAsync(new() { BaseURL = url });
        await using (var console = await LoggedIn(browser, many))
        await using (var consoleOfFew = await LoggedIn(browser, few))
        {
            await Page(table, effort, console, plain);
            await List(table, effort, console, consoleOfFew);
            await Board(table, effort, console, consoleOfFew);
        }

        await many.DisposeAsync();
        await using (var service = await MeasuredService.Start(large.Options, tellsMemory: true))
        await using (var console = await LoggedIn(browser, service))
            await Viewers(table, effort, service, empty, console, plain);
        empty.Kill(entireProcessTree: true);
        Directory.Delete(published, recursive: true);
    }

    /// <summary>As it is put on a server: with its files compressed beforehand.</summary>
    private static async Task Publish(string folder)
    {
        var top = new DirectoryInfo(AppContext.BaseDirectory);
        while (top is not null && !File.Exists(Path.Combine(top.FullName, "AfterSales.sln"))) top = top.Parent;
        var project = Path.Combine(top?.FullName ?? throw new InvalidOperationException("This program does not lie in its repository."), "src", "AfterSales.Host");
        using var publish = ChildProcess.Start(new ProcessStartInfo("dotnet", ["publish", project, "--configuration", "Release", "--output", folder, "--verbosity", "quiet"])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        });
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException(said);
    }

    private static async Task<MeasuredService> Filled(BenchmarkDatabase test, string published, int tickets, int appointments)
    {
        await using (var database = Database.Open(test.Options))
        {
            await database.ApplyLedger();
            await ManyTickets.Fill(database, isSqlite: true, tickets, OpenEvery, BenchmarkBranch.Id);
            // Counting the days is not measured here.
            await ManyTickets.Execute(database, "delete from mark");
        }

        var service = await MeasuredService.Start(test.Options, program: Path.Combine(published, "AfterSales.Host.dll"));
        await BenchmarkBranch.Open(service);
        var customers = await BenchmarkBranch.Customers(service, appointments);
        await BenchmarkBranch.ScheduledTickets(service, customers, appointments, AppointmentsEach);
        foreach (var ticket in await BenchmarkBranch.Tickets(service, customers, WaitingTickets))
            await service.Ask(BenchmarkBranch.AssessTicket, new { i = new { ticketId = ticket, parts = new[] { new { part = "pump" } } } }, BenchmarkBranch.Dispatcher);
        return service;
    }

    private static async Task<IBrowserContext> LoggedIn(IBrowser browser, MeasuredService service)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = service.Http.BaseAddress!.ToString(), ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await page.Locator("#email").FillAsync(BenchmarkBranch.Dispatcher);
        await page.Locator("#password").FillAsync(MeasuredService.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main h1").WaitForAsync();
        await page.CloseAsync();
        return context;
    }

    private static async Task Page(ResultTable table, Effort effort, IBrowserContext console, IBrowserContext plain)
    {
        var (weight, ofEmpty) = (await Weight(console, "/tickets", LastTab), await Weight(plain, "/", "button"));
        Row(table, "weight of the list's page, first visit, compressed as it travels; baseline: an empty Blazor page", $"{weight:F0} kB", $"{ofEmpty:F0} kB", weight / ofEmpty);
        var (page, empty) = (new List<double>(), new List<double>());
        for (var round = -1; round < effort.Rounds; round++)
        {
            var (one, other) = (await UntilItAnswers(plain, "/", "button"), await UntilItAnswers(console, "/tickets", LastTab));
            if (round < 0) continue;
            empty.Add(one);
            page.Add(other);
        }

        Compared(table, "until the list's page answers, known files; baseline: an empty Blazor page", page, empty);
    }

    /// <summary>What travels, without what goes over the page's connection later, in kilobytes.</summary>
    private static async Task<double> Weight(IBrowserContext context, string path, string button)
    {
        var page = await context.NewPageAsync();
        var network = await context.NewCDPSessionAsync(page);
        var bytes = 0.0;
        network.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        await network.SendAsync("Network.enable");
        await network.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });
        await page.GotoAsync(path);
        await page.EvaluateAsync<double>(UntilPressed, button);
        await page.CloseAsync();
        return bytes / 1000;
    }

    private static async Task<double> UntilItAnswers(IBrowserContext context, string path, string button)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        var took = await page.EvaluateAsync<double>(UntilPressed, button);
        await page.CloseAsync();
        return took;
    }

    private static async Task List(ResultTable table, Effort effort, IBrowserContext console, IBrowserContext consoleOfFew)
    {
        var (page, pageOfFew) = (await Listed(console), await Listed(consoleOfFew));
        await page.EvaluateAsync(Watch);
        var (filtered, filteredFew, turned, turnedFew) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < 2 * effort.Rounds; round++)
        {
            // Beginnings of numbers that both have.
            var beginning = string.Create(CultureInfo.InvariantCulture, $"N-{1 + ((round + 9) % 9)}");
            var took = (await pageOfFew.EvaluateAsync<double>(Filter, beginning), await page.EvaluateAsync<double>(Filter, beginning));
            var tookTurn = (await pageOfFew.EvaluateAsync<double>(Turn), await page.EvaluateAsync<double>(Turn));
            if (round < 0) continue;
            filteredFew.Add(took.Item1);
            filtered.Add(took.Item2);
            turnedFew.Add(tookTurn.Item1);
            turned.Add(tookTurn.Item2);
        }

        var of = $"a list of {effort.Listed} tickets; baseline: of {FewTickets}";
        Compared(table, $"until a filter's answer is shown, {of}", filtered, filteredFew);
        Compared(table, $"until the next page is shown, {of}", turned, turnedFew);
        Row(table, $"longest time in which the page's own thread answered nothing meanwhile, {effort.Listed} tickets", $"{await page.EvaluateAsync<double>("() => window.stall"):F0} ms", "–", null);
        await page.CloseAsync();
        await pageOfFew.CloseAsync();
    }

    private static async Task<IPage> Listed(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(Tickets);
        await page.Locator("tbody tr").First.WaitForAsync();
        await page.EvaluateAsync<double>(UntilPressed, LastTab);
        return page;
    }

    private static async Task Board(ResultTable table, Effort effort, IBrowserContext console, IBrowserContext consoleOfFew)
    {
        var ((frames, stall, bars), (ofFew, stallOfFew, barsOfFew)) = (await Moved(console), await Moved(consoleOfFew));
        var of = $"a board of {effort.Appointments / AppointmentsEach} technicians with {bars} bars; baseline: of {FewAppointments / AppointmentsEach} with {barsOfFew}";
        Compared(table, $"a frame while it is scrolled and a card is dragged over it, {of}", frames, ofFew);
        Row(table, "frames of it that came later than one of sixty a second by more than a half", $"{Late(frames):F1} %", $"{Late(ofFew):F1} %", null);
        Row(table, "longest time in which the board's own thread answered nothing", $"{stall:F0} ms", $"{stallOfFew:F0} ms", null);
    }

    private static double Late(List<double> frames) => 100.0 * frames.Count(frame => frame > 1.5 * FrameOf60) / frames.Count;

    private static async Task<(List<double> Frames, double Stall, int Bars)> Moved(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(string.Create(CultureInfo.InvariantCulture, $"/dispatch?day={BenchmarkBranch.AppointmentDay:yyyy-MM-dd}"));
        var card = page.Locator(".job-card[draggable=true]").First;
        await card.WaitForAsync();
        await page.Locator(".bar-job").First.WaitForAsync();
        var lanes = page.Locator("[data-lane]");
        var bars = await page.Locator(".bar-job[href]").CountAsync();
        await page.EvaluateAsync(Watch);
        for (var i = 0; i < 40; i++)
        {
            await page.Mouse.WheelAsync(0, i < 20 ? 150 : -150);
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await card.HoverAsync();
        await page.Mouse.DownAsync();
        var seen = Math.Min(6, await lanes.CountAsync());
        for (var round = 0; round < 8; round++)
        {
            for (var lane = 0; lane < seen; lane++)
            {
                if (await lanes.Nth(lane).BoundingBoxAsync() is not { } box || box.Y > 780) continue;
                await page.Mouse.MoveAsync((float)(box.X + (box.Width * (0.2 + (0.07 * round)))), (float)(box.Y + (box.Height / 2)), new() { Steps = 4 });
            }
        }

        // Let go where nothing is booked.
        await page.Mouse.MoveAsync(5, 5);
        await page.Mouse.UpAsync();
        var frames = await page.EvaluateAsync<double[]>("() => window.frames_");
        var stall = await page.EvaluateAsync<double>("() => window.stall");
        await page.CloseAsync();
        return ([.. frames.Skip(1)], stall, bars);
    }

    private static async Task Viewers(ResultTable table, Effort effort, MeasuredService service, Process empty, IBrowserContext console, IBrowserContext plain)
    {
        var each = await AViewer(effort, () => service.Memory(), console, "/tickets", LastTab);
        var ofEmpty = await AViewer(effort, () => MeasuredService.Memory(empty), plain, "/", "button");
        Row(table, $"memory of the service that a connected viewer of the list holds, of {effort.Viewers}; baseline: of an empty Blazor page", $"{each:F0} kB", $"{ofEmpty:F0} kB", each / ofEmpty);
    }

    /// <summary>What is left after a full collection, in kilobytes a viewer.</summary>
    private static async Task<double> AViewer(Effort effort, Func<Task<MemoryHeld>> memory, IBrowserContext context, string path, string button)
    {
        await memory();
        var before = await memory();
        var pages = new List<IPage>();
        for (var i = 0; i < effort.Viewers; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(path);
            await page.EvaluateAsync<double>(UntilPressed, button);
            pages.Add(page);
        }

        var after = await memory();
        foreach (var page in pages) await page.CloseAsync();
        return (after.Live - before.Live) / 1000.0 / effort.Viewers;
    }

    private static void Compared(ResultTable table, string what, List<double> measured, List<double> baseline) => Row(table, what,
        $"{ResultTable.Of(Measured.Median(measured))} ms", $"{ResultTable.Of(Measured.Median(baseline))} ms", Measured.Median(measured) / Measured.Median(baseline),
        ResultTable.Of(Measured.Median(measured)), ResultTable.Of(Measured.At(measured, 95)));

    private static void Row(ResultTable table, string what, string measured, string baseline, double? ratio, params ReadOnlySpan<string> more) =>
        table.Add($"W11 {what}", StorageProvider.Sqlite, measured, baseline, ratio, more);
}
