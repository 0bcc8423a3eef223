using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;
using Npgsql;

namespace AfterSales.ClusterTests.Faults;

/// <summary>What the service stands on gives out for a while: who asks is told so and may try again, what was acknowledged is there, and it goes on by itself.</summary>
public sealed class ResourcesGoneTests
{
    private const int Most = 400;

    private const string Branch = """
        mutation { openBranch(input: { code: "SH", name: "Shanghai", country: "CN", currency: "CNY", calendar: { timeZone: "Asia/Shanghai", week: [
          { day: MONDAY, from: "09:00", to: "18:00" }] } }) { branch { id } errors { ... on Error { code message } } } }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_loses_nothing_and_when_there_is_room_again_it_goes_on()
    {
        await using var database = await TestDatabase.Create(StorageProvider.Sqlite);
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await using var host = await HostProcess.StartOnSmallDisk(database);
        var token = await host.LogIn();
        await host.Ask(token, Branch);
        await host.LimitFiles(Math.Max(new FileInfo(file).Length, new FileInfo(file + "-wal").Length) + (1 << 20));
        var acknowledged = new List<string>();
        string? refusal = null;
        for (var i = 0; i < Most && refusal is null; i++)
        {
            if (await Register(host, token, $"c-full-{i}") is { } refused) refusal = refused;
            else acknowledged.Add($"c-full-{i}");
        }

        Assert.Equal("TRY_AGAIN", refusal);
        Assert.NotEmpty(acknowledged);
        // Reads go on.
        Assert.Equal(acknowledged[0], await Read(host, token, acknowledged[0]));

        await host.LimitFiles(null);
        Assert.Null(await Register(host, token, $"c-full-{acknowledged.Count}"));
        foreach (var key in acknowledged) Assert.Equal(key, await Read(host, token, key));
        Assert.Null(await Register(host, token, "c-afterwards"));
    }

    [Fact]
    public async Task When_no_connection_is_left_who_asks_is_told_to_try_again_and_is_answered_afterwards()
    {
        await using var database = await TestDatabase.Create(StorageProvider.PostgreSql);
        var few = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 6, Timeout = 2, CommandTimeout = 30 }.ConnectionString;
        await using var host = await HostProcess.Start(database, membership: "Localhost", settings: [$"--ConnectionStrings:AfterSales={few}"]);
        var token = await host.LogIn();
        await host.Ask(token, Branch);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var holder = await source.OpenConnectionAsync(Cancelled);
        await using var held = await holder.BeginTransactionAsync(Cancelled);
        await using (var command = new NpgsqlCommand("lock table customer in access exclusive mode", holder, held)) await command.ExecuteNonQueryAsync(Cancelled);
        // Each save waits for the table with a connection in its hand.
        var asked = Enumerable.Range(0, 30).Select(number => Register(host, token, $"c-pool-{number}")).ToArray();
        var first = await await Task.WhenAny(asked);
        Assert.Equal("TRY_AGAIN", first);
        await held.RollbackAsync(Cancelled);
        var answers = await Task.WhenAll(asked);
        Assert.All(answers, answer => Assert.True(answer is null or "TRY_AGAIN", answer));
        for (var number = 0; number < answers.Length; number++)
        {
            Assert.Null(await Register(host, token, $"c-pool-{number}"));
            Assert.Equal($"c-pool-{number}", await Read(host, token, $"c-pool-{number}"));
        }
    }

    /// <summary>The code it was refused with; null where it is on file. The same again is the same request.</summary>
    private static async Task<string?> Register(HostProcess host, string token, string key)
    {
        var answer = await host.Ask(token, $$"""
            mutation { registerCustomer(input: { branchId: "b-sh", id: "{{key}}", customer: { name: "王伟" }, requestId: "{{key}}" }) { customer { id } errors { ... on Error { code } } } }
            """);
        if (answer.TryGetProperty("errors", out var errors)) return errors[0].GetProperty("extensions").GetProperty("code").GetString();
        var refused = answer.GetProperty("data").GetProperty("registerCustomer").GetProperty("errors");
        return refused.ValueKind == JsonValueKind.Null ? null : refused[0].GetProperty("code").GetString();
    }

    private static async Task<string?> Read(HostProcess host, string token, string key)
    {
        var answer = await host.Ask(token, $$"""{ customer(id: "{{key}}") { id } }""");
        return answer.GetProperty("data").GetProperty("customer") is { ValueKind: JsonValueKind.Object } customer ? customer.GetProperty("id").GetString() : null;
    }
}
