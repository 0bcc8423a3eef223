using System.Text.Json;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Audit;

/// <summary>What happened to a record, and what a person did, over the wire.</summary>
public abstract class TimelineTests(ServedHost host)
{
    private const string Timeline = """
        query($id: ID!, $events: [String!], $actor: ID, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
          timeline(recordId: $id, events: $events, actorId: $actor, from: $from, to: $to, first: $first, after: $after) {
            nodes { version at actorId events { event words { field words } } } pageInfo { hasNextPage endCursor } totalCount } }
        """;

    [Fact]
    public async Task A_timeline_is_read_by_pages_in_the_order_in_which_it_happened()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var seen = new List<int>();
        string? after = null;
        do
        {
            var page = (await host.Ask(dispatcher, Timeline, new { id = "t-sh-4", first = 2, after })).GetProperty("timeline");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("version").GetInt32()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(1, 7), seen);
    }

    [Fact]
    public async Task A_timeline_is_narrowed_by_event_actor_and_period()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var finished = Assert.Single(await Of(dispatcher, new { id = "t-sh-4", events = new[] { "VisitFinished" } }));
        var happened = Assert.Single(finished.GetProperty("events").EnumerateArray());
        Assert.Equal("VisitFinished", happened.GetProperty("event").GetString());
        Assert.Contains(happened.GetProperty("words").EnumerateArray(), word => word.GetProperty("field").GetString() == "done" && word.GetProperty("words").GetString() == "已更换");
        var at = finished.GetProperty("at").GetDateTimeOffset();
        Assert.Equal(2, (await Of(dispatcher, new { id = "t-sh-4", events = new[] { "VisitFinished", "TicketCompleted" } })).Count);
        Assert.Empty(await Of(dispatcher, new { id = "t-sh-4", events = new[] { "VisitFinished" }, to = at }));
        Assert.NotEmpty(await Of(dispatcher, new { id = "t-sh-4", events = new[] { "VisitFinished" }, from = at }));
        Assert.Empty(await Of(dispatcher, new { id = "t-sh-4", actor = "nobody" }));
        Assert.Empty(await Of(dispatcher, new { id = "t-sh-4", events = new[] { "%", "\"" } }));
    }

    [Theory]
    [InlineData("dispatcher.mad", "t-sh-4")]
    [InlineData("technician.mad", "t-mad-2")]
    [InlineData("dispatcher.sh", "t-nowhere")]
    [InlineData("dispatcher.sh", "sweep/0")]
    [InlineData("dispatcher.sh", "x-sh-4")]
    [InlineData("storekeeper.sh", "c-sh-1")]
    public async Task A_record_one_may_not_see_has_no_timeline(string who, string record) =>
        Assert.Empty(await Of(await host.DemoToken(who), new { id = record }));

    [Fact]
    public async Task A_technician_reads_the_timeline_of_an_own_job() =>
        Assert.NotEmpty(await Of(await host.DemoToken("technician.mad"), new { id = "t-mad-1" }));

    [Fact]
    public async Task What_a_person_did_is_found_over_all_records_by_those_who_may()
    {
        var agent = await host.DemoToken("receptionist.sh");
        var me = (await host.Ask(agent, "{ me { accountId } }")).GetProperty("me").GetProperty("accountId").GetString();
        foreach (var ticket in new[] { "t-sh-1", "t-sh-2" })
            await host.Ask(agent, "mutation($id: ID!) { addTicketNote(input: { ticketId: $id, text: \"门铃坏了\" }) { errors { ... on Error { code } } } }", new { id = ticket });
        const string trail = "query($actor: ID!) { auditTrail(actorId: $actor, first: 2) { nodes { recordId events { event } } } }";
        var did = (await host.Ask(await host.DemoToken("director"), trail, new { actor = me })).GetProperty("auditTrail").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(["t-sh-2", "t-sh-1"], did.Select(node => node.GetProperty("recordId").GetString()));
        Assert.All(did, node => Assert.Equal("InternalNoteAdded", node.GetProperty("events")[0].GetProperty("event").GetString()));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(agent, trail, new { actor = me }));
    }

    private async Task<IReadOnlyList<JsonElement>> Of(string token, object variables) =>
        [.. (await host.Ask(token, Timeline, variables)).GetProperty("timeline").GetProperty("nodes").EnumerateArray()];
}

public sealed class TimelineOnSqlite(SqliteDemo host) : TimelineTests(host), IClassFixture<SqliteDemo>;

public sealed class TimelineOnPostgreSql(PostgreSqlDemo host) : TimelineTests(host), IClassFixture<PostgreSqlDemo>;
