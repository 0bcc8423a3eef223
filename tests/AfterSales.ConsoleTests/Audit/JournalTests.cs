using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Audit;

public sealed class JournalTests(Site site)
{
    [Fact]
    public async Task What_somebody_did_is_found_by_person_kind_and_record_and_leads_there()
    {
        const string words = "门铃坏了，请打电话";
        await using (var agent = await site.VisitAsync())
        {
            var ticket = await agent.LogInAsync("/tickets/t-sh-2", "receptionist.sh");
            await ticket.GetByLabel("Note", new() { Exact = true }).FillAsync(words);
            await ticket.GetByRole(AriaRole.Button, new() { Name = "Add the note" }).ClickAsync();
            await Expect(ticket.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words }).First).ToBeVisibleAsync();
        }

        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/journal", "director");
        await Expect(page.GetByText("Choose a person or a record", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Record").FillAsync("no such thing at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();
        await Expect(page.GetByText("No record is found by that.")).ToBeVisibleAsync();

        await page.GetByLabel("Record").FillAsync("");
        var person = await page.Locator("#person option").Filter(new() { HasText = "赵蕾" }).First.GetAttributeAsync("value");
        await page.GetByLabel("Person").SelectOptionAsync(person!);
        await page.GetByLabel("What", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Internal note" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();
        var line = page.Locator(".timeline li").Filter(new() { HasText = words });
        await Expect(line).ToHaveCountAsync(1);
        await Visitor.LooksWellAsync(page, "journal-person");
        await line.GetByRole(AriaRole.Link).ClickAsync();
        await page.WaitForURLAsync("**/tickets/t-sh-2");
        Assert.Empty(visitor.Complaints);
    }
}
