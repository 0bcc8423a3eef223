using System.Collections.Concurrent;
using System.Text.Json;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

/// <summary>A host that is told to stop finishes what it has begun, and where there are others nobody notices.</summary>
public sealed class StoppingTests
{
    private const int Clients = 2;

    private const string Branch = """
        mutation { openBranch(input: { code: "SH", name: "Shanghai", country: "CN", currency: "CNY", calendar: { timeZone: "Asia/Shanghai", week: [
          { day: MONDAY, from: "09:00", to: "18:00" }] } }) { branch { id } errors { ... on Error { code message } } } }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_host_that_is_told_to_stop_says_so_while_it_goes_on_serving()
    {
        await using var database = await TestDatabase.Create(StorageProvider.Sqlite);
        await using var host = await HostProcess.Start(database, settings: ["--Shutdown:DrainSeconds=3"]);
        var token = await host.LogIn();
        await Until(host.IsReady);
        var stopped = host.Stop();
        await Until(async () => !await host.IsReady());
        Assert.False(stopped.IsCompleted);
        Assert.Equal(JsonValueKind.Null, (await host.Ask(token, Branch)).GetProperty("data").GetProperty("openBranch").GetProperty("errors").ValueKind);
        Assert.Equal(0, await stopped);
    }

    /// <summary>Each of three hosts is replaced while clients work, as a load balancer lets them: they ask those that say they are ready.</summary>
    [Fact]
    public async Task Hosts_are_replaced_one_after_the_other_and_no_request_fails()
    {
        await using var database = await TestDatabase.Create(StorageProvider.PostgreSql);
        var hosts = new List<HostProcess>();
        var ready = new ConcurrentDictionary<HostProcess, bool>();
        using var stopping = new CancellationTokenSource();
        try
        {
            for (var i = 0; i < 3; i++) await Add();
            var token = await hosts[0].LogIn();
            await hosts[0].Ask(token, Branch);
            var asked = 0;
            var failures = new ConcurrentQueue<string>();
            var balancer = Look();
            var work = Enumerable.Range(0, Clients).Select(client => Task.Run(() => Work(client))).ToArray();
            await Until(() => Task.FromResult(Volatile.Read(ref asked) > 100));
            foreach (var old in hosts.ToArray())
            {
                Assert.Equal(0, await old.Stop());
                ready.TryRemove(old, out _);
                await Add();
                var before = Volatile.Read(ref asked);
                await Until(() => Task.FromResult(Volatile.Read(ref asked) > before + 100));
            }

            await stopping.CancelAsync();
            await Task.WhenAll([.. work, balancer]);
            Assert.True(failures.IsEmpty, $"{failures.Count} of {asked} requests failed, such as {failures.FirstOrDefault()}");

            async Task Work(int client)
            {
                for (var i = 0; !stopping.IsCancellationRequested; i++)
                {
                    var key = FormattableString.Invariant($"c-{client}-{i % 20}");
                    await Ask(i < 20
                        ? $$"""mutation { registerCustomer(input: { branchId: "b-sh", id: "{{key}}", customer: { name: "王伟" }, requestId: "{{client}}-{{i}}" }) { errors { ... on Error { code } } } }"""
                        : $$"""mutation { amendCustomer(input: { id: "{{key}}", customer: { name: "李娜 {{i}}" }, requestId: "{{client}}-{{i}}" }) { errors { ... on Error { code } } } }""");
                    await Ask($$"""{ customer(id: "{{key}}") { name version } }""");
                    // As people work: the other tests have the machine too.
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                }
            }

            async Task Ask(string query)
            {
                var among = ready.Where(host => host.Value).Select(host => host.Key).ToArray();
                var host = among[Interlocked.Increment(ref asked) % among.Length];
                try
                {
                    var answer = await host.Ask(token, query);
                    if (answer.TryGetProperty("errors", out _) || answer.GetProperty("data").EnumerateObject().First().Value is not { ValueKind: JsonValueKind.Object } first
                        || (first.TryGetProperty("errors", out var errors) && errors.ValueKind != JsonValueKind.Null)) failures.Enqueue(answer.ToString());
                }
                catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
                {
                    failures.Enqueue(failure.Message);
                }
            }

            async Task Look()
            {
                while (!stopping.IsCancellationRequested)
                {
                    foreach (var host in ready.Keys)
                        if (await host.IsReady() is var isReady && ready.ContainsKey(host)) ready[host] = isReady;
                    await Task.Delay(Glance, TimeProvider.System);
                }
            }
        }
        finally
        {
            await stopping.CancelAsync();
            foreach (var host in hosts) await host.DisposeAsync();
        }

        async Task Add()
        {
            var host = await HostProcess.Start(database, settings: ["--Shutdown:DrainSeconds=2", "--Api:RequestsPerMinute=0"]);
            hosts.Add(host);
            await Until(host.IsReady);
            ready[host] = true;
        }
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "It did not come about.");
            await Task.Delay(Glance, TimeProvider.System);
        }
    }
}
