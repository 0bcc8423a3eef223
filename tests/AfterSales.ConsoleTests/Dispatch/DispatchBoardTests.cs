using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Dispatch;

/// <summary>The dispatch board as people work with it in a browser. What is booked there is taken back: each test leaves it as it found it.</summary>
public sealed class DispatchBoardTests(Site site, OwnDemo demo) : IClassFixture<OwnDemo>
{
    private const string Ticket = "t-sh-2";
    private const string Other = "t-sh-10";
    
    /// <summary>Of the visit that the ticket is booked for.</summary>
    private const string Bar = $".bar-job[data-job='{Ticket}']";

    [Fact]
    public async Task A_ticket_is_dragged_onto_a_technicians_hours_another_viewer_sees_it_what_is_taken_is_refused_there_and_the_booking_is_taken_back()
    {
        await using var dispatcher = await site.VisitAsync(at: demo.Served);
        var page = await dispatcher.LogInAsync("/dispatch");
        // The day on which somebody has time is a working day.
        await Card(page, Ticket).ClickAsync();
        await page.Locator("#offer-1").WaitForAsync();
        var day = "/dispatch?day=" + await page.Locator("#on-day").InputValueAsync();
        await page.GotoAsync(day);
        await using var manager = await site.VisitAsync(at: demo.Served);
        var seen = await manager.LogInAsync(day, "manager.sh");
        await Card(seen, Ticket).WaitForAsync();

        await Card(page, Ticket).ClickAsync();
        var offer = page.Locator(".bar-offer.best").First;
        await offer.WaitForAsync();
        await Visitor.PictureAsync(page, "board-chosen-desktop-en");
        var lane = page.Locator($"[data-lane='{await offer.Locator("..").GetAttributeAsync("data-lane")}']");
        var box = (await lane.BoundingBoxAsync())!;
        var at = new Position { X = (await offer.BoundingBoxAsync())!.X - box.X + 2, Y = box.Height / 2 };
        // Beginning to drag chooses: nothing has to be pressed before.
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".booking")).ToHaveCountAsync(0);
        await DragAsync(page, Card(page, Ticket), lane, at);
        await Expect(page.Locator(".board-undo")).ToContainTextAsync("booked");
        await Expect(Card(page, Ticket)).ToHaveCountAsync(0);
        await Expect(lane.Locator(Bar)).ToBeVisibleAsync();
        await Expect(seen.Locator(Bar)).ToBeVisibleAsync();
        await Expect(Card(seen, Ticket)).ToHaveCountAsync(0);
        await Visitor.PictureAsync(page, "board-booked-desktop-en");

        // Who is taken then can't be booked twice, and it is said in his row.
        await DragAsync(page, Card(page, Other), lane, at);
        await Expect(lane.Locator("..").GetByRole(AriaRole.Alert)).ToContainTextAsync("has another appointment");
        await Visitor.PictureAsync(page, "board-refused-desktop-en");
        await Expect(page.Locator($"a.bar-job[href='tickets/{Other}']")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Card(page, Ticket)).ToBeVisibleAsync();
        await Expect(Card(seen, Ticket)).ToBeVisibleAsync();
        await Expect(seen.Locator(Bar)).ToHaveCountAsync(0);
        Assert.Empty(dispatcher.Complaints);
        Assert.Empty(manager.Complaints);
    }

    // S2 F 2.1
    [Fact]
    public async Task The_plan_of_a_day_names_technicians_and_vehicles_and_is_kept()
    {
        await using var dispatcher = await site.VisitAsync(at: demo.Served);
        var page = await dispatcher.LogInAsync("/dispatch");
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan of the day" }).ClickAsync();
        var vehicle = page.GetByLabel("Vehicle of 李强");
        await vehicle.FillAsync("沪A·12345");
        await vehicle.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The vehicle of 李强 is planned." })).ToBeAttachedAsync();
        await page.ReloadAsync();
        await Expect(vehicle).ToHaveValueAsync("沪A·12345");
        await Visitor.SettledAsync(page);
        await Visitor.PictureAsync(page, "day-plan-desktop-en");
        await vehicle.FillAsync("");
        await vehicle.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The vehicle of 李强 is planned." })).ToBeAttachedAsync();
        await page.ReloadAsync();
        await Expect(vehicle).ToHaveValueAsync("");
        Assert.Empty(dispatcher.Complaints);
    }

    [Fact]
    public async Task The_keyboard_alone_chooses_books_and_takes_back()
    {
        await using var dispatcher = await site.VisitAsync(at: demo.Served);
        var page = await dispatcher.LogInAsync("/dispatch");
        await Card(page, Ticket).WaitForAsync();
        await PressUntilAsync(page, "Tab", "document.activeElement.matches('[data-job]')");
        await PressUntilAsync(page, "ArrowDown", $"document.activeElement.dataset.job === '{Ticket}'");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#offer-1")).ToBeFocusedAsync();
        Assert.Empty(await Visitor.BarriersAsync(page));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".board-undo")).ToBeFocusedAsync();
        await Expect(Card(page, Ticket)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".board-undo")).ToHaveCountAsync(0);
        await Expect(Card(page, Ticket)).ToHaveAttributeAsync("aria-pressed", "true");
        // What closes a menu or empties a field leaves nothing else.
        await page.Locator(".board-filters input[type=search]").FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("details[data-menu] summary").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("details[data-menu][open]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".booking")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".booking")).ToHaveCountAsync(0);
        Assert.Empty(dispatcher.Complaints);
    }

    [Fact]
    public async Task On_a_phone_a_ticket_is_chosen_and_booked_by_touch_and_what_needs_a_reason_asks_for_it()
    {
        await using var dispatcher = await site.VisitAsync("zh-CN", phone: true, at: demo.Served);
        var page = await dispatcher.LogInAsync("/dispatch");
        await Card(page, Ticket).TapAsync();
        await page.Locator("#offer-1").WaitForAsync();
        // At night nobody works.
        var offered = DateOnly.ParseExact(await page.Locator("#on-day").InputValueAsync(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await page.Locator("#on-day").FillAsync(offered.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("#at-time").FillAsync("03:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "预约", Exact = true }).TapAsync();
        await Expect(page.Locator(".booking").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Locator("#reason").FillAsync("客户只有夜间停机");
        await Visitor.LooksWellAsync(page, "board-refused-phone-zh-CN");
        await page.Locator(".booking-reason button").TapAsync();
        await Expect(page.Locator(".board-undo")).ToBeVisibleAsync();
        await Visitor.PictureAsync(page, "board-booked-phone-zh-CN");
        Assert.Equal(0, await Visitor.HiddenWidthAsync(page));
        await page.Locator("[data-undo]").TapAsync();
        await Expect(page.Locator(".board-undo")).ToHaveCountAsync(0);
        Assert.Empty(dispatcher.Complaints);
    }

    [Fact]
    public async Task A_visit_is_dragged_to_another_technician_who_agreed_and_why_is_asked_there_and_it_is_put_back()
    {
        await using var dispatcher = await site.VisitAsync(at: demo.Served);
        var page = await dispatcher.LogInAsync("/dispatch");
        await BookAsync(page);
        var bar = page.Locator(Bar);
        var home = await page.Locator(".lane").Filter(new() { Has = bar }).GetAttributeAsync("data-lane");
        // To whom else it can go is shown as soon as it is picked up.
        await bar.FocusAsync();
        await page.Keyboard.PressAsync("m");
        var offer = page.Locator($".lane:not([data-lane='{home}']) .bar-offer").First;
        await offer.WaitForAsync();
        var other = await offer.Locator("..").GetAttributeAsync("data-lane");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".move-form")).ToHaveCountAsync(0);
        var lane = page.Locator($"[data-lane='{other}']");
        var box = (await lane.BoundingBoxAsync())!;
        await DragAsync(page, bar, lane, new Position { X = (await bar.BoundingBoxAsync())!.X - box.X + 2, Y = box.Height / 2 });
        var form = lane.Locator("..").Locator(".move-form");
        await Expect(form.Locator("#move-technician")).ToHaveValueAsync(other!);
        await form.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Expect(form.Locator("#move-reason-error").Or(form.GetByRole(AriaRole.Alert)).First).ToBeVisibleAsync();
        await form.Locator("#move-reason").FillAsync("He knows the house.");
        await form.Locator("#move-apologised").CheckAsync();
        await Visitor.LooksWellAsync(page, "board-moving-desktop-en");
        await form.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Expect(page.Locator(".board-undo")).ToContainTextAsync("moved");
        await Expect(lane.Locator(Bar)).ToBeVisibleAsync();
        await Visitor.PictureAsync(page, "board-moved-desktop-en");

        await page.Locator("[data-undo]").ClickAsync();
        await Expect(page.Locator($"[data-lane='{home}']").Locator(Bar)).ToBeVisibleAsync();
        await Expect(page.Locator(".board-undo")).ToHaveCountAsync(0);
        Assert.Empty(dispatcher.Complaints);
        await HandBackAsync();
    }

    [Theory, InlineData("es", false), InlineData("zh-CN", true)]
    public async Task By_the_keys_a_visit_is_given_another_time_which_the_customer_has_to_agree_to(string language, bool phone)
    {
        await using var dispatcher = await site.VisitAsync(language, phone, at: demo.Served);
        var page = await dispatcher.LogInAsync("/dispatch");
        var start = await BookAsync(page);
        await page.Locator(Bar).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator("#move-technician")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".move-form")).ToHaveCountAsync(0);
        await Expect(page.Locator(Bar)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator("#move-technician")).ToBeFocusedAsync();
        var later = TimeOnly.ParseExact(start, "HH:mm", CultureInfo.InvariantCulture).AddMinutes(15).ToString("HH:mm", CultureInfo.InvariantCulture);
        await page.Locator("#move-time").FillAsync(later);
        await page.Locator("#move-reason").FillAsync("Lo pide el cliente.");
        await page.Locator("#move-reason").PressAsync("Enter");
        await Expect(page.Locator(".move-form").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Locator("#move-agreed").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Visitor.LooksWellAsync(page, $"board-moving-{(phone ? "phone" : "desktop")}-{language}");
        await page.Locator("#move-reason").PressAsync("Enter");
        await Expect(page.Locator(".board-undo")).ToBeFocusedAsync();
        await Expect(page.Locator(BarAt(later))).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".board-undo")).ToHaveCountAsync(0);
        await Expect(page.Locator(BarAt(start))).ToBeVisibleAsync();
        Assert.Empty(dispatcher.Complaints);
        await HandBackAsync();
    }

    /// <summary>Some languages write nine o'clock with one digit.</summary>
    private static string BarAt(string time) => $"{Bar}:is([title^='{time}'], [title^='{time.TrimStart('0')}'])";

    /// <summary>Books the best that is offered for the ticket, and shows its day.</summary>
    /// <returns>When it begins, by the branch's clock.</returns>
    private static async Task<string> BookAsync(IPage page)
    {
        await Card(page, Ticket).ClickAsync();
        await page.Locator("#offer-1").WaitForAsync();
        var (day, time) = (await page.Locator("#on-day").InputValueAsync(), await page.Locator("#at-time").InputValueAsync());
        await page.Locator("#offer-1").ClickAsync();
        await page.Locator(".board-undo").WaitForAsync();
        await page.GotoAsync($"/dispatch?day={day}");
        await page.Locator(Bar).WaitForAsync();
        return time;
    }

    private async Task HandBackAsync()
    {
        using var office = new Office(demo.Served.Address);
        await office.DoAsync("dispatcher.sh", "handBackVisit", new { ticketId = Ticket, reason = "end", isApologised = true });
    }

    /// <summary>Lets go only when the place it would take is shown: under load a browser begins to drag some movements late.</summary>
    private static async Task DragAsync(IPage page, ILocator card, ILocator lane, Position at)
    {
        await card.HoverAsync();
        await page.Mouse.DownAsync();
        var place = page.Locator("#board-ghost");
        for (var moved = 0; moved < 40 && !await place.IsVisibleAsync(); moved++) await lane.HoverAsync(new() { Position = new() { X = at.X + (moved % 2), Y = at.Y } });
        await Expect(place).ToBeVisibleAsync();
        // From here on the hours are aimed at, not what lies on them and may be drawn anew.
        await page.Mouse.MoveAsync((float)(await lane.BoundingBoxAsync())!.X + at.X + 1, (float)(await lane.BoundingBoxAsync())!.Y + at.Y);
        await page.Mouse.UpAsync();
    }

    private static ILocator Card(IPage page, string ticket) => page.Locator($".job-card[data-job='{ticket}']");

    private static async Task PressUntilAsync(IPage page, string key, string reached)
    {
        for (var presses = 0; presses < 80 && !await page.EvaluateAsync<bool>(reached); presses++) await page.Keyboard.PressAsync(key);
        Assert.True(await page.EvaluateAsync<bool>(reached));
    }
}
