using System.Text.Json;
using AfterSales.Access;
using AfterSales.Audit;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.Records;
using AfterSales.Reports;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Audit;

/// <summary>What happened to a record, and what a person did, over the wire.</summary>
public abstract class TimelineTests(ServedHost host)
{
    /// <summary>Saves that may be asked for at once with all their words.</summary>
    private const int Most = 20;

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
        // Those it was made with, and what came of it since.
        Assert.True(seen.Count >= 7);
        Assert.Equal(Enumerable.Range(1, seen.Count), seen);
    }

    /// <summary>The dispatcher opens his own branch's ticket, the administrator somebody else's.</summary>
    [Fact]
    public async Task Who_opens_what_is_not_his_own_work_is_noted()
    {
        const string Opened = "{ ticket(id: \"t-sh-5\") { id } }";
        var administrator = await host.DemoToken("administrator");
        await host.Ask(await host.DemoToken("dispatcher.sh"), Opened);
        await host.Ask(administrator, Opened);
        await host.Ask(administrator, Opened);
        var me = (await host.Ask(administrator, "{ me { accountId } }")).GetProperty("me").GetProperty("accountId").GetString();
        JsonElement[] noted = [];
        for (var tries = 0; tries < 200 && (noted.Length == 0 || noted[0].GetProperty("times").GetInt32() < 2); tries++)
        {
            noted = [.. (await host.Ask(administrator, "{ readsOutside(recordId: \"t-sh-5\") { actorId recordId times } }")).GetProperty("readsOutside").EnumerateArray()];
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        var only = Assert.Single(noted);
        Assert.Equal((me, "t-sh-5", 2), (only.GetProperty("actorId").GetString(), only.GetProperty("recordId").GetString(), only.GetProperty("times").GetInt32()));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(await host.DemoToken("dispatcher.sh"), "{ readsOutside { times } }"));
    }

    [Fact]
    public async Task A_timeline_is_narrowed_by_event_actor_and_period()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var finished = Assert.Single(await Of(dispatcher, new { id = "t-sh-4", events = new[] { "VisitFinished" } }));
        // What goes along with it, as a promise that ends, stands in the same entry.
        var happened = finished.GetProperty("events")[0];
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
        const string trail = "query($actor: ID!) { auditTrail(actorId: $actor, first: 2) { nodes { recordId recordName events { event } } } accountNames { id isClosed } }";
        var told = await host.Ask(await host.DemoToken("director"), trail, new { actor = me });
        Assert.False(told.GetProperty("accountNames").EnumerateArray().Single(one => one.GetProperty("id").GetString() == me).GetProperty("isClosed").GetBoolean());
        var did = told.GetProperty("auditTrail").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(["t-sh-2", "t-sh-1"], did.Select(node => node.GetProperty("recordId").GetString()));
        Assert.All(did, node => Assert.StartsWith("SH-", node.GetProperty("recordName").GetString(), StringComparison.Ordinal));
        Assert.All(did, node => Assert.Equal("InternalNoteAdded", node.GetProperty("events")[0].GetProperty("event").GetString()));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(agent, trail, new { actor = me }));
    }

    /// <summary>Each kind of record that has a timeline, with the permission to see it.</summary>
    public static TheoryData<string, Permission> Kinds => [.. AuditedRecords.Kinds.Select(kind => (kind.Key, kind.Value.Permission))];

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_timeline_of_every_kind_of_record_is_read_narrowed_and_paged_by_those_who_may_see_it(string prefix, Permission permission)
    {
        var record = await RecordOf(prefix);
        // Without the right to a kind of record its timeline is empty, as that of one that is not there.
        if (!TestCluster.At("b-sh", Role.Storekeeper).May(permission)) Assert.Empty(await Of(await host.DemoToken("storekeeper.sh"), new { id = record }));
        // Headquarters sees a day's report once it is signed.
        var director = await host.DemoToken(prefix == "dr-" ? "manager.sh" : "director");
        var all = await Of(director, new { id = record, first = Most });
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(node => node.GetProperty("version").GetInt32()));
        Assert.All(all, node => Assert.NotEmpty(node.GetProperty("events").EnumerateArray()));
        var made = all[0];
        Assert.NotNull(made.GetProperty("actorId").GetString());

        // By pages of one, in order.
        string? after = null;
        for (var version = 1; version <= Math.Min(3, all.Count); version++)
        {
            var page = (await host.Ask(director, Timeline, new { id = record, first = 1, after })).GetProperty("timeline");
            Assert.Equal(version, Assert.Single(page.GetProperty("nodes").EnumerateArray()).GetProperty("version").GetInt32());
            Assert.Equal(version < all.Count, page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        // By kind of event, by person and by time.
        var (name, actor, at) = (made.GetProperty("events")[0].GetProperty("event").GetString(), made.GetProperty("actorId").GetString(), made.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(Versions(all.Where(node => node.GetProperty("events").EnumerateArray().Any(e => e.GetProperty("event").GetString() == name))),
            Versions(await Of(director, new { id = record, events = new[] { name }, first = Most })));
        Assert.Equal(Versions(all.Where(node => node.GetProperty("actorId").GetString() == actor)), Versions(await Of(director, new { id = record, actor, first = Most })));
        Assert.Equal(Versions(all), Versions(await Of(director, new { id = record, from = at, first = Most })));
        Assert.Empty(await Of(director, new { id = record, to = at }));
        Assert.Empty(await Of(director, new { id = record, events = new[] { "NothingOfTheKind" } }));
        Assert.Empty(await Of(director, new { id = record, actor = "account-nobody" }));

        static int[] Versions(IEnumerable<JsonElement> nodes) => [.. nodes.Select(node => node.GetProperty("version").GetInt32())];
    }

    [Fact]
    public async Task What_happened_to_many_records_read_at_once_is_what_happened_to_each()
    {
        var journal = host.Services.GetRequiredService<Journal>();
        string[] keys = [await RecordOf("t-"), await RecordOf("c-"), await RecordOf("con-"), "t-none"];
        var all = await journal.Read([.. keys, keys[0]]);
        Assert.Equal(keys.Order(StringComparer.Ordinal), all.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(all["t-none"]);
        foreach (var key in keys) Assert.Equal((await journal.Read(key)).Select(Told), all[key].Select(Told));

        static string Told(JournalEvent e) => $"{e.Version} {e.Position} {e.Name} {e.At:O} {e.Actor} {e.Data} {string.Join('|', e.Texts.OrderBy(text => text.Field, StringComparer.Ordinal).Select(text => $"{text.Field}={text.Words}"))}";
    }

    /// <summary>One that the demo company has, or else one that is made.</summary>
    private async Task<string> RecordOf(string prefix)
    {
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
        if (await Found() is { } known) return known;
        var director = await host.DemoToken("director");
        var today = DateOnly.FromDateTime(host.Now().UtcDateTime);
        if (prefix == "away-")
        {
            var i = new { branchId = "b-sh", accountId = await host.AccountOf("agent.sh"), from = today.AddDays(30), until = today.AddDays(31), substituteId = await host.AccountOf("agent2.sh") };
            await host.Ask(await host.DemoToken("dispatcher.sh"), "mutation($i: NoteAbsenceInput!) { noteAbsence(input: $i) { errors { ... on Error { code } } } }", new { i });
        }
        else if (prefix is "qn-" or "qs-")
        {
            var i = new { branchId = "b-sh", title = new { zhCn = "年度调查" }, questions = new[] { new { zhCn = "服务如何？" } }, firstOn = today.AddDays(1), model = "WH-200" };
            await host.Ask(director, "mutation($i: MakeQuestionnaireInput!) { makeQuestionnaire(input: $i) { errors { ... on Error { code } } } }", new { i });
        }
        else if (prefix is "webhooks-" or "whd-")
        {
            var administrator = await host.DemoToken("administrator");
            var i = new { id = "wh-timeline", url = "https://shop.invalid/hook", events = new[] { "ticket.closed" } };
            await host.Ask(administrator, "mutation($i: RegisterWebhookInput!) { registerWebhook(input: $i) { errors { ... on Error { code } } } }", new { i });
            await host.Ask(administrator, "mutation { tryWebhook(input: { webhookId: \"wh-timeline\" }) { errors { ... on Error { code } } } }", new { });
        }

        // Sheets, messages and deliveries come of themselves, and what a branch has to say of a week.
        if (prefix is "qs-" or "msg-" or "whd-") await host.Move(TimeSpan.FromDays(2));
        if (prefix == "pr-")
        {
            // From the first sweep on somebody looks each morning; eight days hold a whole week.
            await host.Move(TimeSpan.FromHours(1));
            await host.Move(TimeSpan.FromDays(8));
            await host.Settle();
            var owed = await db.Set<PeriodReportRow>().AsNoTracking().Where(row => row.BranchId == "b-sh").Select(row => row.Id).FirstAsync();
            await host.Ask(await host.DemoToken("manager.sh"), "mutation($i: SubmitPeriodReportInput!) { submitPeriodReport(input: $i) { errors { ... on Error { code } } } }", new { i = new { reportId = owed, text = "一周小结" } });
            return owed;
        }

        return await Found() ?? throw new InvalidOperationException($"No record of the kind {prefix} is there: have the demo make one, or this test.");

        async Task<string?> Found() => prefix switch
        {
            "dr-" => await db.Set<DayReportRow>().AsNoTracking().Where(row => row.BranchId == "b-sh").OrderBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(),
            "pr-" => await db.Set<PeriodReportRow>().AsNoTracking().Where(row => row.IsSigned).OrderBy(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(),
            _ => await db.Set<JournalRow>().AsNoTracking().Where(row => row.Record.StartsWith(prefix)).GroupBy(row => row.Record)
                .Where(saves => saves.Count() <= Most).OrderByDescending(saves => saves.Count()).ThenBy(saves => saves.Key).Select(saves => saves.Key).FirstOrDefaultAsync(),
        };
    }

    private async Task<IReadOnlyList<JsonElement>> Of(string token, object variables) =>
        [.. (await host.Ask(token, Timeline, variables)).GetProperty("timeline").GetProperty("nodes").EnumerateArray()];
}

public sealed class TimelineOnSqlite(SqliteDemo host) : TimelineTests(host), IClassFixture<SqliteDemo>;

public sealed class TimelineOnPostgreSql(PostgreSqlDemo host) : TimelineTests(host), IClassFixture<PostgreSqlDemo>;
