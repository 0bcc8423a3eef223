using AfterSales.Api;
using AfterSales.Accounts;
using AfterSales.Access;
using AfterSales.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AfterSales.ClusterTests.Accounts;

public sealed class AccountsTests : IAsyncLifetime
{
    private AccessApp app = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await AccessApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("wang@example.com")]
    [InlineData(" WANG@Example.com ")]
    public async Task An_address_belongs_to_one_account(string email)
    {
        await app.HasAccountAsync();
        Assert.IsType<EmailTaken>((await CreateAsync(email)).Refusal);
    }

    [Fact]
    public async Task Of_two_who_take_an_address_at_the_same_moment_one_gets_it()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CreateAsync()));
        Assert.Single(made, m => !m.IsRefused);
        Assert.All(made.Where(m => m.IsRefused), m => Assert.IsType<EmailTaken>(m.Refusal));
    }

    [Theory]
    [InlineData("elevenchars", "PASSWORD_TOO_SHORT")]
    [InlineData("aaaaaaaaaaaaaaa", "PASSWORD_REQUIRES_UNIQUE_CHARS")]
    [InlineData("Zhang-secret-1", "PASSWORD_CONTAINS_EMAIL")]
    public async Task A_weak_password_is_refused_with_its_weakness(string password, string code)
    {
        var refusal = (await CreateAsync("zhang@example.com", password)).Refusal;
        Assert.Equal([code], Assert.IsType<PasswordTooWeak>(refusal).Codes);
    }

    [Fact]
    public async Task A_long_password_needs_no_digits_or_signs() => Assert.Null((await CreateAsync(password: "plainwordsonly")).Refusal);

    [Theory]
    [InlineData("no address", "Wang", "en", "email")]
    [InlineData("a@b@c", "Wang", "en", "email")]
    [InlineData("wang@example.com", " ", "en", "name")]
    [InlineData("wang@example.com", "Wang\u0007", "en", "name")]
    [InlineData("wang@example.com", "Wang", "tlh", "language")]
    public async Task Input_that_cannot_be_an_account_is_refused(string email, string name, string language, string path)
    {
        var made = await app.WithAccountsAsync(a => a.CreateAccountAsync(new NewAccount(email, name, AccessApp.Password, language, null, [])));
        Assert.Contains(Assert.IsType<InputInvalid>(made.Refusal).Issues, i => i.Path == path);
    }

    [Fact]
    public async Task A_role_at_the_wrong_place_is_refused_for_new_and_old_accounts()
    {
        Assignment[] slip = [new Assignment(Role.Technician, Assignment.Headquarters)];
        var made = await app.WithAccountsAsync(a => a.CreateAccountAsync(
            new NewAccount("li@example.com", "Li", AccessApp.Password, "en", "tech-1", slip)));
        Assert.IsType<RoleNotHeldThere>(made.Refusal);
        var id = await app.HasAccountAsync();
        Assert.IsType<RoleNotHeldThere>(await app.WithAccountsAsync(a => a.AssignRolesAsync(id, slip)));
    }

    [Fact]
    public async Task The_last_administrator_can_be_neither_disabled_nor_demoted()
    {
        var only = await app.HasAccountAsync("admin@example.com", Role.Administrator, Assignment.Headquarters);
        Assert.IsType<LastAdministrator>(await app.WithAccountsAsync(a => a.DisableAsync(only)));
        Assert.IsType<LastAdministrator>(await app.WithAccountsAsync(a => a.AssignRolesAsync(only, [])));
        await app.HasAccountAsync("second@example.com", Role.Administrator, Assignment.Headquarters);
        Assert.Null(await app.WithAccountsAsync(a => a.DisableAsync(only)));
    }

    [Fact]
    public async Task An_account_opened_again_logs_in_but_what_it_had_open_stays_ended()
    {
        var id = await app.HasAccountAsync();
        var token = await app.HasApiTokenAsync(id);
        Assert.Null(await app.WithAccountsAsync(a => a.DisableAsync(id)));
        Assert.Null(await app.WithAccountsAsync(a => a.EnableAsync(id)));
        using var answer = await app.AskTokenAsync();
        Assert.NotEmpty(await answer.FieldAsync("accessToken"));
        using var client = app.Client(token.Secret);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, await client.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task When_somebody_last_logged_in_is_known_and_a_wrong_password_is_no_log_in()
    {
        var id = await app.HasAccountAsync();
        using (await app.AskTokenAsync(password: "a wrong password")) Assert.Null((await app.WithAccountsAsync(a => a.ReadAsync(id)))!.LastLoggedInAt);
        using (await app.AskTokenAsync()) Assert.Equal(app.Clock.GetUtcNow(), (await app.WithAccountsAsync(a => a.ReadAsync(id)))!.LastLoggedInAt);
    }

    [Fact]
    public async Task What_concerns_an_unknown_account_is_not_found()
    {
        Assert.IsType<NotFound>(await app.WithAccountsAsync(a => a.DisableAsync("a-0")));
        Assert.IsType<NotFound>(await app.WithAccountsAsync(a => a.EnableAsync("a-0")));
        Assert.IsType<NotFound>(await app.WithAccountsAsync(a => a.SetPasswordAsync("a-0", AccessApp.Password)));
        Assert.IsType<NotFound>(await app.WithAccountsAsync(a => a.AssignRolesAsync("a-0", [])));
        Assert.IsType<NotFound>((await app.WithAccountsAsync(a => a.CreateApiTokenAsync("a-0", "x", app.Clock.GetUtcNow().AddDays(1)))).Refusal);
    }

    [Fact]
    public async Task The_tables_have_exactly_the_columns_of_the_model() =>
        await app.WithDbAsync(async db =>
        {
            foreach (var entity in db.Model.GetEntityTypes().Where(IsOfAccess))
            {
                var table = entity.GetTableName()!;
                var columns = await db.Database.SqlQuery<string>($"select name as Value from pragma_table_info({table})").ToListAsync(Cancelled);
                Assert.Equal(entity.GetProperties().Select(p => p.GetColumnName()).Order(), columns.Order());
            }
            return 0;
        });

    private static bool IsOfAccess(IReadOnlyEntityType entity) =>
        entity.GetTableName() is { } table && (table.StartsWith("account", StringComparison.Ordinal) || table is "api_token" or "data_protection_key");

    private Task<Outcome<Account>> CreateAsync(string email = "wang@example.com", string password = AccessApp.Password) =>
        app.WithAccountsAsync(a => a.CreateAccountAsync(
            new NewAccount(email, "Wang Wei", password, "en", TechnicianId: null, [new Assignment(Role.Dispatcher, "b-1")]), Cancelled));
}
