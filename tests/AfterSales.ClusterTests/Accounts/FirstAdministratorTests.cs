using AfterSales.Accounts;
using AfterSales.Access;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.ClusterTests.Accounts;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task The_settings_make_the_first_administrator_of_an_empty_installation()
    {
        await using var app = await AccessApp.StartAsync(services: null,
            ("Administrator:Email", "admin@example.com"), ("Administrator:Password", AccessApp.Password));
        using var answer = await app.AskTokenAsync("admin@example.com");
        Assert.NotEmpty(await answer.FieldAsync("accessToken"));
        var held = await app.WithDbAsync(db => db.Set<AccountAssignment>().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((Role.Administrator, Assignment.Headquarters), (held.Role, held.Place));
        Assert.DoesNotContain(app.Lines.All, line => line.Contains(AccessApp.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_settings_make_nobody_where_accounts_exist()
    {
        await using var app = await AccessApp.BuildAsync(services: null,
            ("Administrator:Email", "admin@example.com"), ("Administrator:Password", AccessApp.Password));
        await app.HasAccountAsync();
        Assert.Null(await app.TryStartAsync());
        Assert.Equal(1, await app.WithDbAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task An_installation_that_nobody_can_enter_says_what_to_do()
    {
        await using var app = await AccessApp.StartAsync();
        Assert.Contains(app.Lines.All, line => line.Contains("Administrator__Password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_weak_password_in_the_settings_stops_the_start_with_a_sentence()
    {
        await using var app = await AccessApp.BuildAsync(services: null,
            ("Administrator:Email", "admin@example.com"), ("Administrator:Password", "short"));
        var failure = await app.TryStartAsync();
        Assert.Contains("Administrator:Password", Assert.IsType<InvalidOperationException>(failure).Message, StringComparison.Ordinal);
    }
}
