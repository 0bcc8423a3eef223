using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Technicians;

/// <summary>A technician at work where his phone has no connection.</summary>
public sealed partial class OfflineVisitTests(Site site, OwnDemo demo) : IClassFixture<OwnDemo>
{
    private const string Technician = "technician.sh";
    private const string Dispatcher = "dispatcher.sh";

    private static readonly string[] Kit = ["BADGE", "TOOLS", "PARTS", "FEE_SCHEDULE", "RECEIPTS", "PAD_CLOTH", "MESSAGE_SLIP"];

    [Fact]
    public async Task A_whole_visit_is_kept_over_a_closed_page_and_sent_once_in_order_when_there_is_a_connection_again()
    {
        using var office = new Office(demo.Served.Address);
        var ticket = await BookedAsync(office, "c-sh-2");
        await using var visitor = await site.VisitAsync(phone: true, at: demo.Served);
        var page = await visitor.LogInAsync($"/day/{ticket}", Technician);
        await CopiedAsync(page);
        var context = page.Context;
        await context.SetOfflineAsync(true);

        // What is missing is said before it is kept.
        await Step(page, "I set off").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tools");
        await Expect(Waiting(page)).ToHaveCountAsync(0);
        await CheckKitAsync(page);
        await Step(page, "I set off").ClickAsync();
        await ListsAsync(page, ("I set off", "waits"));
        await Expect(Step(page, "I set off")).ToHaveCountAsync(0);
        await Step(page, "I have arrived").ClickAsync();
        await Visitor.LooksWellAsync(page, "offline-arrived-phone-en");

        // The phone's browser is closed and opened.
        await page.CloseAsync();
        page = await visitor.OpenAsync($"/day/{ticket}");
        await ListsAsync(page, ("I set off", "waits"), ("I have arrived", "waits"));
        // Whoever has begun has found somebody, unless he takes it back.
        await Expect(page.GetByText("Nobody is at home")).ToBeVisibleAsync();
        await Step(page, "I begin the work").ClickAsync();
        await Expect(page.GetByText("Working since")).ToBeVisibleAsync();
        await Expect(page.GetByText("Nobody is at home")).ToBeHiddenAsync();
        await TakeBackAsync(page, 2);
        await Expect(page.GetByText("Nobody is at home")).ToBeVisibleAsync();
        await Step(page, "I begin the work").ClickAsync();
        await Expect(page.GetByText("Nobody is at home")).ToBeHiddenAsync();
        await page.GetByLabel("What was found").FillAsync("排水管堵塞");
        await page.GetByLabel("What was done").FillAsync("清洗排水管");
        await page.GetByLabel("Minutes worked").FillAsync("35");
        await page.GetByLabel("The customer was shown that it works").CheckAsync();
        await page.GetByLabel("The customer was told how to use it").CheckAsync();
        await Step(page, "Finish the visit").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Signature");
        await Visitor.SignAsync(page);
        await Visitor.PictureAsync(page, "offline-certificate-phone-en");
        await Step(page, "Finish the visit").ClickAsync();
        await Expect(page.GetByText("Your part of this visit is done")).ToBeVisibleAsync();
        await page.GetByLabel("How it went").FillAsync("运行正常");
        await Step(page, "Send the report").ClickAsync();
        await ListsAsync(page, ("I set off", "waits"), ("I have arrived", "waits"), ("I begin the work", "waits"), ("Finish the visit", "waits"), ("Send the report", "waits"));
        await Visitor.LooksWellAsync(page, "offline-all-phone-en");
        Assert.Equal("SCHEDULED", await StepOfAsync(office, ticket));

        await context.SetOfflineAsync(false);
        await Expect(page.GetByText("Everything that waited is sent.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Finished. The dispatcher inspects it")).ToBeVisibleAsync();
        await Expect(Waiting(page)).ToHaveCountAsync(0);
        await Visitor.LooksWellAsync(page, "offline-sent-phone-en");
        var told = await TimelineAsync(office, ticket);
        Assert.Equal(["TechnicianDeparted", "TechnicianArrived", "WorkStarted", "VisitFinished", "TripReported"], told.Select(entry => entry.Event));
        Assert.All(told, entry => Assert.NotNull(entry.DeviceAt));
        Assert.Equal(told.Select(entry => entry.DeviceAt).Order(), told.Select(entry => entry.DeviceAt));
        Assert.True(told[3].DeviceAt > told[0].DeviceAt);

        // It says so once.
        await page.ReloadAsync();
        await Expect(page.GetByText("Finished. The dispatcher inspects it")).ToBeVisibleAsync();
        await Expect(page.GetByText("Everything that waited is sent.")).ToBeHiddenAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_is_refused_stays_with_the_words_holds_up_what_follows_and_is_put_right_in_its_place()
    {
        using var office = new Office(demo.Served.Address);
        var ticket = await OnSiteAsync(office, "c-sh-1");
        await using var visitor = await site.VisitAsync(phone: true, at: demo.Served);
        var page = await visitor.LogInAsync($"/day/{ticket}", Technician);
        await CopiedAsync(page);
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("What was found").FillAsync("排水管堵塞");
        await page.GetByLabel("What was done").FillAsync("清洗排水管");
        await page.GetByLabel("Minutes worked").FillAsync("bald");
        await page.GetByText("The customer does not sign").ClickAsync();
        await page.GetByLabel("Why not").FillAsync("不在家");
        await Step(page, "Finish the visit").ClickAsync();
        await page.GetByLabel("How it went").FillAsync("运行正常");
        await Step(page, "Send the report").ClickAsync();

        await page.Context.SetOfflineAsync(false);
        await ListsAsync(page, ("Finish the visit", "not taken"), ("Send the report", "waits for the step before it"));
        await Expect(Waiting(page).First).ToContainTextAsync("Minutes worked:");
        await Expect(Waiting(page).First.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", $"/day/{ticket}");
        await Visitor.LooksWellAsync(page, "refused-phone-en");
        Assert.Equal("ON_SITE", await StepOfAsync(office, ticket));

        // Opened again it is filled in as it was sent.
        await page.ReloadAsync();
        await Expect(page.GetByLabel("What was done")).ToHaveValueAsync("清洗排水管");
        await Expect(page.GetByLabel("Minutes worked")).ToHaveValueAsync("bald");
        await page.GetByLabel("Minutes worked").FillAsync("35");
        await Step(page, "Finish the visit").ClickAsync();
        await Expect(Waiting(page)).ToHaveCountAsync(0);
        await Expect(page.GetByText("Everything that waited is sent.")).ToBeVisibleAsync();
        Assert.Equal(["TechnicianDeparted", "TechnicianArrived", "VisitFinished", "TripReported"], (await TimelineAsync(office, ticket)).Select(entry => entry.Event));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_visit_that_finds_nobody_at_home_or_can_not_be_finished_is_ended_on_the_spot_with_and_without_a_connection()
    {
        using var office = new Office(demo.Served.Address);
        await using var visitor = await site.VisitAsync(phone: true, at: demo.Served);
        var ticket = await OnSiteAsync(office, "c-sh-1");
        var page = await visitor.LogInAsync($"/day/{ticket}", Technician);
        await CopiedAsync(page);
        await page.Context.SetOfflineAsync(true);
        await page.GetByText("Nobody is at home").ClickAsync();
        await page.GetByLabel("A message slip was left at the door").CheckAsync();
        await page.GetByLabel("Remark").FillAsync("邻居说下周回来");
        await Step(page, "Nobody was at home").ClickAsync();
        await Expect(page.GetByText("Your part of this visit is done")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("Everything that waited is sent.")).ToBeVisibleAsync();
        Assert.Equal(["TechnicianDeparted", "TechnicianArrived", "NobodyWasHome"], (await TimelineAsync(office, ticket)).Select(entry => entry.Event));
        Assert.Equal("ASSESSED", await StepOfAsync(office, ticket));
        Assert.Equal(("NOBODY_HOME", "邻居说下周回来"), await EndAsync(office, ticket));
        // The trip was made: a report on it is owed.
        await Expect(page.GetByLabel("How it went")).ToBeVisibleAsync();
        await using var desk = await site.VisitAsync(at: demo.Served);
        var seen = await desk.LogInAsync($"/tickets/{ticket}", Dispatcher);
        await Expect(seen.Section("Visits").Locator("li").Last).ToContainTextAsync("nobody was at home, a message slip was left");

        ticket = await OnSiteAsync(office, "c-sh-2");
        await page.GotoAsync($"/day/{ticket}");
        await page.GetByText("It can't be finished today").ClickAsync();
        await Step(page, "End the visit unfinished").ClickAsync();
        // Refused without a reason, in the form that was sent.
        await Expect(page.Locator(".field:has(#unfinished-reason) .field-error")).ToBeVisibleAsync();
        await page.GetByLabel("Why it can't be finished").FillAsync("漏水点在邻居家");
        await Visitor.LooksWellAsync(page, "unfinished-phone-en");
        await Step(page, "End the visit unfinished").ClickAsync();
        await Expect(Step(page, "End the visit unfinished")).ToHaveCountAsync(0);
        Assert.Equal(["TechnicianDeparted", "TechnicianArrived", "VisitNotFinished"], (await TimelineAsync(office, ticket)).Select(entry => entry.Event));
        Assert.Equal(("NOT_FINISHED", "漏水点在邻居家"), await EndAsync(office, ticket));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_cannot_be_done_any_more_is_taken_back()
    {
        using var office = new Office(demo.Served.Address);
        var ticket = await BookedAsync(office, "c-sh-4");
        await using var visitor = await site.VisitAsync(phone: true, at: demo.Served);
        var page = await visitor.LogInAsync($"/day/{ticket}", Technician);
        await CopiedAsync(page);
        await page.Context.SetOfflineAsync(true);
        await CheckKitAsync(page);
        await Step(page, "I set off").ClickAsync();
        await Step(page, "I have arrived").ClickAsync();
        // The last can be taken back while it waits, and the page is where it was.
        await TakeBackAsync(page, 1);
        await Expect(Waiting(page)).ToHaveCountAsync(1);
        await Step(page, "I have arrived").ClickAsync();
        await office.DoAsync(Dispatcher, "handBackVisit", new { ticketId = ticket, reason = "客户取消", isApologised = true });

        await page.Context.SetOfflineAsync(false);
        await ListsAsync(page, ("I set off", "not taken"), ("I have arrived", "waits for the step before it"));
        await TakeBackAsync(page, 0);
        await ListsAsync(page, ("I have arrived", "not taken"));
        await TakeBackAsync(page, 0);
        await Expect(Waiting(page)).ToHaveCountAsync(0);
        Assert.Equal("ASSESSED", await StepOfAsync(office, ticket));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_one_account_has_kept_another_on_the_same_phone_neither_sees_nor_sends_and_it_goes_when_that_one_is_back()
    {
        using var office = new Office(demo.Served.Address);
        var ticket = await BookedAsync(office, "c-sh-3");
        await using var visitor = await site.VisitAsync(phone: true, at: demo.Served);
        var page = await visitor.LogInAsync($"/day/{ticket}", Technician);
        await CopiedAsync(page);
        var context = page.Context;
        await context.SetOfflineAsync(true);
        await CheckKitAsync(page);
        await Step(page, "I set off").ClickAsync();
        await Expect(Waiting(page)).ToHaveCountAsync(1);
        await context.ClearCookiesAsync();
        await context.SetOfflineAsync(false);
        await Expect(page.GetByText("Your log-in has ended.")).ToBeVisibleAsync();
        await Expect(Waiting(page)).ToHaveCountAsync(1);
        await Visitor.PictureAsync(page, "logged-out-phone-en");
        await page.CloseAsync();

        page = await visitor.LogInAsync("/day", "technician.mad");
        await CopiedAsync(page);
        await Expect(Waiting(page)).ToHaveCountAsync(0);
        // The other's pages are gone from the browser.
        await page.EvaluateAsync($"async () => {{ while (await caches.match('/day/{ticket}', {{ ignoreVary: true }})) await new Promise(go => setTimeout(go, 20)); }}");
        Assert.Equal("SCHEDULED", await StepOfAsync(office, ticket));
        await page.Locator("summary[aria-label=Menu]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.WaitForURLAsync("**/account/login");
        Assert.DoesNotContain(await page.EvaluateAsync<string[]>("() => caches.keys()"), name => name.StartsWith("day:", StringComparison.Ordinal));
        await page.CloseAsync();

        page = await visitor.LogInAsync("/day", Technician);
        await Expect(page.GetByText("Everything that waited is sent.")).ToBeVisibleAsync();
        Assert.Equal("EN_ROUTE", await StepOfAsync(office, ticket));
        Assert.DoesNotContain(visitor.Complaints, complaint => !complaint.Contains("401", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_whose_answer_was_lost_is_sent_again_and_done_once()
    {
        using var office = new Office(demo.Served.Address);
        var ticket = await BookedAsync(office, "c-sh-2");
        await using var visitor = await site.VisitAsync(phone: true, at: demo.Served);
        var page = await visitor.LogInAsync($"/day/{ticket}", Technician);
        await CopiedAsync(page);
        await CheckKitAsync(page);
        var isLost = true;
        await page.RouteAsync($"**/day/{ticket}", async route =>
        {
            if (!isLost || route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        await Step(page, "I set off").ClickAsync();
        await Expect(page.GetByText("The service does not answer.")).ToBeVisibleAsync();
        await ListsAsync(page, ("I set off", "waits"));
        Assert.Equal("EN_ROUTE", await StepOfAsync(office, ticket));
        isLost = false;
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Expect(page.GetByText("Everything that waited is sent.")).ToBeVisibleAsync();
        await Expect(Step(page, "I have arrived")).ToBeVisibleAsync();
        Assert.Equal(["TechnicianDeparted"], (await TimelineAsync(office, ticket)).Select(entry => entry.Event));
    }

    [Theory, InlineData("en"), InlineData("zh-CN"), InlineData("es")]
    public async Task The_day_and_the_job_say_what_waits_in_the_language_of_the_technician_and_fit_his_phone(string language)
    {
        await using var visitor = await site.VisitAsync(language, phone: true, at: demo.Served);
        var page = await visitor.LogInAsync("/day", "technician.mad");
        await CopiedAsync(page);
        await page.GotoAsync("/day/t-mad-1");
        await CopiedAsync(page);
        await page.Context.SetOfflineAsync(true);
        foreach (var piece in await page.Locator(".kit input[type=checkbox]").AllAsync()) await piece.CheckAsync();
        await page.Locator("form[data-step=DEPART] button.huge").ClickAsync();
        await page.Locator("form[data-step=ARRIVE] button.huge").ClickAsync();
        await Expect(Waiting(page)).ToHaveCountAsync(2);
        await Waiting(page).Nth(1).Locator("summary").ClickAsync();
        await SpeaksAsync(page, language, "offline-job");
        await page.Locator(".phone-bar .brand").ClickAsync();
        await Expect(page.Locator("a.job [data-kept-step]").First).ToBeVisibleAsync();
        await SpeaksAsync(page, language, "offline-day");
        Assert.Empty(visitor.Complaints);
    }

    private static async Task SpeaksAsync(IPage page, string language, string name)
    {
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        Assert.DoesNotContain(Key().Matches(await page.Locator("body").InnerTextAsync()).Select(match => match.Value), text => text is not "AfterSales");
        await Visitor.LooksWellAsync(page, $"{name}-phone-{language}");
    }

    private static ILocator Waiting(IPage page) => page.Locator("#waits li");

    private static Task ListsAsync(IPage page, params (string Step, string State)[] steps) => Expect(Waiting(page)).ToHaveTextAsync(
        steps.Select(waits => new Regex($@"^\s*{waits.Step}\s[\s\S]*\b{waits.State}\s*(\n|$)", RegexOptions.None, TimeSpan.FromSeconds(1))), new() { UseInnerText = true });

    private static ILocator Step(IPage page, string words) => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = words });

    private static async Task TakeBackAsync(IPage page, int which)
    {
        await Waiting(page).Nth(which).Locator("summary").ClickAsync();
        await Waiting(page).Nth(which).GetByRole(AriaRole.Button, new() { Name = "Do not send it" }).ClickAsync();
    }

    private static async Task CheckKitAsync(IPage page)
    {
        foreach (var piece in Kit) await page.Locator($"#kit-{piece}").CheckAsync();
    }

    /// <summary>Waits until the browser has a copy of the page and of what it needs, and has no more to fetch.</summary>
    private static async Task CopiedAsync(IPage page)
    {
        await Expect(page.Locator("#waits")).ToHaveAttributeAsync("data-copied", "true");
        await page.EvaluateAsync("async () => { while (!await caches.match(location.pathname, { ignoreVary: true })) await new Promise(go => setTimeout(go, 20)); }");
    }

    private static async Task<string> StepOfAsync(Office office, string ticket) =>
        (await office.AskAsync(Dispatcher, "query($id: ID!) { ticket(id: $id) { step } }", new { id = ticket })).GetProperty("ticket").GetProperty("step").GetString()!;

    /// <summary>How the last visit ended, and what was said of it.</summary>
    private static async Task<(string End, string Words)> EndAsync(Office office, string ticket)
    {
        var told = (await office.AskAsync(Dispatcher, "query($id: ID!) { ticket(id: $id) { visits { end } timeline { event words { words } } } }", new { id = ticket })).GetProperty("ticket");
        var ended = told.GetProperty("timeline").EnumerateArray().Last(entry => entry.GetProperty("event").GetString() is "NobodyWasHome" or "VisitNotFinished");
        return (told.GetProperty("visits").EnumerateArray().Last().GetProperty("end").GetString()!, ended.GetProperty("words").EnumerateArray().Single().GetProperty("words").GetString()!);
    }

    /// <summary>What the technician's visit left in the ticket's journal.</summary>
    private static async Task<(string Event, DateTimeOffset? DeviceAt)[]> TimelineAsync(Office office, string ticket)
    {
        var timeline = (await office.AskAsync(Dispatcher, "query($id: ID!) { ticket(id: $id) { timeline { event deviceAt } } }", new { id = ticket })).GetProperty("ticket").GetProperty("timeline");
        return [.. timeline.EnumerateArray()
            .Select(entry => (entry.GetProperty("event").GetString()!, entry.GetProperty("deviceAt") is { ValueKind: JsonValueKind.String } at ? at.GetDateTimeOffset() : (DateTimeOffset?)null))
            .Where(entry => entry.Item1 is "TechnicianDeparted" or "TechnicianArrived" or "WorkStarted" or "VisitFinished" or "VisitNotFinished" or "NobodyWasHome" or "TripReported" or "VisitStepWaits")];
    }

    /// <summary>A ticket for which the technician has arrived at the customer's.</summary>
    private static async Task<string> OnSiteAsync(Office office, string customerId)
    {
        var ticket = await BookedAsync(office, customerId);
        await office.DoAsync(Dispatcher, "departForVisit", new { ticketId = ticket, kit = Kit });
        await office.DoAsync(Dispatcher, "arriveOnSite", new { ticketId = ticket });
        return ticket;
    }

    /// <summary>A ticket with a visit of the technician.</summary>
    private static async Task<string> BookedAsync(Office office, string customerId)
    {
        var ticketId = (await office.DoAsync(Dispatcher, "registerTicket", new { branchId = "b-sh", customerId, symptom = "漏水", isAnotherFault = true })).GetProperty("id").GetString()!;
        await office.DoAsync(Dispatcher, "assessTicket", new { ticketId, parts = new[] { new { part = "board" } } });
        var now = (await office.AskAsync("administrator", "{ demoTime }")).GetProperty("demoTime").GetDateTimeOffset();
        for (var days = 1; ; days++)
        {
            var offered = (await office.AskAsync(Dispatcher, "query($id: ID!, $from: DateTime!) { technicianProposals(ticketId: $id, minutes: 60, notBefore: $from, first: 20) { proposals { technician { id } from to } } }",
                new { id = ticketId, from = now.AddDays(days).ToString("O", CultureInfo.InvariantCulture) })).GetProperty("technicianProposals").GetProperty("proposals").EnumerateArray();
            var his = offered.FirstOrDefault(offer => offer.GetProperty("technician").GetProperty("id").GetString() == "tech-sh-1");
            if (his.ValueKind == JsonValueKind.Undefined && days < 10) continue;
            await office.DoAsync(Dispatcher, "scheduleVisit", new { ticketId, technicianId = "tech-sh-1", from = his.GetProperty("from").GetString(), to = his.GetProperty("to").GetString(), reason = "客户只有这时在家" });
            return ticketId;
        }
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b[A-Z][A-Za-z]+\.[A-Z_a-z]+\b|\b[A-Z]+_[A-Z_]+\b")]
    private static partial Regex Key();
}
