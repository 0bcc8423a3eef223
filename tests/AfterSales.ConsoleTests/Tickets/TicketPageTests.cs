using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Tickets;

/// <summary>All that hangs on a ticket, and its less usual steps, as people work with them in a browser. The demo is changed, so it is not the shared one.</summary>
public sealed class TicketPageTests(Site site) : IAsyncLifetime
{
    private ServedDemo demo = null!;

    public async ValueTask InitializeAsync() => demo = await ServedDemo.StartAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Fact]
    public async Task Notes_messages_links_and_files_are_added_and_the_timeline_has_them()
    {
        await using var dispatcher = await site.VisitAsync(at: demo);
        var page = await dispatcher.LogInAsync("/tickets/t-sh-2");
        var notes = page.Section("Notes and messages");
        await notes.GetByRole(AriaRole.Button, new() { Name = "Add the note" }).ClickAsync();
        await Expect(notes.GetByText("Please fill this in.")).ToBeVisibleAsync();
        await notes.GetByLabel("Note", new() { Exact = true }).FillAsync("门禁找物业登记");
        await notes.GetByRole(AriaRole.Button, new() { Name = "Add the note" }).ClickAsync();
        await Expect(notes.Locator("li").Filter(new() { HasText = "门禁找物业登记" })).ToContainTextAsync("Internal");
        await notes.GetByRole(AriaRole.Button, new() { Name = "For the customer" }).ClickAsync();
        await notes.GetByLabel("Message to the customer").FillAsync("技师明天上午到");
        await notes.GetByRole(AriaRole.Button, new() { Name = "Record the message" }).ClickAsync();
        await Expect(notes.Locator("li").Filter(new() { HasText = "技师明天上午到" })).ToContainTextAsync("For the customer");

        var links = page.Section("Belongs together with");
        await links.GetByText("Link another ticket").ClickAsync();
        await links.GetByLabel("Number").FillAsync("SH-0000-00000");
        await links.GetByRole(AriaRole.Button, new() { Name = "Link" }).ClickAsync();
        await Expect(links.GetByText("There is no such ticket that you may see")).ToBeVisibleAsync();
        await links.GetByLabel("Number").FillAsync(await NumberOfAsync(page, "t-sh-9"));
        await links.GetByLabel("How it belongs to it").SelectOptionAsync("CAUSED_BY");
        await links.GetByRole(AriaRole.Button, new() { Name = "Link" }).ClickAsync();
        await Expect(links.Locator("li")).ToContainTextAsync("caused by the work of that one");

        var files = page.Section("Photos and documents");
        await files.GetByLabel("Attach a file").SetInputFilesAsync(new FilePayload { Name = "pump.txt", MimeType = "text/plain", Buffer = "pump 42"u8.ToArray() });
        var download = await page.RunAndWaitForDownloadAsync(() => files.GetByRole(AriaRole.Link, new() { Name = "pump.txt" }).ClickAsync());
        Assert.Equal("pump 42", await File.ReadAllTextAsync(await download.PathAsync()));
        // By what it is, not by what it is called.
        await files.GetByLabel("Attach a file").SetInputFilesAsync(new FilePayload { Name = "photo.png", MimeType = "image/png", Buffer = "<html>"u8.ToArray() });
        await Expect(files.GetByText("The file could not be taken.")).ToBeVisibleAsync();
        await Expect(files.Locator("li")).ToHaveCountAsync(1);

        var timeline = page.Section("What happened");
        foreach (var happened in new[] { "Internal note", "Message sent to the customer", "Linked to another ticket", "File attached" })
            await Expect(timeline.Locator("li").Filter(new() { HasText = happened })).ToHaveCountAsync(1);
        await timeline.GetByLabel("What", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Internal note" });
        await Expect(timeline.Locator("li")).ToHaveCountAsync(1);
        await Expect(timeline.Locator("li")).ToContainTextAsync("门禁找物业登记");
        await timeline.GetByLabel("What", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Everything" });
        await timeline.GetByLabel("Who").SelectOptionAsync(new SelectOptionValue { Label = "by itself" });
        await Expect(timeline.Locator("li").Filter(new() { HasText = "Internal note" })).ToHaveCountAsync(0);
        await Expect(timeline.Locator("li").First).ToContainTextAsync("by itself");
        // The other ticket knows of it too.
        await links.Locator("li a").ClickAsync();
        await Expect(page.Section("Belongs together with").Locator("li")).ToContainTextAsync("caused by the work of this one");
        // A file that is refused is an answer that the browser writes into its console.
        Assert.DoesNotContain(dispatcher.Complaints, complaint => !complaint.Contains("/files?name=photo.png", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advice_is_tried_and_fails_and_a_ticket_is_cancelled_with_the_reason()
    {
        await using var dispatcher = await site.VisitAsync(at: demo);
        var page = await dispatcher.LogInAsync("/tickets/t-sh-1");
        await StepAsync(page, "Solve with advice", ("Advice given", "关闭水阀，检查软管"));
        await Expect(page.Locator("h1")).ToContainTextAsync("Solved with advice");
        await StepAsync(page, "The advice did not help", ("Reason", "仍然漏水"));
        await Expect(page.Locator("h1")).ToContainTextAsync("Registered");
        await StepAsync(page, "Cancel", ("Reason", "客户已自行处理"));
        await Expect(page.Locator("h1")).ToContainTextAsync("Cancelled");
    }

    [Fact]
    public async Task A_visit_is_handed_on_at_the_desk_and_then_waits_for_parts()
    {
        await using var dispatcher = await site.VisitAsync(at: demo);
        var page = await dispatcher.LogInAsync("/tickets/t-sh-3");
        var visits = page.Section("Visits");
        var before = await visits.Locator("li").Last.InnerTextAsync();
        var next = page.Section("What next");
        await next.GetByRole(AriaRole.Button, new() { Name = "Hand on to another technician" }).First.ClickAsync();
        await next.GetByLabel("Reason").WaitForAsync();
        await next.GetByRole(AriaRole.Button, new() { Name = "Hand on to another technician" }).Last.ClickAsync();
        await Expect(next.GetByText("Please fill this in.")).ToBeVisibleAsync();
        await next.GetByLabel("Reason").FillAsync("师傅生病");
        await next.GetByLabel("The customer was told and got an apology").CheckAsync();
        // Who is not trained for the work is refused by name: the next one is asked for.
        var others = await next.GetByLabel("To whom").Locator("option").AllInnerTextsAsync();
        var to = "";
        foreach (var other in others)
        {
            to = other.Split(" · ")[0].Trim();
            await next.GetByLabel("To whom").SelectOptionAsync(new SelectOptionValue { Label = other });
            await next.GetByRole(AriaRole.Button, new() { Name = "Hand on to another technician" }).Last.ClickAsync();
            var taken = visits.Locator("li").Last.Filter(new() { HasText = to });
            var refused = next.GetByRole(AriaRole.Alert).Filter(new() { HasText = to });
            await Expect(taken.Or(refused).First).ToBeVisibleAsync();
            if (await taken.IsVisibleAsync()) break;
        }

        await Expect(visits.Locator("li").Last).ToContainTextAsync(to);
        Assert.DoesNotContain(to, before, StringComparison.Ordinal);
        await Expect(page.Section("What happened").Locator("li").Filter(new() { HasText = "Job handed on to another technician" })).ToHaveCountAsync(1);

        await StepAsync(page, "Technician sets off", ("Why something is left out", "技术员电话告知"));
        await StepAsync(page, "Technician has arrived");
        await StepAsync(page, "Wait for parts", ("What was found", "点火器损坏"), ("Which parts are missing", "点火器 1 个"));
        await Expect(page.Locator("h1")).ToContainTextAsync("Waits for parts");

        Assert.Empty(dispatcher.Complaints);
    }

    [Fact]
    public async Task What_is_not_ours_is_rejected_with_the_reason()
    {
        await using var dispatcher = await site.VisitAsync(at: demo);
        var page = await dispatcher.LogInAsync("/tickets/t-sh-1");
        await StepAsync(page, "Reject", ("Reason", "不是本公司产品"));
        await Expect(page.Locator("h1")).ToContainTextAsync("Rejected");
        await Expect(page.Section("What happened").Locator("li").Filter(new() { HasText = "不是本公司产品" })).ToHaveCountAsync(1);
        Assert.Empty(dispatcher.Complaints);
    }

    [Fact]
    public async Task A_technician_whose_parts_are_missing_says_so_on_his_phone()
    {
        await using var technician = await site.VisitAsync(phone: true, at: demo);
        var page = await technician.LogInAsync("/day/t-mad-1", "technician.mad");
        await page.GetByLabel("Why something is left out").FillAsync("Todo va en la furgoneta");
        await page.GetByRole(AriaRole.Button, new() { Name = "I set off" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have arrived" }).ClickAsync();
        await page.GetByText("Parts are missing", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("State of the product").FillAsync("Correa rota");
        await page.GetByRole(AriaRole.Button, new() { Name = "Wait for parts" }).ClickAsync();
        await Expect(page.GetByText("Please fill this in.")).ToBeVisibleAsync();
        await page.GetByLabel("Which parts are missing").FillAsync("Correa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Wait for parts" }).ClickAsync();
        await Expect(page.GetByText("Waits for parts")).ToBeVisibleAsync();
        Assert.Equal(0, await Visitor.HiddenWidthAsync(page));
        Assert.Empty(technician.Complaints);
    }

    [Fact]
    public async Task What_happened_to_a_customer_and_his_product_is_shown_where_he_is_spoken_to()
    {
        await using var receptionist = await site.VisitAsync(at: demo);
        var page = await receptionist.LogInAsync("/desk?customer=c-sh-2", "receptionist.sh");
        await Expect(page.Section("What happened").GetByText("Customer registered").Last).ToBeVisibleAsync();
        await Expect(page.Section("What happened: RF-320").GetByText("Product registered").Last).ToBeVisibleAsync();
        Assert.Empty(receptionist.Complaints);
    }

    [Fact]
    public async Task A_link_that_was_taken_back_opens_nothing_any_more_and_another_is_sent_anew()
    {
        await using var manager = await site.VisitAsync(at: demo);
        var page = await manager.LogInAsync("/tickets/t-sh-2", "manager.sh");
        var links = page.Section("What the customer sees");
        await links.GetByRole(AriaRole.Button, new() { Name = "Send a link" }).ClickAsync();
        await Expect(links.Locator("li")).ToContainTextAsync("Works");
        var path = "/" + await links.GetByRole(AriaRole.Link, new() { Name = "Open the page" }).GetAttributeAsync("href");
        await using var customer = await site.VisitAsync(phone: true, at: demo);
        var seen = await customer.OpenAsync(path);
        var heading = await seen.Locator("h1").InnerTextAsync();
        Assert.Contains(await NumberOfAsync(page, "t-sh-2"), await seen.Locator("body").InnerTextAsync(), StringComparison.Ordinal);

        await links.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Expect(links.Locator("li")).ToContainTextAsync("Taken back");
        await Expect(links.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Expect(links.GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToHaveCountAsync(0);
        await seen.ReloadAsync();
        await Expect(seen.Locator("h1")).Not.ToHaveTextAsync(heading);
        Assert.DoesNotContain(await NumberOfAsync(page, "t-sh-2"), await seen.Locator("body").InnerTextAsync(), StringComparison.Ordinal);

        await links.GetByRole(AriaRole.Button, new() { Name = "Send a new link" }).ClickAsync();
        await Expect(links.Locator("li")).ToHaveCountAsync(2);
        var anew = "/" + await links.GetByRole(AriaRole.Link, new() { Name = "Open the page" }).GetAttributeAsync("href");
        Assert.NotEqual(path, anew);
        await seen.GotoAsync(anew);
        await Expect(seen.Locator("h1")).ToHaveTextAsync(heading);
        Assert.Empty(await Visitor.BarriersAsync(page));
        await links.ScrollIntoViewIfNeededAsync();
        await Visitor.PictureAsync(page, "ticket-links-desktop-en");
        Assert.Empty(manager.Complaints);
    }

    private static async Task StepAsync(IPage page, string action, params (string Label, string Text)[] said)
    {
        var next = page.Section("What next");
        var offered = next.GetByRole(AriaRole.Button, new() { Name = action });
        await offered.First.ClickAsync();
        foreach (var (label, text) in said) await next.GetByLabel(label).FillAsync(text);
        await offered.Last.ClickAsync();
    }

    private static async Task<string> NumberOfAsync(IPage page, string ticketId)
    {
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"/tickets/{ticketId}");
        var number = (await other.Locator("h1").InnerTextAsync()).Split(' ', '\n')[0];
        await other.CloseAsync();
        return number;
    }
}
