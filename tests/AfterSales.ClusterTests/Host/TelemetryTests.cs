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

    [Theory]
    [InlineData("/metrics", HttpStatusCode.Unauthorized)]
    [InlineData("/nowhere", HttpStatusCode.Unauthorized)]
    [InlineData("/graphql?query=%7B%20customer%20%7D", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    public async Task Each_answer_carries_the_id_a_failure_has_in_the_log(string path, HttpStatusCode status)
    {
        using var first = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        using var second = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, first.StatusCode);
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(first.Headers.GetValues("X-Trace-Id")));
        Assert.NotEqual(first.Headers.GetValues("X-Trace-Id"), second.Headers.GetValues("X-Trace-Id"));
    }

    /// <summary>And its page loads nothing from elsewhere.</summary>
    [Fact]
    public async Task Orleans_dashboard_is_for_administrators_alone()
    {
        foreach (var path in (string[])["/orleans/", "/orleans/DashboardCounters"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Get(token: null, path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await Get(await host.DemoToken("dispatcher.sh"), path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await Get(await Administrator(), path)).Status);
        }

        var page = (await Get(await Administrator(), "/orleans/")).Text;
        Assert.Contains("<script", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"?(https?:)?//", page);
        Assert.Contains("\"hosts\"", (await Get(await Administrator(), "/orleans/DashboardCounters")).Text, StringComparison.OrdinalIgnoreCase);
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

    /// <summary>By the standard's settings alone, and to a collector that speaks the standard's protocol.</summary>
    [Fact]
    public async Task Traces_figures_and_logs_go_to_a_collector_without_the_secret_of_a_link()
    {
        const string secret = "VeryMuchASecretOfALink";
        await using var collector = await Collector.Start();
        await using var database = await TestDatabase.Create(StorageProvider.Sqlite);
        await using var alone = await HostProcess.Start(database, settings:
        [
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_SERVICE_NAME=aftersales-madrid",
            "--OTEL_BSP_SCHEDULE_DELAY=200", "--OTEL_BLRP_SCHEDULE_DELAY=200", "--OTEL_METRIC_EXPORT_INTERVAL=200", "--Logging:LogLevel:Default=Information",
        ]);
        var token = await alone.LogIn();
        await alone.Ask(token, "mutation { closeBranch(input: { branchId: \"b-nowhere\", toBranchId: \"b-mad\", reason: \"x\" }) { errors { ... on Error { code } } } }");
        using var link = await alone.Client.GetAsync($"/survey/{secret}", TestContext.Current.CancellationToken);

        await collector.Receives("/v1/traces", "aftersales-madrid", "/graphql", "IBranchGrain");
        await collector.Receives("/v1/metrics", "aftersales.refusals", "NOT_FOUND");
        await collector.Receives("/v1/logs", " logged in");
        Assert.False(collector.Holds(secret));
    }

    [Fact]
    public async Task A_personal_token_of_an_administrator_reads_them_too()
    {
        var expires = TimeProvider.System.GetUtcNow().AddDays(30);
        var made = await host.Ask(await Administrator(), $"mutation {{ createApiToken(input: {{ name: \"prometheus\", expiresAt: \"{expires:O}\" }}) {{ newApiToken {{ secret }} errors {{ ... on Error {{ code message }} }} }} }}");
        Assert.Equal(HttpStatusCode.OK, (await Get(made.GetProperty("createApiToken").GetProperty("newApiToken").GetProperty("secret").GetString())).Status);
    }

    private Task<string> Administrator() => host.DemoToken("administrator");

    private Task<(HttpStatusCode Status, string Text)> Get(string? token, string path = "/metrics") => Get(host.Client, token, path);

    private static async Task<(HttpStatusCode Status, string Text)> Get(HttpClient client, string? token, string path = "/metrics")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
