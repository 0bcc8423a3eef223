using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Contacts;

public sealed class ContactsTests(Site site)
{
    private const string Dispatcher = "dispatcher.mad";

    [Fact]
    public async Task The_register_is_narrowed_opened_and_taken_along_as_a_list()
    {
        using var office = new Office(await site.AddressAsync());
        foreach (var (channel, words) in new[] { ("CALL", "Pregunta por el recambio del filtro"), ("LETTER", "Su contrato\n\nGracias por su confianza.") })
            await office.DoAsync(Dispatcher, "registerContact", new
            {
                branchId = "b-mad", contact = new { channel, direction = channel == "CALL" ? "INCOMING" : "OUTGOING", subject = channel == "CALL" ? "ENQUIRY" : "NOTICE", text = words, customerId = "c-mad-2" },
            }, "contact { id }");

        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/contacts?branch=b-mad", "director");
        var rows = page.Locator("tbody tr");
        await page.GetByLabel("Customer").FillAsync("Puerta del Sol");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Only contacts with Hotel Puerta del Sol")).ToBeVisibleAsync();
        await page.GetByLabel("Kind").SelectOptionAsync("CALL");
        await Expect(rows.Filter(new() { HasText = "Su contrato" })).ToHaveCountAsync(0);
        await Expect(rows.Filter(new() { HasText = "Pregunta por el recambio del filtro" })).ToHaveCountAsync(1);
        await page.GetByLabel("From").FillAsync("2090-01-01");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("No such contact")).ToBeVisibleAsync();
        await page.GetByLabel("From").FillAsync("2020-01-01");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByLabel("Kind").SelectOptionAsync("LETTER");
        var letter = rows.Filter(new() { HasText = "Su contrato" });
        await Expect(letter).ToHaveCountAsync(1);
        Assert.Empty(await Visitor.BarriersAsync(page));
        var number = await letter.GetByRole(AriaRole.Link).InnerTextAsync();
        var list = await page.APIRequest.GetAsync(new Uri(new Uri(visitor.Address), await page.GetByRole(AriaRole.Link, new() { Name = "As CSV" }).GetAttributeAsync("href")).ToString());
        var text = await list.TextAsync();
        Assert.Contains(number, text, StringComparison.Ordinal);
        Assert.DoesNotContain("CALL", text, StringComparison.Ordinal);

        await letter.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync(number);
        await Expect(page.Locator(".as-written").GetByText("Gracias por su confianza.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Print the letter" })).ToBeVisibleAsync();
        await Expect(page.GetByText("What happened", new() { Exact = true })).ToBeVisibleAsync();
        await Visitor.LooksWellAsync(page, "contact-opened");
        Assert.Empty(visitor.Complaints);
    }
}
