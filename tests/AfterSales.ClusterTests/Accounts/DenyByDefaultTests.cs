using System.Net;

namespace AfterSales.ClusterTests.Accounts;

public sealed class DenyByDefaultTests : IAsyncLifetime
{
    private AccessApp app = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => app = await AccessApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("/unmarked")]
    [InlineData("/graphql")]
    public async Task An_endpoint_that_says_nothing_about_access_is_closed_to_strangers(string address)
    {
        using var client = app.Client();
        using var answer = await client.GetAsync(address, Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("AUTH_NOT_AUTHENTICATED", await answer.CodeAsync());
    }

    [Fact]
    public async Task A_person_who_opens_a_page_is_led_to_the_log_in_and_back()
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        using var answer = await client.GetAsync("/unmarked?a=b", Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/account/login?returnUrl=%2Funmarked%3Fa%3Db", answer.Headers.Location?.PathAndQuery);
    }

    [Fact]
    public async Task The_api_answers_even_a_browser_with_a_refusal_and_not_with_a_page()
    {
        using var client = app.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusOfAsync("/graphql"));
        using var posted = await client.PostAsync("/graphql", content: null, Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, posted.StatusCode);
    }
}
