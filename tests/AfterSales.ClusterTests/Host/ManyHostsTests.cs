using System.Diagnostics;
using System.Text.Json;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

/// <summary>Several host processes on one database find each other by it, and share the work.</summary>
public sealed class ManyHostsTests
{
    private const string Branch = """
        mutation { openBranch(input: { code: "SH", name: "Shanghai", country: "CN", currency: "CNY", calendar: { timeZone: "Asia/Shanghai", week: [
          { day: MONDAY, from: "09:00", to: "18:00" }] } }) { branch { id } errors { ... on Error { code message } } } }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_host_that_is_killed_leaves_nothing_undone_and_the_others_go_on()
    {
        await using var database = await TestDatabase.Create(StorageProvider.PostgreSql);
        await using var first = await HostProcess.Start(database);
        await using var second = await HostProcess.Start(database);
        var token = await first.LogIn();
        await first.Ask(token, Branch);
        var keys = Enumerable.Range(1, 8).Select(i => $"c-{i}").ToArray();
        foreach (var key in keys) Assert.Equal(key, Customer(await first.Ask(token, Register(key)), "registerCustomer").GetProperty("id").GetString());

        // The log-in of one host counts at the other, and what was registered there is there.
        foreach (var key in keys) Assert.Equal(1, (await Read(second, key)).GetProperty("version").GetInt32());
        await first.Kill();
        foreach (var key in keys) await Amended(second, key);

        // One that comes later is not held up by the one that is gone, nor by all of them.
        await using (var third = await HostProcess.Start(database))
        {
            foreach (var key in keys) Assert.Equal(2, (await Read(third, key)).GetProperty("version").GetInt32());
            await third.Kill();
        }

        await second.Kill();
        await using var last = await HostProcess.Start(database);
        foreach (var key in keys) Assert.Equal(2, (await Read(last, key)).GetProperty("version").GetInt32());

        async Task<JsonElement> Read(HostProcess host, string key) => (await host.Ask(token, $$"""{ customer(id: "{{key}}") { name version } }""")).GetProperty("data").GetProperty("customer");

        // Until the others have noticed that a host is gone, its records can't be reached: the client is told to try again.
        async Task Amended(HostProcess host, string key)
        {
            var since = Stopwatch.StartNew();
            while (true)
            {
                var answer = await host.Ask(token, $$"""
                    mutation { amendCustomer(input: { id: "{{key}}", customer: { name: "李娜" }, requestId: "amend-{{key}}" }) { customer { version } errors { ... on Error { code } } } }
                    """);
                Assert.True(answer.TryGetProperty("data", out var data), answer.ToString());
                var payload = data.GetProperty("amendCustomer");
                if (payload.GetProperty("errors").ValueKind == JsonValueKind.Null)
                {
                    Assert.Equal(2, payload.GetProperty("customer").GetProperty("version").GetInt32());
                    return;
                }

                Assert.Equal("TRY_AGAIN", payload.GetProperty("errors")[0].GetProperty("code").GetString());
                Assert.True(since.Elapsed < Patience, $"{key} could not be amended within {Patience}.");
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            }
        }
    }

    private static string Register(string key) => $$"""
        mutation { registerCustomer(input: { branchId: "b-sh", id: "{{key}}", customer: { name: "王伟" } }) { customer { id } errors { ... on Error { code message } } } }
        """;

    private static JsonElement Customer(JsonElement answer, string mutation) => answer.GetProperty("data").GetProperty(mutation).GetProperty("customer");
}
