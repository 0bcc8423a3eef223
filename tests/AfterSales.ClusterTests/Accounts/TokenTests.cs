using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AfterSales.Access;

namespace AfterSales.ClusterTests.Accounts;

public sealed class TokenTests : IAsyncLifetime
{
    private AccessApp app = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await AccessApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_right_password_gives_a_token_that_carries_the_account_and_its_roles()
    {
        var id = await app.HasAccountAsync();
        using var answer = await app.AskTokenAsync();
        Assert.Equal("Bearer", await answer.FieldAsync("tokenType"));
        Assert.Equal("900", await answer.FieldAsync("expiresIn"));
        using var client = app.Client(await answer.FieldAsync("accessToken"));
        var caller = await client.GetFromJsonAsync<Caller>("/unmarked", Cancelled);
        Assert.Equal((id, "Wang Wei", "zh-CN"), (caller!.Account, caller.Name, caller.Language));
        Assert.Equal([new Assignment(Role.Dispatcher, "b-1")], caller.Assignments);
    }

    [Theory]
    [InlineData("wang@example.com", "wrong horse battery")]
    [InlineData("nobody@example.com", AccessApp.Password)]
    public async Task A_failed_log_in_does_not_tell_what_was_wrong(string email, string password)
    {
        await app.HasAccountAsync();
        using var answer = await app.AskTokenAsync(email, password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("LOG_IN_FAILED", await answer.CodeAsync());
    }

    [Fact]
    public async Task A_disabled_account_fails_like_a_wrong_password()
    {
        var id = await app.HasAccountAsync();
        await app.WithAccountsAsync(a => a.DisableAsync(id));
        using var answer = await app.AskTokenAsync();
        Assert.Equal("LOG_IN_FAILED", await answer.CodeAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"email\":\"wang@example.com\"}")]
    [InlineData("{\"email\":7,\"password\":[]}")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Input_that_cannot_be_a_log_in_is_refused_as_such(string body)
    {
        using var client = app.Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/account/token", content, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("INPUT_INVALID", await answer.CodeAsync());
    }

    [Theory]
    [InlineData("en", "The e-mail address or the password is wrong.")]
    [InlineData("zh-CN,zh;q=0.9", "邮箱或密码错误。")]
    [InlineData("es-ES", "El correo o la contraseña no son correctos.")]
    public async Task A_refused_log_in_says_why_in_the_language_that_was_asked_for(string languages, string sentence)
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);
        using var answer = await client.PostAsJsonAsync("/account/token", new { email = "nobody@example.com", password = "wrong password" }, Cancelled);
        Assert.Equal("LOG_IN_FAILED", await answer.CodeAsync());
        Assert.Contains(sentence, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("as_nonsense")]
    public async Task A_token_that_opens_nothing_is_told_apart_from_none(string token)
    {
        using var client = app.Client(token);
        using var answer = await client.GetAsync("/unmarked", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("AUTH_TOKEN_INVALID", await answer.CodeAsync());
    }

    [Fact]
    public async Task A_password_as_long_as_a_book_is_not_even_hashed()
    {
        using var answer = await app.AskTokenAsync(password: new string('x', 257));
        Assert.Equal("INPUT_INVALID", await answer.CodeAsync());
    }

    [Fact]
    public async Task A_bearer_token_opens_nothing_after_fifteen_minutes()
    {
        await app.HasAccountAsync();
        using var answer = await app.AskTokenAsync();
        using var client = app.Client(await answer.FieldAsync("accessToken"));
        app.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await client.StatusOfAsync("/unmarked"));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task A_refresh_token_gives_a_new_bearer_token_with_the_roles_of_today()
    {
        var id = await app.HasAccountAsync();
        using var first = await app.AskTokenAsync();
        await app.WithAccountsAsync(a => a.AssignRolesAsync(id, [new Assignment(Role.BranchManager, "b-2")]));
        app.Clock.Advance(TimeSpan.FromHours(1));
        using var second = await RefreshAsync(await first.FieldAsync("refreshToken"));
        using var client = app.Client(await second.FieldAsync("accessToken"));
        var caller = await client.GetFromJsonAsync<Caller>("/unmarked", Cancelled);
        Assert.Equal([new Assignment(Role.BranchManager, "b-2")], caller!.Assignments);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("new password")]
    [InlineData("two weeks later")]
    public async Task A_refresh_token_ends_with_what_it_was_given_for(string what)
    {
        var id = await app.HasAccountAsync();
        using var first = await app.AskTokenAsync();
        if (what == "disabled") await app.WithAccountsAsync(a => a.DisableAsync(id));
        else if (what == "new password") Assert.Null(await app.WithAccountsAsync(a => a.SetPasswordAsync(id, "another good sentence")));
        else app.Clock.Advance(TimeSpan.FromDays(14));
        using var second = await RefreshAsync(await first.FieldAsync("refreshToken"));
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.Equal("LOG_IN_FAILED", await second.CodeAsync());
    }

    [Fact]
    public async Task An_access_token_is_no_refresh_token_and_a_refresh_token_opens_nothing()
    {
        await app.HasAccountAsync();
        using var first = await app.AskTokenAsync();
        using var refreshed = await RefreshAsync(await first.FieldAsync("accessToken"));
        Assert.Equal("LOG_IN_FAILED", await refreshed.CodeAsync());
        using var client = app.Client(await first.FieldAsync("refreshToken"));
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task An_account_with_a_second_factor_needs_the_code()
    {
        var id = await app.HasAccountAsync();
        var key = (await app.WithAccountsAsync(a => a.BeginTwoFactorAsync(id))).Result!.Key;
        Assert.Null(await app.WithAccountsAsync(a => a.ConfirmTwoFactorAsync(id, Authenticator.Code(key))));
        using var without = await app.AskTokenAsync();
        Assert.Equal("TWO_FACTOR_REQUIRED", await without.CodeAsync());
        using var wrong = await app.AskTokenAsync(code: Authenticator.WrongCode(key));
        Assert.Equal("LOG_IN_FAILED", await wrong.CodeAsync());
        using var right = await app.AskTokenAsync(code: Authenticator.Code(key));
        Assert.NotEmpty(await right.FieldAsync("accessToken"));
    }

    [Fact]
    public async Task No_secret_is_ever_logged()
    {
        var id = await app.HasAccountAsync();
        var token = await app.HasApiTokenAsync(id);
        using var client = app.Client(token.Secret);
        await client.StatusOfAsync("/unmarked");
        using var answer = await app.AskTokenAsync();
        using var wrong = await app.AskTokenAsync(password: "a mistyped secret");
        var access = await answer.FieldAsync("accessToken");
        Assert.NotEmpty(app.Lines.All);
        Assert.All(app.Lines.All, line =>
        {
            foreach (var secret in new[] { AccessApp.Password, "a mistyped secret", token.Secret, access, "wang@example.com" })
                Assert.DoesNotContain(secret!, line, StringComparison.OrdinalIgnoreCase);
        });
    }

    private async Task<HttpResponseMessage> RefreshAsync(string refreshToken)
    {
        using var client = app.Client();
        return await client.PostAsJsonAsync("/account/token/refresh", new { refreshToken }, Cancelled);
    }
}
