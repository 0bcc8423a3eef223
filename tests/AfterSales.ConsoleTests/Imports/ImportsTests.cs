using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Imports;

public sealed class ImportsTests(Site site)
{
    private const string List = """
        reference,name,phone,city,shoe size
        CONSOLE-1,Lucía Ortega,+34 600 111 301,Madrid,38
        CONSOLE-2,Ana Gil,12,Madrid,39
        CONSOLE-3,"=Pérez, Juan",+34 600 111 303,Madrid,40

        """;

    [Fact]
    public async Task A_list_is_looked_at_taken_and_what_was_not_taken_comes_back_as_a_file_that_can_be_sent_again()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/imports?list=CUSTOMERS", "dispatcher.mad");
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Take the list" });
        await Expect(start).ToBeDisabledAsync();
        await ChooseAsync(page, "new customers.csv", Encoding.UTF8.GetBytes(List));
        await Expect(page.GetByText("These columns say nothing we know and are left out: shoe size.")).ToBeVisibleAsync();
        await Expect(page.Locator("td .chip.met")).ToHaveCountAsync(2);
        await Visitor.LooksWellAsync(page, "import-preview");

        await start.ClickAsync();
        await Expect(page.GetByText("The rest of the list is on file.")).ToBeVisibleAsync();
        await Expect(page.Locator(".tile strong")).ToHaveTextAsync(["3", "2", "1"]);
        await Expect(page.GetByText("3 rows, 2 on file, 1 not taken")).ToBeVisibleAsync();
        await Visitor.PictureAsync(page, "import-done");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "The rows not taken, as a file" }).ClickAsync());
        Assert.Equal("new customers-Reason.csv", download.SuggestedFilename);
        var rejected = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.StartsWith("Line,Reason,reference,name,phone,city,shoe size\r\n3,", rejected.TrimStart('\uFEFF'), StringComparison.Ordinal);

        await ChooseAsync(page, "put right.csv", Encoding.UTF8.GetBytes(rejected.Replace("Ana Gil,12,", "Ana Gil,600 111 302,", StringComparison.Ordinal)));
        await start.ClickAsync();
        await Expect(page.GetByText("The whole list is on file.")).ToBeVisibleAsync();
        await Expect(page.Locator(".tile strong")).ToHaveTextAsync(["1", "1", "0"]);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task What_a_column_holds_is_chosen_for_the_branch()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/imports?list=INSTALLED_PRODUCTS&branch=b-bcn", "administrator");
        await ChooseAsync(page, "products.csv", "whose,model,serial,nonsense\n+34 600 111 999,WM-8,CONSOLE-77,WM\n"u8.ToArray());
        await page.GetByText("Choose what each column holds").ClickAsync();
        await page.GetByLabel("nonsense").SelectOptionAsync("serial");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the branch’s lists this way" }).ClickAsync();
        await Expect(page.GetByText("A column is chosen twice")).ToBeVisibleAsync();
        await page.GetByLabel("nonsense").SelectOptionAsync("");
        await page.GetByLabel("whose").SelectOptionAsync("customerPhone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the branch’s lists this way" }).ClickAsync();
        await Expect(page.GetByText("and are left out: nonsense.")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    private static Task ChooseAsync(IPage page, string name, byte[] content) =>
        page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
}
