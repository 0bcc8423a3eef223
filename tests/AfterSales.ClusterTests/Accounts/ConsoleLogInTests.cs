using AfterSales.Accounts;
using System.Net;
using System.Text.RegularExpressions;
using AfterSales.Access;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Accounts;

public sealed partial class ConsoleLogInTests : IAsyncLifetime
{
    private AccessApp app = null!;
    private HttpClient browser = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await AccessApp.StartAsync();
        browser = Browser(app);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return app.DisposeAsync();
    }

    [Fact]
    public async Task The_form_logs_in_and_goes_where_the_person_wanted_to_go()
    {
        await app.HasAccountAsync();
        using var answer = await LogInAsync("/tickets?branch=b-1");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/tickets?branch=b-1", answer.Headers.Location?.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("aftersales=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/unmarked"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task A_link_cannot_send_people_to_another_site_after_the_log_in(string address)
    {
        await app.HasAccountAsync();
        using var answer = await LogInAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/account/logout")]
    public async Task A_form_that_ends_in_its_middle_is_answered_with_the_page(string path)
    {
        using var form = new StringContent("--x", new System.Net.Http.Headers.MediaTypeHeaderValue("multipart/form-data") { Parameters = { new("boundary", "x") } });
        using var answer = await browser.PostAsync(path, form, Cancelled);
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_form_of_another_site_logs_nobody_in_or_out()
    {
        await app.HasAccountAsync();
        using var forged = new FormUrlEncodedContent(Form("wang@example.com", AccessApp.Password, "/"));
        using var logIn = await browser.PostAsync("/account/login", forged, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, logIn.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusOfAsync("/unmarked"));

        using var genuine = await LogInAsync("/");
        using var nothing = new FormUrlEncodedContent([]);
        using var logOut = await browser.PostAsync("/account/logout", nothing, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, logOut.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task Logging_out_ends_the_session_of_the_browser()
    {
        await app.HasAccountAsync();
        using var loggedIn = await LogInAsync("/");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await AntiforgeryAsync())]);
        using var answer = await browser.PostAsync("/account/logout", form, Cancelled);
        Assert.Equal("/account/login", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task A_wrong_password_is_said_in_words_and_the_address_need_not_be_typed_again()
    {
        await app.HasAccountAsync();
        using var answer = await LogInAsync("/tickets", password: "wrong<b>");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("role=\"alert\">E-mail, password or one-time code is wrong", page, StringComparison.Ordinal);
        Assert.Contains("value=\"wang@example.com\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"returnUrl\" value=\"/tickets\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_outside_is_shown_as_text()
    {
        var page = await browser.GetStringAsync("/account/login?returnUrl=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", Cancelled);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_allows_no_script_and_no_frame_and_is_kept_by_no_cache()
    {
        using var answer = await browser.GetAsync("/account/login", Cancelled);
        var rules = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", rules, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", rules, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", null, "zh-CN", "登录")]
    [InlineData("es-MX", null, "es", "Iniciar sesión")]
    [InlineData("de,fr;q=0.5", null, "en", "Log in")]
    [InlineData("es", "c=zh-CN|uic=zh-CN", "zh-CN", "登录")]
    public async Task The_page_speaks_the_language_of_the_person(string accepted, string? cookie, string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        if (cookie is not null) request.Headers.Add("Cookie", $".AspNetCore.Culture={Uri.EscapeDataString(cookie)}");
        using var answer = await browser.SendAsync(request, Cancelled);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_style_of_the_page_can_be_had_without_a_log_in()
    {
        var page = await browser.GetStringAsync("/account/login", Cancelled);
        var style = StyleAddress().Match(page).Groups[1].Value;
        Assert.Contains("color-scheme", await browser.GetStringAsync(style, Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("new password")]
    public async Task A_session_ends_within_a_minute_when_the_account_is(string what)
    {
        var id = await app.HasAccountAsync();
        using var loggedIn = await LogInAsync("/");
        Assert.Null(await app.WithAccountsAsync(a => what == "disabled" ? a.DisableAsync(id) : a.SetPasswordAsync(id, "another good sentence")));
        app.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task A_session_is_given_other_roles_within_a_minute()
    {
        var id = await app.HasAccountAsync();
        using var loggedIn = await LogInAsync("/");
        Assert.Null(await app.WithAccountsAsync(a => a.AssignRolesAsync(id, [new Assignment(Role.Storekeeper, "b-2")])));
        app.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        Assert.Contains("\"place\":\"b-2\"", await browser.GetStringAsync("/unmarked", Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_offers_its_log_ins_as_buttons_that_work_without_a_script()
    {
        await using var demo = await AccessApp.StartAsync(services => services.AddSingleton<IDemoLogIns, OneDemoLogIn>());
        await demo.HasAccountAsync();
        using var visitor = Browser(demo);
        var page = await visitor.GetStringAsync("/account/login", Cancelled);
        var form = page[page.IndexOf("<section", StringComparison.Ordinal)..];
        var fields = Field().Matches(form).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await visitor.PostAsync("/account/login", content, Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task Nobody_is_offered_log_ins_where_no_demo_runs() =>
        Assert.DoesNotContain("<section", await browser.GetStringAsync("/account/login", Cancelled), StringComparison.Ordinal);

    private static HttpClient Browser(AccessApp app)
    {
        var client = app.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    private async Task<HttpResponseMessage> LogInAsync(string returnUrl, string password = AccessApp.Password)
    {
        using var form = new FormUrlEncodedContent(
            [.. Form("wang@example.com", password, returnUrl), KeyValuePair.Create("__RequestVerificationToken", await AntiforgeryAsync())]);
        return await browser.PostAsync("/account/login", form, Cancelled);
    }

    private async Task<string> AntiforgeryAsync()
    {
        var page = await browser.GetStringAsync("/account/login", Cancelled);
        return Field().Matches(page).First(m => m.Groups[1].Value == "__RequestVerificationToken").Groups[2].Value;
    }

    private static IEnumerable<KeyValuePair<string, string>> Form(string email, string password, string returnUrl) =>
        [new("email", email), new("password", password), new("returnUrl", returnUrl)];

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Field();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]+)\">")]
    private static partial Regex StyleAddress();

    private sealed class OneDemoLogIn : IDemoLogIns
    {
        public IReadOnlyList<(string Role, string Email, string Password)> All { get; } = [("Dispatcher", "wang@example.com", AccessApp.Password)];
    }
}
