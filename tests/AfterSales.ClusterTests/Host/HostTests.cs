using System.Net;
using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

public abstract class HostTests(ServedHost host)
{
    [Fact]
    public async Task The_service_is_live_and_ready()
    {
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
        Assert.Equal("Healthy", await host.Client.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task Every_demo_log_in_works()
    {
        foreach (var (_, email, password) in host.DemoLogIns!.All) Assert.NotEmpty(await host.Token(email, password));
    }

    [Fact]
    public async Task Demo_time_moves_once_for_each_request_whatever_came_between()
    {
        const string Move = "mutation($d: Int!, $r: ID) { moveDemoTime(input: { days: $d, requestId: $r }) { demoTime { now } errors { ... on Error { code } } } }";
        var first = await Moved("one-request");
        var other = await Moved("other-request");
        Assert.InRange(other - first, TimeSpan.FromDays(2), TimeSpan.FromDays(2.1));
        Assert.InRange(await Moved("one-request") - other, TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Equal("REQUEST_ID_REUSED", (await Answered(3, "one-request")).GetProperty("errors")[0].GetProperty("code").GetString());

        async Task<DateTimeOffset> Moved(string request) => (await Answered(2, request)).GetProperty("demoTime").GetProperty("now").GetDateTimeOffset();

        async Task<JsonElement> Answered(int d, string r) =>
            (await host.Ask(await host.DemoToken("administrator"), Move, new { d, r })).GetProperty("moveDemoTime");
    }
}

public sealed class SqliteHostTests(SqliteDemo host) : HostTests(host), IClassFixture<SqliteDemo>;

public sealed class PostgreSqlHostTests(PostgreSqlDemo host) : HostTests(host), IClassFixture<PostgreSqlDemo>;
