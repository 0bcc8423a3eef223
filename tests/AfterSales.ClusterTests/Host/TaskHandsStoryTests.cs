using AfterSales.ClusterTests.FollowUps;

namespace AfterSales.ClusterTests.Host;

/// <summary>Tasks over HTTP: whose they are, how long they may be put off, and which only a decision ends.</summary>
public abstract class TaskHandsStoryTests(ServedHost host)
{
    private const string Refused = "mutation($id: ID!) { completeTask(input: { taskId: $id, outcome: \"好\" }) { errors { ... on Error { code message } ... on TaskIsForOthersError { roles assignedTo } } } }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task Whom_a_task_is_not_for_hears_who_may_do_it_and_what_is_to_be_decided_ends_with_the_decision()
    {
        var ticketId = await _desk.Registered("c-sh-3", "换热器腐蚀穿孔");
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "exchanger" } }, estimateMinor = 600_000 });
        await _desk.Do("dispatcher.sh", "drawUpRepairOrder", new
        {
            ticketId, defect = "穿孔", cause = "水质", measures = "更换换热器", costMinor = 580_000, dueOn = _desk.Today.AddDays(10),
            items = new[] { new { item = "换热器", quantity = 1, unit = "台" } }, projectManagerId = await host.AccountOf("projects"),
        });
        var review = await Task(ticketId, "REVIEW_REPAIR_ORDER");
        Assert.Equal((false, true), (await IsYours("dispatcher.sh", review), await IsYours("manager.sh", review)));
        var answer = (await _desk.Ask("dispatcher.sh", Refused, new { id = review })).GetProperty("completeTask").GetProperty("errors")[0];
        Assert.Equal("TASK_IS_FOR_OTHERS", answer.GetProperty("code").GetString());
        Assert.Equal(["BRANCH_MANAGER", "SERVICE_DIRECTOR", "ADMINISTRATOR"], answer.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.DoesNotContain("BRANCH_MANAGER", answer.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.Equal("TASK_ENDS_BY_DECISION", await _desk.Code("manager.sh", "completeTask", new { taskId = review, outcome = "好" }));
        await _desk.Do("manager.sh", "reviewRepairOrder", new { ticketId, isApproved = true });
        await Desk.Until(() => State(review), state => state == "SETTLED");

        var approval = await Task(ticketId, "APPROVE_REPAIR_ORDER");
        foreach (var person in new[] { "dispatcher.sh", "manager.sh" })
            Assert.Equal("TASK_IS_FOR_OTHERS", await _desk.Code(person, "completeTask", new { taskId = approval }));
        Assert.Equal("TASK_ENDS_BY_DECISION", await _desk.Code("director", "completeTask", new { taskId = approval, outcome = "好" }));
        Assert.Equal("OPEN", await State(approval));
        await _desk.Do("director", "approveRepairOrder", new { ticketId, isApproved = true });
        await Desk.Until(() => State(approval), state => state == "SETTLED");
    }

    [Fact]
    public async Task A_task_is_put_off_with_a_reason_but_not_without_end_and_given_to_people_with_an_account()
    {
        var ticketId = await _desk.Registered("c-sh-1", "不是本公司的");
        await _desk.Do("dispatcher.sh", "rejectTicket", new { ticketId, reason = "不是本公司产品" });
        var taskId = await Task(ticketId, "TELL_RESULT");
        Assert.Equal("TASK_IS_FOR_OTHERS", await _desk.Code("dispatcher.sh", "postponeTask", new { taskId, dueAt = _desk.Now.AddDays(2), reason = "x" }));
        Assert.Equal("POSTPONED_TOO_FAR", await _desk.Code("receptionist.sh", "postponeTask", new { taskId, dueAt = _desk.Now.AddDays(40), reason = "客户出差" }));
        await _desk.Do("receptionist.sh", "postponeTask", new { taskId, dueAt = _desk.Now.AddDays(4), reason = "客户出差四天" }, "task { id }");
        Assert.Contains("客户出差四天", (await _desk.Ask("manager.sh", "query($id: ID!) { timeline(recordId: $id) { nodes { events { words { words } } } } }", new { id = taskId })).ToString(), StringComparison.Ordinal);
        Assert.Equal("NO_OPEN_ACCOUNT", await _desk.Code("receptionist.sh", "assignTask", new { taskId, accountId = "nobody" }));
        Assert.Equal("TASK_IS_FOR_OTHERS", await _desk.Code("agent.sh", "completeTask", new { taskId }));
        Assert.False(await IsYours("agent.sh", taskId));
        var agent = (await _desk.Ask("agent.sh", "{ me { accountId } }")).GetProperty("me").GetProperty("accountId").GetString();
        await _desk.Do("receptionist.sh", "assignTask", new { taskId, accountId = agent }, "task { id }");
        Assert.True(await IsYours("agent.sh", taskId));
        await _desk.Do("agent.sh", "completeTask", new { taskId, outcome = "已告知" }, "task { id }");
        Assert.Equal("DONE", await State(taskId));
    }

    private async Task<string> Task(string ticketId, string kind) => (await Desk.Until(
        async () => (await _desk.Ask("manager.sh", $"query($id: String!) {{ tasks(where: {{ about: {{ eq: $id }}, kind: {{ eq: {kind} }} }}) {{ nodes {{ id }} }} }}", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray().ToArray(), tasks => tasks.Length == 1))[0].GetProperty("id").GetString()!;

    private async Task<bool> IsYours(string person, string taskId) =>
        (await _desk.Ask(person, "query($id: ID!) { task(id: $id) { isYours } }", new { id = taskId })).GetProperty("task").GetProperty("isYours").GetBoolean();

    private async Task<string?> State(string taskId) =>
        (await _desk.Ask("manager.sh", "query($id: ID!) { task(id: $id) { state } }", new { id = taskId })).GetProperty("task").GetProperty("state").GetString();
}

public sealed class TaskHandsStoryOnSqlite(SqliteDemo host) : TaskHandsStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class TaskHandsStoryOnPostgreSql(PostgreSqlDemo host) : TaskHandsStoryTests(host), IClassFixture<PostgreSqlDemo>;
