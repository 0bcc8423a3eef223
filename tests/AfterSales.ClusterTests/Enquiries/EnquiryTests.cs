using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Enquiries;

/// <summary>What customers ask and wish, until somebody has come back to them, over the API.</summary>
public abstract class EnquiryTests(ServedHost host)
{
    private const string Take = "mutation($i: TakeEnquiryInput!) { takeEnquiry(input: $i) { enquiry { id kind state dueAt } errors { ... on Error { code } } } }";

    private const string Solve = "mutation($i: SolveEnquiryInput!) { solveEnquiry(input: $i) { enquiry { state tellBy } errors { ... on Error { code } } } }";

    private const string Tell = "mutation($i: RecordEnquiryContactInput!) { recordEnquiryContact(input: $i) { enquiry { state } errors { ... on Error { code } } } }";

    // S0 P5 I.3(4)
    [Fact]
    public async Task A_price_question_becomes_a_call_back_task_that_the_call_settles()
    {
        var receptionist = await host.DemoToken("receptionist.sh");
        var id = await Taken(receptionist, new { branchId = "b-sh", kind = "PRICE_QUESTION", words = "AC-35 多少钱？", contact = "周先生 13900000000", requestId = "price-1" });
        Assert.Equal(id, await Taken(receptionist, new { branchId = "b-sh", kind = "PRICE_QUESTION", words = "AC-35 多少钱？", contact = "周先生 13900000000", requestId = "price-1" }));
        Assert.Equal([("CALL_BACK_WITH_PRICE", "FOLLOW_UP_AGENT", "OPEN")], await Tasks(id));
        var agent = await host.DemoToken("agent.sh");
        Assert.Null((await host.Ask(agent, Tell, new { i = new { enquiryId = id, words = "已告知 3,999 元" } })).GetProperty("recordEnquiryContact").Code());
        Assert.Equal([("CALL_BACK_WITH_PRICE", "FOLLOW_UP_AGENT", "SETTLED")], await Tasks(id));
        Assert.Equal("ENQUIRY_NOT_OPEN", (await host.Ask(agent, Tell, new { i = new { enquiryId = id, words = "again" } })).GetProperty("recordEnquiryContact").Code());
    }

    // Feature 5b: handed to the sales manager, who is reminded until contact is recorded
    [Fact]
    public async Task A_lead_is_the_sales_managers_who_is_reminded_until_he_has_spoken_with_the_customer()
    {
        var id = await Taken(await host.DemoToken("agent.sh"), new { branchId = "b-sh", kind = "LEAD", words = "想换新冰箱", customerId = "c-sh-4" });
        await host.Move(TimeSpan.FromDays(9));
        var tasks = await Tasks(id);
        Assert.Contains(("CONTACT_LEAD", "SALES_MANAGER", "OPEN"), tasks);
        // One reminder stands at a time, and none was late when it came.
        Assert.True(tasks.Count(task => task is ("NOTICE", "SALES_MANAGER", _)) >= 2);
        Assert.Single(tasks, task => task is ("NOTICE", "SALES_MANAGER", "OPEN"));
        var times = await host.Ask(await host.DemoToken("director"), "query($id: String!) { tasks(first: 50, where: { about: { eq: $id }, kind: { eq: NOTICE } }) { nodes { raisedAt dueAt } } }", new { id });
        Assert.All(times.GetProperty("tasks").GetProperty("nodes").EnumerateArray(), task => Assert.True(task.GetProperty("dueAt").GetDateTimeOffset() > task.GetProperty("raisedAt").GetDateTimeOffset()));
        Assert.Null((await host.Ask(await host.DemoToken("sales.sh"), Tell, new { i = new { enquiryId = id, words = "周六来看样机" } })).GetProperty("recordEnquiryContact").Code());
        Assert.All(await Tasks(id), task => Assert.Equal("SETTLED", task.Item3));
        var reminded = (await Tasks(id)).Length;
        await host.Move(TimeSpan.FromDays(9));
        Assert.Equal(reminded, (await Tasks(id)).Length);
    }

