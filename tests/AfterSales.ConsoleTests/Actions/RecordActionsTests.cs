using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Actions;

public sealed class RecordActionsTests(Site site, OwnDemo demo) : IClassFixture<OwnDemo>
{
    [Fact]
    public async Task What_has_no_page_of_its_own_is_done_at_the_record_and_what_is_missing_is_told_at_its_field()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/desk?customer=c-sh-3", "receptionist.sh");
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions", Exact = true }).ClickAsync();
        await page.GetByLabel("Find an action").FillAsync("note");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a note to the customer" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(page.Locator("#action-note-error")).ToBeVisibleAsync();
        await Visitor.LooksWellAsync(page, "actions-desktop-en");
        await page.Locator("#action-note").FillAsync("Rings twice: the bell is broken.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Done: Add a note to the customer." })).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_refusal_stands_in_the_form_and_records_are_chosen_by_name_on_a_phone()
    {
        await using var visitor = await site.VisitAsync("es", phone: true);
        var page = await visitor.LogInAsync("/tickets/t-sh-2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Más acciones", Exact = true }).TapAsync();
        await page.Locator(".action-list button").First.WaitForAsync();
        await Visitor.PictureAsync(page, "actions-list-phone-es");
        await page.Locator(".actions input[type=search]").FillAsync("hora de la visita");
        await page.Locator(".action-list button").Filter(new() { HasText = "hora de la visita" }).First.TapAsync();
        await page.Locator("#action-from").FillAsync("2030-01-07T10:00");
        await page.Locator("#action-to").FillAsync("2030-01-07T11:00");
        await page.Locator("#action-reason").FillAsync("La clienta lo pide.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmar" }).TapAsync();
        await Expect(page.Locator(".actions").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Visitor.LooksWellAsync(page, "actions-refused-phone-es");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_replaces_what_is_on_file_is_filled_with_it_and_the_rest_stays_as_it_is()
    {
        await using var receptionist = await site.VisitAsync(at: demo.Served);
        var page = await receptionist.LogInAsync("/desk?customer=c-sh-3", "receptionist.sh");
        var before = await CustomerAsync();
        await OpenActionAsync(page, "More actions", "Amend the customer file");
        await Expect(page.Locator("#action-customer-name")).ToHaveValueAsync(before.GetProperty("name").GetString()!);
        await Visitor.LooksWellAsync(page, "actions-on-file-desktop-en");
        await page.Locator("#action-customer-email").FillAsync("bell@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Done: Amend the customer file." })).ToBeVisibleAsync();
        var after = await CustomerAsync();
        Assert.Equal("bell@example.com", after.GetProperty("email").GetString());
        foreach (var part in new[] { "phones", "addresses", "contacts" }) Assert.Equal(before.GetProperty(part).GetRawText(), after.GetProperty(part).GetRawText());

        // Who was overtaken meanwhile is told and takes nothing back.
        await page.GetByRole(AriaRole.Button, new() { Name = "Amend the customer file" }).ClickAsync();
        await Expect(page.Locator("#action-customer-email")).ToHaveValueAsync("bell@example.com");
        using (var office = new Office(demo.Served.Address))
            await office.DoAsync("manager.sh", "putCustomerContact", new { customerId = "c-sh-3", contact = new { name = "Wang" } }, "customer { id }");
        await page.Locator("#action-customer-email").FillAsync("late@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(page.Locator(".actions").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Equal("bell@example.com", (await CustomerAsync()).GetProperty("email").GetString());
        Assert.Empty(receptionist.Complaints);
    }

    [Fact]
    public async Task Lines_are_taken_off_and_records_are_called_by_their_names_on_a_phone()
    {
        await using var manager = await site.VisitAsync("es", phone: true, at: demo.Served);
        var page = await manager.LogInAsync("/contracts/con-sh-1", "manager.sh");
        await OpenActionAsync(page, "Más acciones", "Modificar el contrato");
        var products = page.Locator("fieldset fieldset").Filter(new() { Has = page.Locator("#action-contract-productIds") });
        await products.Locator("li").First.WaitForAsync();
        Assert.DoesNotContain("ip-", await products.InnerTextAsync(), StringComparison.Ordinal);
        await Visitor.LooksWellAsync(page, "actions-contract-phone-es");

        await page.GotoAsync("/technicians/tech-sh-2");
        await OpenActionAsync(page, "Más acciones", "Fijar las especialidades del técnico");
        var lines = page.Locator(".actions fieldset");
        await lines.First.WaitForAsync();
        var skills = await lines.CountAsync();
        await lines.First.GetByRole(AriaRole.Button, new() { Name = "Quitar" }).TapAsync();
        await Expect(lines).ToHaveCountAsync(skills - 1);
        await Visitor.LooksWellAsync(page, "actions-skills-phone-es");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmar" }).TapAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Fijar las especialidades del técnico" })).ToBeVisibleAsync();
        using var office = new Office(demo.Served.Address);
        Assert.Equal(skills - 1, (await office.AskAsync("manager.sh", "{ technician(id: \"tech-sh-2\") { skills } }")).GetProperty("technician").GetProperty("skills").GetArrayLength());
        Assert.Empty(manager.Complaints);
    }

    private static async Task OpenActionAsync(IPage page, string more, string title)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = more, Exact = true }).ClickAsync();
        await page.Locator(".action-list").GetByRole(AriaRole.Button, new() { Name = title }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = title }).WaitForAsync();
    }

    private async Task<JsonElement> CustomerAsync()
    {
        using var office = new Office(demo.Served.Address);
        const string Asked = "{ customer(id: \"c-sh-3\") { name email phones { number } addresses { id street city isDefault zone } contacts { id name phones { number } } } }";
        return (await office.AskAsync("receptionist.sh", Asked)).GetProperty("customer");
    }
}
