using System.Net;

namespace AfterSales.ClusterTests.Accounts;

public sealed class LockoutTests : IAsyncLifetime
{
    private AccessApp app = null!;

    public async ValueTask InitializeAsync() => app = await AccessApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Five_wrong_tries_lock_the_account_for_fifteen_minutes()
    {
        await app.HasAccountAsync();
        for (var i = 0; i < 5; i++) Assert.Equal("LOG_IN_FAILED", await CodeOfTryAsync("wrong"));
        Assert.Equal("LOCKED_OUT", await CodeOfTryAsync(AccessApp.Password));
        app.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal("LOCKED_OUT", await CodeOfTryAsync(AccessApp.Password));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var right = await app.AskTokenAsync();
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_right_try_forgets_the_wrong_ones_before_it()
    {
        await app.HasAccountAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) Assert.Equal("LOG_IN_FAILED", await CodeOfTryAsync("wrong"));
            using var right = await app.AskTokenAsync();
            Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        }
    }

    [Fact]
    public async Task Guesses_sent_at_the_same_moment_are_judged_five_times_at_most()
    {
        await app.HasAccountAsync();
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CodeOfTryAsync("wrong")));
        Assert.Equal(5, codes.Count(c => c == "LOG_IN_FAILED"));
        Assert.Equal(15, codes.Count(c => c == "LOCKED_OUT"));
    }

    [Fact]
    public async Task A_known_password_gives_no_endless_guesses_at_the_one_time_code()
    {
        var id = await app.HasAccountAsync();
        var key = (await app.WithAccountsAsync(a => a.BeginTwoFactorAsync(id))).Result!.Key;
        Assert.Null(await app.WithAccountsAsync(a => a.ConfirmTwoFactorAsync(id, Authenticator.Code(key))));
        for (var i = 0; i < 5; i++)
        {
            using var guess = await app.AskTokenAsync(code: i % 2 == 0 ? Authenticator.WrongCode(key) : null);
            Assert.Equal(i % 2 == 0 ? "LOG_IN_FAILED" : "TWO_FACTOR_REQUIRED", await guess.CodeAsync());
        }
        using var late = await app.AskTokenAsync(code: Authenticator.Code(key));
        Assert.Equal("LOCKED_OUT", await late.CodeAsync());
    }

    [Fact]
    public async Task A_new_password_opens_a_locked_account()
    {
        var id = await app.HasAccountAsync();
        for (var i = 0; i < 5; i++) await CodeOfTryAsync("wrong");
        Assert.Null(await app.WithAccountsAsync(a => a.SetPasswordAsync(id, "another good sentence")));
        using var right = await app.AskTokenAsync(password: "another good sentence");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task One_network_address_may_try_only_so_many_log_ins_in_a_minute()
    {
        await using var narrow = await AccessApp.StartAsync(services: null, ("LogIn:TriesPerMinute", "2"));
        for (var i = 0; i < 2; i++)
        {
            using var allowed = await narrow.AskTokenAsync($"{i}@example.com");
            Assert.Equal("LOG_IN_FAILED", await allowed.CodeAsync());
        }
        using var refused = await narrow.AskTokenAsync("3@example.com");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("TOO_MANY_REQUESTS", await refused.CodeAsync());
    }

    private async Task<string?> CodeOfTryAsync(string password)
    {
        using var answer = await app.AskTokenAsync(password: password);
        return await answer.CodeAsync();
    }
}