    [Fact]
    public async Task A_lead_nobody_contacts_is_lost_in_the_end_which_the_manager_reads_once()
    {
        var id = await Taken(await host.DemoToken("agent.sh"), new { branchId = "b-sh", kind = "LEAD", words = "想装中央空调", customerId = "c-sh-4" });
        await host.Move(TimeSpan.FromDays(40));
        var tasks = await Tasks(id);
        Assert.Equal(5, tasks.Count(task => task is ("NOTICE", "SALES_MANAGER", "SETTLED")));
        Assert.Contains(("CONTACT_LEAD", "SALES_MANAGER", "SETTLED"), tasks);
        Assert.Equal(("NOTICE", "BRANCH_MANAGER", "OPEN"), Assert.Single(tasks, task => task.Item3 == "OPEN"));
        var state = await host.Ask(await host.DemoToken("director"), "query($id: ID!) { enquiry(id: $id) { state } }", new { id });
        Assert.Equal("LOST", state.GetProperty("enquiry").GetProperty("state").GetString());
        await host.Move(TimeSpan.FromDays(20));
        Assert.Equal(tasks, await Tasks(id));
        // Contacted after all.
        Assert.Null((await host.Ask(await host.DemoToken("sales.sh"), Tell, new { i = new { enquiryId = id, words = "已约好" } })).GetProperty("recordEnquiryContact").Code());
        Assert.All(await Tasks(id), task => Assert.Equal("SETTLED", task.Item3));
    }

    // S3 ⑹-5 规定 4
    [Fact]
    public async Task A_request_goes_to_the_supervisor_after_two_days_and_its_solution_is_to_be_told_the_same_day()
    {
        var agent = await host.DemoToken("agent.sh");
        var id = await Taken(agent, new { branchId = "b-sh", kind = "REQUEST", words = "想要一份说明书", customerId = "c-sh-1" });
        Assert.Equal([("ANSWER_REQUEST", "FOLLOW_UP_AGENT", "OPEN")], await Tasks(id));
        Assert.Equal("ENQUIRY_NOT_SOLVED", (await host.Ask(agent, Tell, new { i = new { enquiryId = id, words = "x" } })).GetProperty("recordEnquiryContact").Code());
        await host.Move(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
        Assert.Contains(("REPORT_REQUEST", "DISPATCHER", "OPEN"), await Tasks(id));
        var solved = (await host.Ask(await host.DemoToken("dispatcher.sh"), Solve, new { i = new { enquiryId = id, words = "寄送纸质说明书" } })).GetProperty("solveEnquiry").GetProperty("enquiry");
        var localDay = DateOnly.FromDateTime(host.Now().UtcDateTime.AddHours(8));
        Assert.InRange(solved.GetProperty("tellBy").GetDateTimeOffset(), host.Now(), new DateTimeOffset(localDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)));
        Assert.Equal([("ANSWER_REQUEST", "SETTLED"), ("REPORT_REQUEST", "SETTLED"), ("TELL_CUSTOMER", "OPEN")],
            (await Tasks(id)).Select(task => (task.Item1, task.Item3)).Order());
        Assert.Null((await host.Ask(await host.DemoToken("agent.sh"), Tell, new { i = new { enquiryId = id, words = "已告知" } })).GetProperty("recordEnquiryContact").Code());
        Assert.All(await Tasks(id), task => Assert.Equal("SETTLED", task.Item3));
    }

