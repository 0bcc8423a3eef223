using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Actions;

public sealed class RecordActionsTests(Site site)
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
        Assert.Empty(await Visitor.BarriersAsync(page));
        await Visitor.PictureAsync(page, "actions-desktop-en");
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
        await page.Locator(".action-list button").First.TapAsync();
        await page.Locator("#action-from").FillAsync("2030-01-07T10:00");
        await page.Locator("#action-to").FillAsync("2030-01-07T11:00");
        await page.Locator("#action-reason").FillAsync("La clienta lo pide.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmar" }).TapAsync();
        await Expect(page.Locator(".actions").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Equal(0, await Visitor.HiddenWidthAsync(page));
        await Visitor.PictureAsync(page, "actions-refused-phone-es");
        Assert.Empty(visitor.Complaints);
    }
}
