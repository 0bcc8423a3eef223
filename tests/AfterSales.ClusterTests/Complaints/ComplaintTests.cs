using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.Headquarters;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Complaints;

/// <summary>Who takes, sees, answers and closes a complaint, over the API (domain.md §6, §9).</summary>
public abstract class ComplaintTests(ServedHost host)
{
    private const string Raise =
        "mutation($i: RaiseComplaintInput!) { raiseComplaint(input: $i) { complaint { id state answerBy } errors { __typename ... on Error { code message } } } }";

    private const string Answer = "mutation($i: AnswerComplaintInput!) { answerComplaint(input: $i) { complaint { state } errors { ... on Error { code } } } }";

    private const string Close = "mutation($i: CloseComplaintInput!) { closeComplaint(input: $i) { complaint { state } errors { ... on Error { code } } } }";

    private const string Seen = "query($id: ID!) { complaint(id: $id) { id timeline { event words { field words } } } complaints(first: 100) { nodes { id } } }";

    [Fact]
    public async Task A_complaint_is_taken_answered_and_closed_by_the_complaint_line()
    {
        var agent = await host.DemoToken("agent.sh");
        var i = new { branchId = "b-sh", customerId = "c-sh-1", words = "电话打不通", category = "OTHER", requestId = "cmp-1" };
        var raised = (await host.Ask(agent, Raise, new { i })).GetProperty("raiseComplaint").GetProperty("complaint");
        Assert.Equal(raised.ToString(), (await host.Ask(agent, Raise, new { i })).GetProperty("raiseComplaint").GetProperty("complaint").ToString());
        var complaintId = raised.GetProperty("id").GetString();
        var officer = await host.DemoToken("complaints");
        await host.Settle();
        var tasks = await host.Ask(officer, "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { kind role branchId title state } } }", new { id = complaintId });
        var task = Assert.Single(tasks.GetProperty("tasks").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("ANSWER_COMPLAINT", "COMPLAINT_OFFICER", "headquarters", "Responder a la queja"), (task.GetProperty("kind").GetString(), task.GetProperty("role").GetString(),
            task.GetProperty("branchId").GetString(), task.GetProperty("title").GetString()));

        Assert.Equal("COMPLAINT_NOT_ANSWERED", (await host.Ask(officer, Close, new { i = new { complaintId } })).GetProperty("closeComplaint").Code());
        Assert.Null((await host.Ask(officer, Answer, new { i = new { complaintId, words = "已致歉并增加线路" } })).GetProperty("answerComplaint").Code());
        Assert.Equal("CLOSED", (await host.Ask(officer, Close, new { i = new { complaintId } })).GetProperty("closeComplaint").GetProperty("complaint").GetProperty("state").GetString());
        var timeline = (await host.Ask(officer, Seen, new { id = complaintId })).GetProperty("complaint").GetProperty("timeline").ToString();
        Assert.Contains("电话打不通", timeline, StringComparison.Ordinal);
        Assert.Contains("已致歉并增加线路", timeline, StringComparison.Ordinal);
    }