    // S3 ⑺ std 10, 14 (feature 23d)
    [Fact]
    public async Task A_request_of_a_matter_has_a_time_of_its_own_and_guidance_is_reported_on_each_quarter()
    {
        var agent = await host.DemoToken("agent.sh");
        var sample = await Taken(agent, new { branchId = "b-sh", kind = "REQUEST", matter = "SAMPLE_ANALYSIS", words = "请检测水样", customerId = "c-sh-1" });
        var guidance = await Taken(agent, new { branchId = "b-sh", kind = "REQUEST", matter = "USAGE_GUIDANCE", words = "请指导使用", customerId = "c-sh-1" });
        await host.Move(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.Contains(("REPORT_REQUEST", "DISPATCHER", "OPEN"), await Tasks(sample));
        Assert.DoesNotContain(("REPORT_REQUEST", "DISPATCHER", "OPEN"), await Tasks(guidance));
        agent = await host.DemoToken("agent.sh");
        foreach (var id in new[] { sample, guidance })
        {
            Assert.Null((await host.Ask(agent, Solve, new { i = new { enquiryId = id, words = "已完成" } })).GetProperty("solveEnquiry").Code());
            Assert.Null((await host.Ask(agent, Tell, new { i = new { enquiryId = id, words = "已告知" } })).GetProperty("recordEnquiryContact").Code());
        }

        Assert.Equal([("SAMPLE_ANALYSIS", false), ("USAGE_GUIDANCE", true)], [await InTime(sample), await InTime(guidance)]);
        await host.Move(TimeSpan.FromDays(96));
        Assert.DoesNotContain(await Tasks(sample), task => task.Item1 == "REPORT_USE");
        Assert.Contains(("REPORT_USE", "FOLLOW_UP_AGENT", "OPEN"), await Tasks(guidance));
    }

    private async Task<(string, bool)> InTime(string id)
    {
        var enquiry = (await host.Ask(await host.DemoToken("agent.sh"), "query($id: ID!) { enquiry(id: $id) { matter isSolvedInTime } }", new { id })).GetProperty("enquiry");
        return (enquiry.GetProperty("matter").GetString()!, enquiry.GetProperty("isSolvedInTime").GetBoolean());
    }

    [Theory]
    [InlineData("b-mad", "c-mad-1", null, "x", "NOT_FOUND")]
    [InlineData("b-sh", "c-mad-1", null, "x", "NOT_FOUND")]
    [InlineData("b-sh", "no-key", null, "x", "NOT_FOUND")]
    [InlineData("b-sh", null, null, "x", "INPUT_INVALID")]
    [InlineData("b-sh", null, "周先生", " ", "INPUT_INVALID")]
    public async Task Another_branch_another_customer_or_nobody_to_come_back_to_is_refused(string branchId, string? customerId, string? contact, string words, string code) =>
        Assert.Equal(code, (await host.Ask(await host.DemoToken("agent.sh"), Take, new { i = new { branchId, customerId, contact, words, kind = "LEAD" } })).GetProperty("takeEnquiry").Code());

    [Fact]
    public async Task Another_branch_does_not_find_it()
    {
        var id = await Taken(await host.DemoToken("agent.sh"), new { branchId = "b-sh", kind = "LEAD", words = "x", customerId = "c-sh-1" });
        var madrid = await host.DemoToken("agent.mad");
        var seen = await host.Ask(madrid, "query($id: ID!) { enquiry(id: $id) { id } enquiries(first: 100) { nodes { id } } }", new { id });
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("enquiry").ValueKind);
        Assert.DoesNotContain(id, seen.GetProperty("enquiries").Ids());
        Assert.Equal("NOT_FOUND", (await host.Ask(madrid, Tell, new { i = new { enquiryId = id, words = "x" } })).GetProperty("recordEnquiryContact").Code());
    }

    // S3 ⑺ std 9–14
    [Fact]
    public async Task The_task_of_a_request_says_what_it_is_about_and_whose_it_is()
    {
        var agent = await host.DemoToken("agent.sh");
        var id = await Taken(agent, new { branchId = "b-sh", kind = "REQUEST", matter = "SAMPLE_ANALYSIS", words = "寄来一块板材", customerId = "c-sh-1" });
        await host.Settle();
        var asked = await host.Ask(agent, "query($id: String!, $c: ID!) { tasks(first: 50, where: { about: { eq: $id } }) { nodes { subject } } customer(id: $c) { name } }", new { id, c = "c-sh-1" });
        var subject = Assert.Single(asked.GetProperty("tasks").GetProperty("nodes").EnumerateArray()).GetProperty("subject").GetString();
        Assert.Equal($"样品检测 · {asked.GetProperty("customer").GetProperty("name").GetString()}", subject);
    }

    private async Task<string> Taken(string token, object i) =>
        (await host.Ask(token, Take, new { i })).GetProperty("takeEnquiry").GetProperty("enquiry").GetProperty("id").GetString()!;

    private async Task<(string, string, string)[]> Tasks(string about)
    {
        await host.Settle();
        var tasks = await host.Ask(await host.DemoToken("director"), "query($id: String!) { tasks(first: 50, where: { about: { eq: $id } }) { nodes { kind role state } } }", new { id = about });
        return [.. tasks.GetProperty("tasks").GetProperty("nodes").EnumerateArray()
            .Select(task => (task.GetProperty("kind").GetString()!, task.GetProperty("role").GetString()!, task.GetProperty("state").GetString()!))];
    }
}

public sealed class EnquiriesOnSqlite(SqliteDemo host) : EnquiryTests(host), IClassFixture<SqliteDemo>;

public sealed class EnquiriesOnPostgreSql(PostgreSqlDemo host) : EnquiryTests(host), IClassFixture<PostgreSqlDemo>;
