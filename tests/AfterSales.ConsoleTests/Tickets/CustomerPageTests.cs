using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Tickets;

/// <summary>What a customer sees on a telephone and on a desk, by links and without a log-in, in each language; and the same on paper.</summary>
public sealed class CustomerPageTests(Site site)
{
    private const string Dispatcher = "dispatcher.bcn";

    // Of people who can read them, long enough to be a trial.
    private static readonly Dictionary<string, (string Name, string Street, string City, string Symptom, string Letter)> Customers = new()
    {
        ["en"] = ("Alexandra Featherstonehaugh-Cholmondeley", "Flat 12, 221 Upper Berkeley Street", "Barcelona", "Leaks", "Your file with us\n\nDear Ms Featherstonehaugh,\n\nthank you for your trust.\n\nKind regards"),
        ["zh-CN"] = ("欧阳建国", "浦东新区世纪大道一〇〇号三十六层三六〇一室", "上海市", "漏水", "关于您的客户档案\n\n尊敬的欧阳先生：\n\n感谢您的信任。\n\n此致敬礼"),
        ["es"] = ("María del Carmen Fernández de la Vega", "Carrer de la Marina 19-21, escalera B, 4.º 2.ª", "Barcelona", "Pierde agua", "Su ficha\n\nEstimada María:\n\ngracias por su confianza.\n\nAtentamente"),
    };

    [Theory, InlineData("en"), InlineData("zh-CN"), InlineData("es")]
    public async Task The_page_of_a_ticket_and_what_is_done_there(string language)
    {
        using var office = new Office(await site.AddressAsync());
        var customer = await CustomerAsync(office, language);
        var ticketId = await BookedAsync(office, customer, language);
        var path = await LinkAsync(office, ticketId);
        foreach (var phone in new[] { true, false })
        {
            await using var visitor = await site.VisitAsync(language, phone);
            var page = await visitor.OpenAsync(path);
            await Expect(page.Locator(".call a")).ToHaveAttributeAsync("href", "tel:+34930555100");
            await LooksWellAsync(page, language, $"ticket-{phone}");
            await page.GotoAsync($"{path}/times");
            await LooksWellAsync(page, language, $"times-{phone}");
            if (phone)
            {
                await page.GotoAsync(path);
                await page.Locator("form[action$='/agree'] button").ClickAsync();
                await Expect(page.Locator(".agreed")).ToBeVisibleAsync();
            }
            else
            {
                // Another time, by keyboard alone.
                await page.Locator("input[name=from]").Nth(1).FocusAsync();
                await page.Keyboard.PressAsync("Space");
                await page.Locator("form button").FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.Locator(".agreed")).ToBeVisibleAsync();
                await Expect(page.Locator("h1")).ToContainTextAsync("BCN-");
            }
            await LooksWellAsync(page, language, $"agreed-{phone}");
            await page.GotoAsync("/ticket/nothing");
            await LooksWellAsync(page, language, $"nothing-{phone}");
            Assert.DoesNotContain(visitor.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
        }
    }

    [Theory, InlineData("en"), InlineData("zh-CN"), InlineData("es")]
    public async Task The_certificate_and_letters_fit_the_paper_and_the_address_stands_in_the_window(string language)
    {
        using var office = new Office(await site.AddressAsync());
        var customer = await CustomerAsync(office, language);
        var ticketId = await BookedAsync(office, customer, language);
        await ServedAsync(office, ticketId, language);
        var path = await LinkAsync(office, ticketId);
        var contact = (await office.DoAsync(Dispatcher, "registerContact", new
        {
            branchId = "b-bcn", contact = new { channel = "LETTER", direction = "OUTGOING", subject = "NOTICE", text = Customers[language].Letter, customerId = customer },
        }, "contact { id }")).GetProperty("id").GetString();

        await using (var customerHimself = await site.VisitAsync(language, phone: true))
        {
            var page = await customerHimself.OpenAsync(path);
            await page.Locator("a[href$='/certificate']").ClickAsync();
            await LooksWellAsync(page, language, "certificate-True");
            await Expect(page.Locator(".signature img")).ToBeVisibleAsync();
            await OnPaperAsync(page, "certificate", language);
            Assert.Empty(customerHimself.Complaints);
        }

        await using var visitor = await site.VisitAsync(language);
        var desk = await visitor.LogInAsync($"/registers/letter/{contact}", Dispatcher);
        await StandsInTheWindowAsync(desk, "letter", language);
        if (language != "es") return;
        await desk.GotoAsync($"/tickets/{ticketId}/certificate");
        await OnPaperAsync(desk, "certificate-desk", language);
        await desk.GotoAsync("/registers/repairs/b-bcn");
        await OnPaperAsync(desk, "repairs", language);
        await desk.GotoAsync("/registers/letter-list/b-bcn");
        await OnPaperAsync(desk, "letter-list", language);
        Assert.Empty(visitor.Complaints);
    }