    // S3 ⑹-5 规定 4, S1 P2 (26)
    [Theory]
    [InlineData("GENERAL")]
    [InlineData("SERIOUS")]
    public async Task What_nobody_answers_in_two_days_is_reported_up_and_a_serious_one_at_once(string severity)
    {
        const string Reported = "query($id: ID!, $about: String!) { complaint(id: $id) { reportedUpAt reportedTo raisedAt } "
            + "tasks(where: { about: { eq: $about }, kind: { eq: REPORTED_COMPLAINT } }) { nodes { role branchId state raisedAt dueAt } } }";
        var id = (await host.Ask(await host.DemoToken("agent.sh"), Raise, new { i = new { branchId = "b-sh", customerId = "c-sh-1", words = "一直没有修好", severity } }))
            .GetProperty("raiseComplaint").GetProperty("complaint").GetProperty("id").GetString()!;
        if (severity == "GENERAL")
        {
            await host.Move(TimeSpan.FromDays(2) - TimeSpan.FromMinutes(5));
            Assert.Equal(JsonValueKind.Null, (await Seen()).GetProperty("complaint").GetProperty("reportedUpAt").ValueKind);
            await host.Move(TimeSpan.FromMinutes(10));
        }

        var seen = await Seen();
        var complaint = seen.GetProperty("complaint");
        Assert.Equal(complaint.GetProperty("raisedAt").GetDateTimeOffset().AddDays(severity == "GENERAL" ? 2 : 0), complaint.GetProperty("reportedUpAt").GetDateTimeOffset());
        Assert.Equal("SERVICE_DIRECTOR", complaint.GetProperty("reportedTo").GetString());
        var task = Assert.Single(seen.GetProperty("tasks").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("SERVICE_DIRECTOR", "headquarters", "OPEN"), (task.GetProperty("role").GetString(), task.GetProperty("branchId").GetString(), task.GetProperty("state").GetString()));
        Assert.True(task.GetProperty("dueAt").GetDateTimeOffset() > task.GetProperty("raisedAt").GetDateTimeOffset());
        Assert.Null((await host.Ask(await host.DemoToken("complaints"), Answer, new { i = new { complaintId = id, words = "已致歉" } })).GetProperty("answerComplaint").Code());
        Assert.Equal("SETTLED", Assert.Single((await Seen()).GetProperty("tasks").GetProperty("nodes").EnumerateArray()).GetProperty("state").GetString());

        async Task<JsonElement> Seen()
        {
            await host.Settle();
            return await host.Ask(await host.DemoToken("director"), Reported, new { id, about = id });
        }
    }

    // S3 ⑺ std 7: 24 hours; S4 A4 二: three days
    [Fact]
    public async Task One_about_quality_counts_among_those_to_be_answered_and_closed_when_the_time_for_it_is_over()
    {
        var before = await Decided();
        Assert.Null((await host.Ask(await host.DemoToken("agent.mad"), Raise, new { i = new { branchId = "b-mad", words = "Se rompe cada mes", category = "PRODUCT_QUALITY" } })).GetProperty("raiseComplaint").Code());
        Assert.Equal(before, await Decided());
        await host.Move(TimeSpan.FromHours(25));
        Assert.Equal((before.Answers + 1, before.Closings), await Decided());
        await host.Move(TimeSpan.FromHours(48));
        Assert.Equal((before.Answers + 1, before.Closings + 1), await Decided());

        async Task<(int Answers, int Closings)> Decided()
        {
            await host.Settle();
            await host.Services.GetRequiredService<Roller>().Roll("b-mad");
            var lines = (await host.Ask(await host.DemoToken("director"), """
                { figures(figures: [COMPLAINTS_ANSWERED_IN_TIME, QUALITY_COMPLAINTS_CLOSED], filter: { branchIds: ["b-mad"] }, from: "2026-01-01", to: "2030-12-31") { lines { figure value { denominator } } } }
                """)).GetProperty("figures").GetProperty("lines").EnumerateArray().ToDictionary(line => line.GetProperty("figure").GetString()!, line => line.GetProperty("value").GetProperty("denominator").GetInt32());
            return (lines["COMPLAINTS_ANSWERED_IN_TIME"], lines["QUALITY_COMPLAINTS_CLOSED"]);
        }
    }

