using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests.Accounts;

public sealed class AccountsTests(Site site)
{
    [Fact]
    public async Task Somebody_new_is_given_an_account_uses_it_and_loses_it()
    {
        await using var office = await site.VisitAsync();
        var page = await office.LogInAsync("/accounts", "administrator");
        await page.GetByRole(AriaRole.Button, new() { Name = "New account" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Lucía Ortega");
        await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(ServedDemo.EmailOf("newcomer"));
        await page.GetByLabel("First password").FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a role" }).ClickAsync();
        await page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("STOREKEEPER");
        await page.GetByLabel("Where", new() { Exact = true }).SelectOptionAsync("headquarters");
        var make = page.GetByRole(AriaRole.Button, new() { Name = "Make the account" });
        await make.ClickAsync();
        await Expect(page.GetByText("Storekeeper: this role is not held at Headquarters.")).ToBeVisibleAsync();
        await page.GetByLabel("Where", new() { Exact = true }).SelectOptionAsync("b-mad");
        await make.ClickAsync();
        await Expect(page.GetByText("The password is too weak")).ToBeVisibleAsync();
        await page.GetByLabel("First password").FillAsync(ServedDemo.Password);
        await make.ClickAsync();
        await Expect(make).ToHaveCountAsync(0);

        await page.GetByLabel("Find by name or e-mail").FillAsync("newcomer");
        var row = page.Locator(".unfolding .rows > li");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("has never logged in");
        await using (var newcomer = await site.VisitAsync())
        {
            var own = await newcomer.LogInAsync("/home", "newcomer");
            await Visitor.SettledAsync(own);
            await Expect(own.GetByRole(AriaRole.Link, new() { Name = "Accounts" })).ToHaveCountAsync(0);
            Assert.Empty(newcomer.Complaints);
        }

        await row.GetByRole(AriaRole.Button, new() { Name = "Change: Lucía Ortega" }).ClickAsync();
        await Expect(page.GetByLabel("Role", new() { Exact = true })).ToHaveValueAsync("STOREKEEPER");
        await Visitor.LooksWellAsync(page, "account-opened");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the account" }).ClickAsync();
        await Expect(row.GetByText("closed", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("Last log-in");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Open it again" })).ToBeVisibleAsync();
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_revoked()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.LogInAsync("/tokens", "accountant");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("till");
        await page.GetByLabel("Last day").FillAsync("2001-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await Expect(page.GetByText("This time is over already.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("till");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await Expect(page.Locator(".secret code")).ToContainTextAsync("as_");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke: till" }).ClickAsync();
        await Expect(page.GetByText("revoked", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator(".secret")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }
}