    [Theory, InlineData("en"), InlineData("zh-CN"), InlineData("es")]
    public async Task Reports_and_the_expiry_notice_are_reached_from_the_console_and_fit_the_paper(string language)
    {
        var (manager, branch, contract, technician) = language == "es" ? ("director", "b-mad", "con-mad-1", "tech-mad-1") : ("manager.sh", "b-sh", "con-sh-1", "tech-sh-1");
        await using var visitor = await site.VisitAsync(language);
        var page = await visitor.LogInAsync($"/branch-day?branch={branch}", manager);
        await Visitor.SettledAsync(page);
        await Expect(page.Locator($"a[href='registers/day-report/{branch}']")).ToBeVisibleAsync();
        await page.GotoAsync($"/registers/call-list/{branch}");
        await LooksWellAsync(page, language, "call-list-False", isCustomers: false);
        await OnPaperAsync(page, "call-list", language);
        // A new company has no day behind it: that is said, not thrown at people.
        await page.GotoAsync($"/registers/day-report/{branch}?day=2020-01-01");
        await LooksWellAsync(page, language, "no-report-False", isCustomers: false);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(language switch { "es" => "nada que imprimir", "zh-CN" => "没有可打印的内容", _ => "nothing to print" });

        await page.GotoAsync($"/technicians/{technician}");
        await Visitor.SettledAsync(page);
        await Expect(page.Locator($"a[href='registers/technician-report/{branch}?technician={technician}']")).ToBeVisibleAsync();
        if (language == "es")
        {
            await page.GotoAsync($"/contracts/{contract}");
            await Visitor.SettledAsync(page);
            await Expect(page.Locator($"a[href='contracts/{contract}/expiry-letter']")).ToBeVisibleAsync();
            await page.GotoAsync($"/contracts/{contract}/expiry-letter");
            await StandsInTheWindowAsync(page, "expiry", language);
        }

        Assert.DoesNotContain(visitor.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    /// <summary>DIN 5008 form B: what an envelope's window shows, in millimetres of the sheet.</summary>
    private static async Task StandsInTheWindowAsync(IPage page, string name, string language)
    {
        await LooksWellAsync(page, language, $"{name}-False", isCustomers: false);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(794, 1123);
        var window = await BoxAsync(page, ".address");
        Assert.Equal((20, 45, 85, 45), ((int)Math.Round(window.X), (int)Math.Round(window.Y), (int)Math.Round(window.Width), (int)Math.Round(window.Height)));
        // The address itself is whole, below the sender's line, and nothing else shows in the window.
        var address = await BoxAsync(page, "address");
        Assert.InRange(address.Y, 62, 63.5);
        Assert.InRange(address.Y + address.Height, 63, 90);
        Assert.InRange(address.X + address.Width, 25, 105);
        Assert.True(await page.Locator(".from").EvaluateAsync<bool>("line => line.scrollWidth <= line.clientWidth"), $"The sender's line of {name} in {language} does not fit the window.");
        // Whose letter it is, with address and number, above and beside the window.
        await Expect(page.Locator(".sender p")).ToHaveCountAsync(4);
        var sender = await BoxAsync(page, ".sender");
        Assert.InRange(sender.X, 105, 190);
        Assert.InRange(sender.Y + sender.Height, 20, 48);
        Assert.InRange((await BoxAsync(page, "h1")).Y, 98, 106);
        Assert.InRange((await BoxAsync(page, ".facts")).X, 110, 190);
        await OnPaperAsync(page, name, language);
    }

    private static async Task<(double X, double Y, double Width, double Height)> BoxAsync(IPage page, string selector)
    {
        const double Millimetre = 96 / 25.4;
        var box = (await page.Locator(selector).First.BoundingBoxAsync())!;
        return (box.X / Millimetre, box.Y / Millimetre, box.Width / Millimetre, box.Height / Millimetre);
    }

    /// <summary>Nothing of the screen is on it, and nothing is cut off.</summary>
    private static async Task OnPaperAsync(IPage page, string name, string language)
    {
        await Expect(page.Locator("[data-print]")).ToBeAttachedAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        // Many columns lie on the long side of the sheet.
        await page.SetViewportSizeAsync(await page.Locator("body.wide").CountAsync() > 0 ? 1123 - 113 : 794, 1123);
        await Expect(page.Locator(".tools")).ToBeHiddenAsync();
        Assert.True(await Visitor.HiddenWidthAsync(page) == 0, $"{name} in {language} is wider than the paper.");
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await page.PdfAsync(new() { Path = Path.Combine(folder, $"{name}-{language}.pdf"), PreferCSSPageSize = true, PrintBackground = true });
        await Visitor.PictureAsync(page, $"paper-{name}-{language}");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
    }

    private static async Task LooksWellAsync(IPage page, string language, string name, bool isCustomers = true)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        Assert.True(await Visitor.HiddenWidthAsync(page) == 0, $"{name} in {language} is wider than the screen.");
        // What keeps people from using a page is the same in every language.
        var barriers = language == "en" ? await Visitor.BarriersAsync(page) : [];
        Assert.True(barriers.Count == 0, $"{name} in {language}: {string.Join('\n', barriers)}");
        if (isCustomers)
        {
            foreach (var small in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('button, a.button, label.level')].filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"))
                Assert.Fail($"{name} in {language} has something too small for a finger: {small}");
        }

        await Visitor.PictureAsync(page, $"customer-{name.Replace("True", "phone", StringComparison.Ordinal).Replace("False", "desktop", StringComparison.Ordinal)}-{language}");
    }

    private static async Task<string> CustomerAsync(Office office, string language)
    {
        var (name, street, city, _, _) = Customers[language];
        return (await office.DoAsync(Dispatcher, "registerCustomer", new
        {
            branchId = "b-bcn", customer = new { name, language, addresses = new[] { new { street, city, postalCode = "08005" } } },
        }, "customer { id }")).GetProperty("id").GetString()!;
    }

    private static async Task<string> BookedAsync(Office office, string customerId, string language)
    {
        var ticketId = (await office.DoAsync(Dispatcher, "registerTicket", new { branchId = "b-bcn", customerId, symptom = Customers[language].Symptom, isAnotherFault = true })).GetProperty("id").GetString()!;
        await office.DoAsync(Dispatcher, "assessTicket", new { ticketId, parts = new[] { new { part = "board" } } });
        // The first who has time in the days after tomorrow.
        var now = (await office.AskAsync("administrator", "{ demoTime }")).GetProperty("demoTime").GetDateTimeOffset();
        var best = (await office.AskAsync(Dispatcher, "query($id: ID!, $from: DateTime!) { technicianProposals(ticketId: $id, minutes: 60, notBefore: $from, first: 1) { proposals { technician { id } from to } } }",
            new { id = ticketId, from = now.AddDays(2) })).GetProperty("technicianProposals").GetProperty("proposals")[0];
        await office.DoAsync(Dispatcher, "scheduleVisit", new
        {
            ticketId, technicianId = best.GetProperty("technician").GetProperty("id").GetString(), from = best.GetProperty("from").GetString(), to = best.GetProperty("to").GetString(),
            reason = "客户只有这时在家",
        });
        return ticketId;
    }

    private static async Task ServedAsync(Office office, string ticketId, string language)
    {
        await office.DoAsync(Dispatcher, "departForVisit", new { ticketId, kit = new[] { "BADGE", "TOOLS", "PARTS", "FEE_SCHEDULE", "RECEIPTS", "PAD_CLOTH", "MESSAGE_SLIP" } });
        await office.DoAsync(Dispatcher, "arriveOnSite", new { ticketId });
        const string Drawn = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 20\"><path d=\"M2 15c8-18 12 8 18-2s10 6 16-1 12 2 20-6\" fill=\"none\" stroke=\"black\"/></svg>";
        await office.DoAsync(Dispatcher, "finishVisit", new
        {
            ticketId, found = Customers[language].Symptom, done = string.Join(' ', Enumerable.Repeat(Customers[language].Symptom, 20)), partsUsed = "board", minutes = 50, chargedMinor = 123_450,
            isDemonstrated = true, isUseExplained = true, signedBy = Customers[language].Name, signature = new { mediaType = "image/svg+xml", base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Drawn)) },
        });
        await office.DoAsync(Dispatcher, "completeTicket", new { ticketId });
    }

    /// <summary>The path of the page, as whoever sends it by hand reads it.</summary>
    private static async Task<string> LinkAsync(Office office, string ticketId)
    {
        await office.DoAsync(Dispatcher, "sendTicketLink", new { ticketId });
        return (await office.AskAsync("director", "query($id: ID!) { ticket(id: $id) { customerLinks { path } } }", new { id = ticketId })).GetProperty("ticket").GetProperty("customerLinks")[0].GetProperty("path").GetString()!;
    }
}
