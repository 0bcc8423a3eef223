using System.Text.Json;
using AfterSales.Tests.Api.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Api;

public sealed class SocketTests
{
    private const string Manager = "Bearer manager";

    [Fact]
    public async Task A_query_is_answered_over_the_socket() =>
        Assert.Equal("manager", (await Ask("query", Manager))[0].GetProperty("data").GetProperty("me").GetString());

    [Fact]
    public async Task A_mutation_is_answered_over_the_socket() =>
        Assert.StartsWith("Pump for administrator", (await Ask("mutation", "Bearer administrator"))[0]
            .GetProperty("data").GetProperty("registerJob").GetProperty("job").GetProperty("title").GetString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_subscription_gives_each_event_with_the_callers_rights()
    {
        var events = (await Ask("counting", Manager)).EnumerateArray().Select(e => e.GetProperty("data").GetProperty("counting")).ToArray();
        Assert.Equal(["j-1", "j-2", "j-3", "j-4"], events.Select(e => e.GetProperty("id").GetString()));
        Assert.All(events, e => Assert.Equal("manager", e.GetProperty("title").GetString()));
        Assert.Equal("Mechanic m-j-4", events[3].GetProperty("mechanic").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Many_operations_share_a_socket() =>
        Assert.Equal(Enumerable.Range(1, 20), (await Ask("parallel", Manager)).EnumerateArray().Select(n => n.GetInt32()));

    [Fact]
    public async Task An_unknown_field_is_an_error_of_the_operation() => Assert.Contains("nothing", (await Ask("invalid", Manager)).GetRawText(), StringComparison.Ordinal);

    [Fact]
    public async Task Nobody_is_refused_before_a_stream_begins()
    {
        var answer = Assert.Single((await Ask("refused")).EnumerateArray());
        Assert.Contains("AUTH_NOT_AUTHENTICATED", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsubscribe")]
    [InlineData("drop")]
    public async Task The_end_of_a_subscription_ends_its_stream(string scenario)
    {
        await using var workshop = await ServedWorkshop.Start();
        var subscribers = workshop.Services.GetRequiredService<SubscriberCount>();
        var seen = 0;
        var client = NodeClient.Run("socket.mjs", scenario, workshop.SocketAddress, Manager);
        while (!client.IsCompleted)
        {
            seen = Math.Max(seen, subscribers.Count);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        for (var i = 0; i < 100 && subscribers.Count > 0; i++) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (seen, subscribers.Count));
    }

    [Theory]
    [InlineData("badToken", 4403)]
    [InlineData("noInit", 4401)]
    [InlineData("twoInits", 4429)]
    [InlineData("twice", 4409)]
    [InlineData("garbage", 4400)]
    [InlineData("unknown", 4400)]
    [InlineData("noPayload", 4400)]
    [InlineData("silent", 4408)]
    [InlineData("huge", 4413)]
    [InlineData("flood", 4413)]
    public async Task What_breaks_the_protocol_closes_the_socket_with_a_code(string scenario, int code) =>
        Assert.Equal(code, (await Ask(scenario, scenario == "badToken" ? "Bearer forged" : Manager)).GetProperty("code").GetInt32());

    [Fact]
    public async Task Another_protocol_is_turned_away() => Assert.Equal(400, (await Ask("otherProtocol")).GetProperty("status").GetInt32());

    [Fact]
    public async Task A_page_of_another_origin_is_turned_away() => Assert.Equal(403, (await Ask("foreignOrigin", Manager)).GetProperty("status").GetInt32());

    [Fact]
    public async Task A_page_of_the_same_origin_is_let_in() => Assert.Equal("connection_ack", First(await Ask("ownOrigin", Manager)));

    [Fact]
    public async Task A_ping_is_answered() => Assert.Equal("pong", First(await Ask("ping")));

    private static string? First(JsonElement answer) => answer.GetProperty("received")[0].GetProperty("type").GetString();

    private static async Task<JsonElement> Ask(string scenario, string token = "")
    {
        await using var workshop = await ServedWorkshop.Start();
        var (exitCode, output) = await NodeClient.Run("socket.mjs", scenario, workshop.SocketAddress, token);
        Assert.True(exitCode == 0, output);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
