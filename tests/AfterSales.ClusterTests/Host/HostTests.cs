using System.Net;
using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

public abstract class HostTests(ServedHost host)
{
    private const string Import = """
        mutation($input: ImportCustomersInput!) { importCustomers(input: $input) {
          importReport { customers products rejected rejects { line reason text } } errors { ... on Error { code } } } }
        """;

    private const string List = """
        reference;name;phone;model;serial;purchased_on
        R-1;王伟;138 0013 8100;WM-8;S-100;2026-01-05
        R-2;"García
        Peña";+34 612 000 111;;;
        R-3;李娜;no number;WM-8;S-101;2026-01-05
        R-4;赵敏;139 1602 3000;WM-8;S-102;2026-13-05
        R-5;too few
        """;

    private static string Mark(string list, string mark) => list.Replace("R-", $"{mark}-", StringComparison.Ordinal).Replace("S-10", $"{mark}10", StringComparison.Ordinal);

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
    public async Task An_import_keeps_good_rows_and_says_what_is_wrong_with_the_others()
    {
        var report = await Imported(Mark(List, "A"), firstLine: 1);
        Assert.Equal(2, report.GetProperty("customers").GetInt32());
        Assert.Equal(1, report.GetProperty("products").GetInt32());
        Assert.Equal([(5, "phone"), (6, "purchased_on"), (7, "row")], report.GetProperty("rejects").EnumerateArray()
            .Select(r => (r.GetProperty("line").GetInt32(), new[] { "phone", "purchased_on", "row" }.Single(field => r.GetProperty("reason").GetString()!.Contains(field, StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task Importing_twice_doubles_nothing()
    {
        var first = await Imported(Mark(List, "B"), firstLine: 1);
        var before = await Count();
        var second = await Imported("\uFEFF" + Mark(List, "B"), firstLine: 101);
        Assert.Equal(first.GetProperty("customers").GetInt32(), second.GetProperty("customers").GetInt32());
        Assert.Equal(105, second.GetProperty("rejects")[0].GetProperty("line").GetInt32());
        Assert.Equal(before, await Count());
    }

    [Fact]
    public async Task Of_two_customers_who_claim_one_unit_the_first_in_the_list_has_it()
    {
        // The first customer has much to be taken before his claim; the second has nothing else.
        var rows = string.Concat(Enumerable.Range(1, 20).Select(i => $"C-1;王伟;WM-8;C{i}\n"));
        var report = await Imported($"reference;name;model;serial\n{rows}C-1;王伟;WM-8;CX\nC-2;李娜;WM-8;CX\n", firstLine: 1);
        Assert.Equal(23, Assert.Single(report.GetProperty("rejects").EnumerateArray()).GetProperty("line").GetInt32());
        Assert.Equal((22, 21), (report.GetProperty("customers").GetInt32(), report.GetProperty("products").GetInt32()));
    }

    [Fact]
    public async Task An_unknown_column_is_refused_by_name()
    {
        var payload = await Answered("name;favourite_colour\n王伟;红\n", 1);
        Assert.Equal("INPUT_INVALID", payload.GetProperty("errors")[0].GetProperty("code").GetString());
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

    private async Task<JsonElement> Imported(string csv, int firstLine) => (await Answered(csv, firstLine)).GetProperty("importReport");

    private async Task<JsonElement> Answered(string csv, int firstLine) =>
        (await host.Ask(await host.DemoToken("dispatcher.sh"), Import, new { input = new { branchId = "b-sh", csv, firstLine } })).GetProperty("importCustomers");

    private async Task<int> Count() =>
        (await host.Ask(await host.DemoToken("dispatcher.sh"), "{ customers(first: 100) { nodes { id } } }")).GetProperty("customers").GetProperty("nodes").GetArrayLength();
}

public sealed class SqliteHostTests(SqliteDemo host) : HostTests(host), IClassFixture<SqliteDemo>;

public sealed class PostgreSqlHostTests(PostgreSqlDemo host) : HostTests(host), IClassFixture<PostgreSqlDemo>;