    [Fact]
    public async Task The_one_complained_about_finds_nothing_of_it_and_can_not_touch_it()
    {
        var accused = await host.AccountOf("agent2.sh");
        var agent = await host.DemoToken("agent.sh");
        var id = (await host.Ask(agent, Raise, new { i = new { branchId = "b-sh", words = "接线员很不耐烦", category = "STAFF_CONDUCT", personId = accused } }))
            .GetProperty("raiseComplaint").GetProperty("complaint").GetProperty("id").GetString();
        var seen = await host.Ask(agent, Seen, new { id });
        Assert.Equal(id, seen.GetProperty("complaint").GetProperty("id").GetString());
        Assert.Contains(id, seen.GetProperty("complaints").Ids());

        var hidden = await host.Ask(await host.DemoToken("agent2.sh"), Seen, new { id });
        Assert.Equal(JsonValueKind.Null, hidden.GetProperty("complaint").ValueKind);
        Assert.DoesNotContain(id, hidden.GetProperty("complaints").Ids());
        var own = await host.Ask(await host.DemoToken("agent2.sh"), Raise, new { i = new { branchId = "b-sh", words = "x", personId = accused } });
        Assert.Equal("HAS_STAKE", own.GetProperty("raiseComplaint").Code());

        // The complaint officer about whom it is, too.
        var officer = await host.AccountOf("complaints");
        var about = (await host.Ask(agent, Raise, new { i = new { branchId = "b-sh", words = "没人回复", personId = officer } })).GetProperty("raiseComplaint").GetProperty("complaint").GetProperty("id").GetString();
        var officerToken = await host.DemoToken("complaints");
        Assert.Equal(JsonValueKind.Null, (await host.Ask(officerToken, Seen, new { id = about })).GetProperty("complaint").ValueKind);
        Assert.Equal("NOT_FOUND", (await host.Ask(officerToken, Answer, new { i = new { complaintId = about, words = "x" } })).GetProperty("answerComplaint").Code());
        Assert.Equal(about, (await host.Ask(await host.DemoToken("director"), Seen, new { id = about })).GetProperty("complaint").GetProperty("id").GetString());
    }

    [Fact]
    public async Task One_about_a_manager_is_counted_in_his_branchs_figures_and_not_among_the_records_he_is_shown()
    {
        const string Figure = """
            { figures(figures: [COMPLAINTS_RAISED], filter: { branchIds: ["b-sh"] }, from: "2026-01-01", to: "2030-12-31") { lines { value { numerator } } }
              figureRecords(figure: COMPLAINTS_RAISED, filter: { branchIds: ["b-sh"] }, from: "2026-01-01", to: "2030-12-31", first: 100) { nodes { id } } }
            """;
        var id = (await host.Ask(await host.DemoToken("agent.sh"), Raise, new { i = new { branchId = "b-sh", words = "经理态度恶劣", category = "STAFF_CONDUCT", personId = await host.AccountOf("manager.sh") } }))
            .GetProperty("raiseComplaint").GetProperty("complaint").GetProperty("id").GetString();
        await host.Settle();
        await host.Services.GetRequiredService<Roller>().Roll("b-sh");
        var (own, all) = (await host.Ask(await host.DemoToken("manager.sh"), Figure), await host.Ask(await host.DemoToken("director"), Figure));
        Assert.Contains(id, all.GetProperty("figureRecords").Ids());
        Assert.DoesNotContain(id, own.GetProperty("figureRecords").Ids());
        Assert.Equal(all.GetProperty("figures").ToString(), own.GetProperty("figures").ToString());
        Assert.Equal(all.GetProperty("figureRecords").Ids().Length, own.GetProperty("figures").GetProperty("lines")[0].GetProperty("value").GetProperty("numerator").GetInt32());
    }

    [Theory]
    [InlineData("dispatcher.sh")]
    [InlineData("technician.sh")]
    [InlineData("storekeeper.sh")]
    public async Task Who_serves_at_the_branch_takes_no_complaints_about_it(string person)
    {
        var answer = await host.Answer(await host.DemoToken(person), Raise, new { i = new { branchId = "b-sh", words = "x" } });
        Assert.Equal("AUTH_NOT_AUTHORIZED", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("b-mad", "c-sh-1", "x", "NOT_FOUND")]
    [InlineData("b-sh", "c-mad-1", "x", "NOT_FOUND")]
    [InlineData("b-sh", "c-nobody", "x", "NOT_FOUND")]
    [InlineData("b-nowhere", null, "x", "NOT_FOUND")]
    [InlineData("b-sh", "c-sh-1", " ", "INPUT_INVALID")]
    public async Task Another_branch_another_customer_or_no_words_are_refused(string branchId, string? customerId, string words, string code) =>
        Assert.Equal(code, (await host.Ask(await host.DemoToken("agent.sh"), Raise, new { i = new { branchId, customerId, words } })).GetProperty("raiseComplaint").Code());
}

public sealed class ComplaintsOnSqlite(SqliteDemo host) : ComplaintTests(host), IClassFixture<SqliteDemo>;

public sealed class ComplaintsOnPostgreSql(PostgreSqlDemo host) : ComplaintTests(host), IClassFixture<PostgreSqlDemo>;
