using AfterSales.Console.Shell;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Shell;

/// <summary>Records lead to their pages from wherever they are named.</summary>
public sealed class RecordPagesTests(Site site)
{
    [Theory]
    [InlineData("t-1/2", "SEE_TICKETS", "tickets/t-1")]
    [InlineData("c-1", "REGISTER_TICKETS", "desk?customer=c-1")]
    [InlineData("con-1", "SEE_CONTRACTS", "contracts/con-1")]
    [InlineData("prj-1", "SEE_PROJECTS", "projects/prj-1")]
    [InlineData("cmp-1", "SEE_COMPLAINTS", "complaints/cmp-1")]
    [InlineData("enq-1", "SEE_ENQUIRIES", "enquiries/enq-1")]
    [InlineData("b-sh", "SEE_BRANCHES", "branches/b-sh")]
    [InlineData("k-1", "SEE_CONTACTS", "contacts/k-1")]
    [InlineData("tech-1", "SEE_TECHNICIANS", "technicians/tech-1")]
    [InlineData("fw-b-sh/late", "SEE_PERFORMANCE", "figures?sign=fw-b-sh%2Flate")]
    public void A_record_leads_to_its_page_where_the_viewer_may_open_that(string key, string permission, string page)
    {
        Assert.Equal(page, RecordPages.Of(key, Somebody(permission)));
        Assert.Null(RecordPages.Of(key, Somebody()));
    }

    [Fact]
    public void What_has_no_page_leads_nowhere()
    {
        Assert.Null(RecordPages.Of("task-1", Somebody("SEE_TASKS")));
        Assert.Null(RecordPages.Of(null, Somebody("SEE_TICKETS")));
    }

    [Fact]
    public async Task From_search_customer_and_ticket_one_comes_to_contract_project_complaint_enquiry_and_technician()
    {
        await using var manager = await site.VisitAsync();
        var page = await manager.LogInAsync("/desk?customer=c-sh-3", "manager.sh");
        var also = page.Section("Also on file");
        await also.GetByRole(AriaRole.Link, new() { Name = "Contract" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(manager.Address + "/contracts/con-sh-1");
        await Expect(page.Section("What was agreed")).ToContainTextAsync("included in the price");
        await Expect(page.Section("What happened")).ToContainTextAsync("Contract made");
        var number = (await page.Locator("h1").InnerTextAsync()).Split(' ', '\n')[0];
        // Back to the customer, and to what else he has.
        await page.Section("Customer").GetByRole(AriaRole.Link).First.ClickAsync();
        await also.GetByRole(AriaRole.Link, new() { Name = "Installation project" }).ClickAsync();
        await Expect(page.Section("What was reached")).ToContainTextAsync("Prepayment confirmed");
        await Expect(page.Section("Handover form")).ToContainTextAsync("Marta Gil");
        await page.GoBackAsync();
        await also.GetByRole(AriaRole.Link, new() { Name = "Complaint: Product quality" }).ClickAsync();
        await Expect(page.Section("What happened")).ToContainTextAsync("热水器半年内第二次点火失败");
        await page.GoBackAsync();
        await also.GetByRole(AriaRole.Link, new() { Name = "Request" }).ClickAsync();
        await Expect(page.GetByText("请提供热水器的年检报告复印件。").First).ToBeVisibleAsync();

        await page.GotoAsync("/tickets/t-sh-3");
        await page.Section("Visits").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Section("Booked in the next two weeks").Locator("li").First).ToBeVisibleAsync();
        await page.Locator("#search").FillAsync(number);
        await page.GetByRole(AriaRole.Option, new() { Name = $"Contract {number}" }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync(number);
        Assert.Empty(manager.Complaints);
    }

    [Fact]
    public async Task Another_branchs_record_is_answered_like_one_that_is_not_there()
    {
        await using var manager = await site.VisitAsync();
        var page = await manager.LogInAsync("/contracts/con-mad-1", "manager.sh");
        foreach (var path in new[] { "/contracts/con-mad-1", "/projects/prj-mad-1", "/complaints/cmp-bcn-1", "/enquiries/enq-mad-1", "/technicians/tech-mad-1" })
        {
            await page.GotoAsync(path);
            await Expect(page.GetByText("There is nothing here that you may see")).ToBeVisibleAsync();
        }
    }

    private static Viewer Somebody(params string[] permissions) => new("Li", permissions, [], [], false, "Asia/Shanghai");
}
