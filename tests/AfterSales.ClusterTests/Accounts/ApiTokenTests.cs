using AfterSales.Accounts;
using System.Net;
using System.Net.Http.Json;
using AfterSales.Access;
using AfterSales.Records;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.ClusterTests.Accounts;

public sealed class ApiTokenTests : IAsyncLifetime
{
    private AccessApp app = null!;
    private string owner = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await AccessApp.StartAsync();
        owner = await app.HasAccountAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_token_speaks_for_its_owner()
    {
        using var client = app.Client((await app.HasApiTokenAsync(owner)).Secret);
        var caller = await client.GetFromJsonAsync<Caller>("/unmarked", Cancelled);
        Assert.Equal(owner, caller!.Account);
        Assert.Equal([new Assignment(Role.Dispatcher, "b-1")], caller.Assignments);
    }

    [Fact]
    public async Task Only_a_hash_of_the_token_is_stored()
    {
        var token = await app.HasApiTokenAsync(owner);
        var stored = await app.WithDbAsync(db => db.Set<ApiToken>().SingleAsync(Cancelled));
        Assert.DoesNotContain(token.Secret!, $"{stored.Id} {stored.Hash} {stored.Name} {stored.SecurityStamp}", StringComparison.Ordinal);
        Assert.Equal(ApiToken.HashOf(token.Secret!), stored.Hash);
    }

    [Theory]
    [InlineData("as_unknown")]
    [InlineData("as_")]
    [InlineData("not a token")]
    [InlineData("")]
    public async Task A_token_nobody_made_opens_nothing(string bearer)
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusOfAsync("/unmarked"));
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("owner disabled")]
    [InlineData("new password")]
    [InlineData("expired")]
    public async Task A_token_ends_at_once_when(string what)
    {
        var token = await app.HasApiTokenAsync(owner);
        using var client = app.Client(token.Secret!);
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/unmarked"));
        await HappensAsync(what, token);
        using var refused = await client.GetAsync("/unmarked", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("AUTH_TOKEN_INVALID", await refused.CodeAsync());
    }

    [Fact]
    public async Task A_token_goes_on_when_somebody_tries_wrong_passwords_for_its_owner()
    {
        var token = await app.HasApiTokenAsync(owner);
        using var client = app.Client(token.Secret!);
        await app.LockOutAsync();
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task The_last_use_is_written_once_a_minute()
    {
        var token = await app.HasApiTokenAsync(owner);
        using var client = app.Client(token.Secret!);
        var made = app.Clock.GetUtcNow();
        await client.StatusOfAsync("/unmarked");
        app.Clock.Advance(TimeSpan.FromSeconds(59));
        await client.StatusOfAsync("/unmarked");
        Assert.Equal(made, Assert.Single(await ListAsync()).LastUsedAt);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.StatusOfAsync("/unmarked");
        Assert.Equal(made.AddMinutes(1), Assert.Single(await ListAsync()).LastUsedAt);
    }

    [Fact]
    public async Task Somebody_elses_token_cannot_be_revoked()
    {
        var other = await app.HasAccountAsync("li@example.com");
        var token = await app.HasApiTokenAsync(owner);
        Assert.IsType<NotFound>(await app.WithAccountsAsync(a => a.RevokeApiTokenAsync(other, token.Summary.Id)));
        using var client = app.Client(token.Secret!);
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task Revoking_twice_changes_nothing_more()
    {
        var token = await app.HasApiTokenAsync(owner);
        Assert.Null(await app.WithAccountsAsync(a => a.RevokeApiTokenAsync(owner, token.Summary.Id)));
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await app.WithAccountsAsync(a => a.RevokeApiTokenAsync(owner, token.Summary.Id)));
        Assert.Equal(app.Clock.GetUtcNow().AddHours(-1), Assert.Single(await ListAsync()).RevokedAt);
    }

    [Theory]
    [InlineData("", 1, "REQUIRED")]
    [InlineData("export", 0, "IN_THE_PAST")]
    [InlineData("export", 400, "TOO_FAR_AHEAD")]
    public async Task A_token_needs_a_name_and_an_end_within_a_year(string name, int days, string code)
    {
        var made = await app.WithAccountsAsync(a => a.CreateApiTokenAsync(owner, name, app.Clock.GetUtcNow().AddDays(days)));
        Assert.Equal(code, Assert.Single(Assert.IsType<InputInvalid>(made.Refusal).Issues).Code);
    }

    private Task<IReadOnlyList<ApiTokenSummary>> ListAsync() => app.WithAccountsAsync(a => a.ListApiTokensAsync(owner));

    private async Task HappensAsync(string what, IssuedApiToken token)
    {
        switch (what)
        {
            case "revoked":
                Assert.Null(await app.WithAccountsAsync(a => a.RevokeApiTokenAsync(owner, token.Summary.Id)));
                break;
            case "owner disabled":
                Assert.Null(await app.WithAccountsAsync(a => a.DisableAsync(owner)));
                break;
            case "new password":
                Assert.Null(await app.WithAccountsAsync(a => a.SetPasswordAsync(owner, "another good sentence")));
                break;
            default:
                app.Clock.Advance(TimeSpan.FromDays(30));
                break;
        }
    }
}
