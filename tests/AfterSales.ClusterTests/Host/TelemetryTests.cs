using System.Net;
using System.Net.Http.Headers;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

/// <summary>Whoever operates the service reads at <c>/metrics</c> what it does; nobody else does, and no name or key stands there.</summary>
public sealed class TelemetryTests(SqliteDemo host) : IClassFixture<SqliteDemo>
{
    [Fact]
    public async Task Figures_are_for_administrators_alone()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(token: null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Get(await host.DemoToken("dispatcher.sh"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Get(await Administrator())).Status);
    }

    /// <remarks>In a process of its own: meters are heard by all of a process, and a process of many hosts has more of them than are kept.</remarks>
    [Fact]
    public async Task Saves_refusals_and_what_waits_are_told_without_names()
    {
        await using var database = await TestDatabase.Create(StorageProvider.Sqlite);
        await using var alone = await HostProcess.Start(database);
        var token = await alone.LogIn();
        var opened = await alone.Ask(token, """
            mutation { openBranch(input: { code: "MAD", name: "Ibaiondo", country: "ES", currency: "EUR",
              calendar: { timeZone: "Europe/Madrid", week: [{ day: MONDAY, from: "09:00", to: "14:00" }] } }) { branch { id } } }
            """);
        Assert.Equal("b-mad", opened.GetProperty("data").GetProperty("openBranch").GetProperty("branch").GetProperty("id").GetString());
        var answer = await alone.Ask(token, "mutation { closeBranch(input: { branchId: \"b-nowhere\", toBranchId: \"b-mad\", reason: \"x\" }) { errors { ... on Error { code } } } }");
        Assert.Equal("NOT_FOUND", answer.GetProperty("data").GetProperty("closeBranch").GetProperty("errors")[0].GetProperty("code").GetString());

        var figures = (await Get(alone.Client, token)).Text;
        Assert.Matches("aftersales_saves_seconds_count\\{[^}]*kind=\"branch\"[^}]*\\} [1-9]", figures);
        Assert.Matches("aftersales_refusals_total\\{[^}]*code=\"NOT_FOUND\"[^}]*\\} [1-9]", figures);
        Assert.Matches("aftersales_waiting_set_aside\\{[^}]*kind=\"wake\"[^}]*\\} 0", figures);
        Assert.Contains("aftersales_figures_lag_seconds", figures, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_count{", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("b-nowhere", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("Ibaiondo", figures, StringComparison.Ordinal);
        Assert.DoesNotContain(ServedHost.AdministratorEmail, figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_personal_token_of_an_administrator_reads_them_too()
    {
        var expires = TimeProvider.System.GetUtcNow().AddDays(30);
        var made = await host.Ask(await Administrator(), $"mutation {{ createApiToken(input: {{ name: \"prometheus\", expiresAt: \"{expires:O}\" }}) {{ newApiToken {{ secret }} errors {{ ... on Error {{ code message }} }} }} }}");
        Assert.Equal(HttpStatusCode.OK, (await Get(made.GetProperty("createApiToken").GetProperty("newApiToken").GetProperty("secret").GetString())).Status);
    }

    private Task<string> Administrator() => host.DemoToken("administrator");

    private Task<(HttpStatusCode Status, string Text)> Get(string? token) => Get(host.Client, token);

    private static async Task<(HttpStatusCode Status, string Text)> Get(HttpClient client, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
