using System.Net;
using System.Net.Http.Json;
using AfterSales.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Accounts;

/// <summary>Log-in by another provider, which runs in a process of its own: it proves who somebody is, and gives nobody an account.</summary>
public sealed class OpenIdTests : IAsyncLifetime
{
    private OpenIdProvider provider = null!;
    private AccessApp app = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await OpenIdProvider.Start();
        // The provider lives by the real clock.
        app = await AccessApp.StartAsync(services => services.AddSingleton(TimeProvider.System), ("OpenId:Authority", provider.Address), ("OpenId:ClientId", OpenIdProvider.ClientId),
            ("OpenId:ClientSecret", OpenIdProvider.ClientSecret), ("OpenId:Name", "Corporate <Login>"));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_the_provider_proves_is_logged_in_with_the_account_of_his_address_and_afterwards_by_his_subject()
    {
        var id = await app.HasAccountAsync();
        using var browser = app.Client();
        var page = await browser.GetStringAsync("/account/login?returnUrl=%2Funmarked", Cancelled);
        Assert.Contains("<a id=\"openid\" href=\"/account/login/openid?returnUrl=%2Funmarked\">Log in with Corporate &lt;Login&gt;</a>", page, StringComparison.Ordinal);
        using var back = await LogIn(browser, "s-1|wang@example.com|true");
        Assert.Equal("/unmarked", back.Headers.Location?.OriginalString);
        var caller = await browser.GetFromJsonAsync<Caller>("/unmarked", Cancelled);
        Assert.Equal((id, "Wang Wei"), (caller!.Account, caller.Name));
        Assert.Equal([new Assignment(Role.Dispatcher, "b-1")], caller.Assignments);

        using var later = app.Client();
        using var moved = await LogIn(later, "s-1|another@example.com|true");
        Assert.Equal(id, (await later.GetFromJsonAsync<Caller>("/unmarked", Cancelled))!.Account);
    }

    [Theory]
    [InlineData("s-2|stranger@example.com|true")]
    [InlineData("s-3|wang@example.com|false")]
    public async Task No_account_is_made_and_none_given_to_an_address_that_was_not_verified(string person)
    {
        await app.HasAccountAsync();
        using var browser = app.Client();
        using var refused = await LogIn(browser, person);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("You have no account here.", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync("/unmarked"));
        Assert.Equal(1, await app.WithDbAsync(db => db.Users.CountAsync(Cancelled)));
    }

    [Fact]
    public async Task An_account_that_belongs_to_one_subject_is_given_to_no_other_and_a_closed_one_to_nobody()
    {
        var id = await app.HasAccountAsync();
        using var first = app.Client();
        (await LogIn(first, "s-1|wang@example.com|true")).Dispose();
        using var other = app.Client();
        using var refused = await LogIn(other, "s-9|wang@example.com|true");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        await app.WithAccountsAsync(accounts => accounts.DisableAsync(id));
        using var closed = app.Client();
        using var no = await LogIn(closed, "s-1|wang@example.com|true");
        Assert.Equal(HttpStatusCode.Forbidden, no.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_logs_nobody_in()
    {
        await app.HasAccountAsync();
        using var browser = app.Client();
        var answer = await Proved(browser, "s-1|wang@example.com|true");
        using var stolen = app.Client();
        using var refused = await stolen.GetAsync(answer, Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("did not succeed", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await stolen.StatusOfAsync("/unmarked"));
    }

    [Fact]
    public async Task A_link_cannot_send_people_to_another_site_after_the_log_in()
    {
        await app.HasAccountAsync();
        using var browser = app.Client();
        using var back = await LogIn(browser, "s-1|wang@example.com|true", "https%3A%2F%2Fevil.example");
        Assert.Equal("/", back.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Without_the_settings_there_is_no_such_way_in()
    {
        await using var plain = await AccessApp.StartAsync();
        using var browser = plain.Client();
        Assert.DoesNotContain("openid", await browser.GetStringAsync("/account/login", Cancelled), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusOfAsync("/account/login/openid"));
    }

    private async Task<HttpResponseMessage> LogIn(HttpClient browser, string person, string returnUrl = "%2Funmarked") =>
        await browser.GetAsync(await Proved(browser, person, returnUrl), Cancelled);

    /// <summary>Where the provider sends the browser back to, once it has proved the person.</summary>
    private static async Task<Uri> Proved(HttpClient browser, string person, string returnUrl = "%2Funmarked")
    {
        using var begun = await browser.GetAsync($"/account/login/openid?returnUrl={returnUrl}", Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        using var proved = await browser.GetAsync($"{begun.Headers.Location}&login_hint={Uri.EscapeDataString(person)}", Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, proved.StatusCode);
        return proved.Headers.Location!;
    }
}
