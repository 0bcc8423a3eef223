using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>What was promised, as clients see it (features 20–23).</summary>
public abstract class PromiseStoryTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    // 20, 21, 23a
    [Fact]
    public async Task Each_ticket_shows_its_promises_why_they_apply_and_how_they_stand()
    {
        var ticketId = (await _desk.Do("receptionist.sh", "registerTicket", new { branchId = "b-sh", customerId = "c-sh-2", kind = "REPAIR", symptom = "冒烟", isEmergency = true, isAnotherFault = true }))
            .GetProperty("id").GetString()!;
        var clocks = await Clocks(ticketId);
        var arrival = clocks["ARRIVAL"];
        Assert.Equal((2, "CLOCK_HOURS", "STANDARD"), (arrival.GetProperty("amount").GetInt32(), arrival.GetProperty("unit").GetString(), arrival.GetProperty("origin").GetString()));
        Assert.Equal(["KIND", "URGENCY"], arrival.GetProperty("because").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(TimeSpan.FromMinutes(30), clocks["ANSWERED"].GetProperty("dueAt").GetDateTimeOffset() - clocks["ANSWERED"].GetProperty("startedAt").GetDateTimeOffset());
        Assert.Equal("ServiceDirector", (await Plan("tickets.promiseEscalation"))[2].GetProperty("role").GetString());

        Assert.Equal("NOTHING_TO_PAUSE", await _desk.Code("dispatcher.sh", "pauseTicketPromises", new { ticketId, reason = "PARTS" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "pauseTicketPromises", new { ticketId, reason = "AGREED_LATER" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "pauseTicketPromises", new { ticketId, reason = "CUSTOMER" }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("receptionist.sh", "pauseTicketPromises", new { ticketId, reason = "CUSTOMER" }));
        await _desk.Do("dispatcher.sh", "pauseTicketPromises", new { ticketId, reason = "CUSTOMER", note = "等客户回电" });
        arrival = (await Clocks(ticketId))["ARRIVAL"];
        Assert.Equal(("PAUSED", JsonValueKind.Null), (arrival.GetProperty("state").GetString(), arrival.GetProperty("dueAt").ValueKind));
        Assert.Equal("CUSTOMER", arrival.GetProperty("pauses")[0].GetProperty("reason").GetString());
        Assert.Equal("RUNNING", (await Clocks(ticketId))["ANSWERED"].GetProperty("state").GetString());
        await _desk.Do("dispatcher.sh", "resumeTicketPromises", new { ticketId });
        Assert.Equal("RUNNING", (await Clocks(ticketId))["ARRIVAL"].GetProperty("state").GetString());

        await _desk.MoveTime(hours: 3);
        arrival = (await Clocks(ticketId))["ARRIVAL"];
        Assert.Equal("OVERDUE", arrival.GetProperty("state").GetString());
        var listed = (await _desk.Ask("dispatcher.sh", """
            query($id: ID!) { ticketPromises(where: { isRunning: { eq: true }, ticketId: { eq: $id } }, order: [{ dueAt: ASC }]) { nodes { promise isOverdue dueAt ticket { id } } } }
            """, new { id = ticketId })).GetProperty("ticketPromises").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(["ANSWERED", "ARRIVAL"], listed.Where(one => one.GetProperty("isOverdue").GetBoolean()).Select(one => one.GetProperty("promise").GetString()).Where(one => one is "ANSWERED" or "ARRIVAL"));
        Assert.Equal(0, (await _desk.Ask("dispatcher.mad", "query($id: ID!) { ticketPromises(where: { ticketId: { eq: $id } }) { nodes { promise } } }", new { id = ticketId }))
            .GetProperty("ticketPromises").GetProperty("nodes").GetArrayLength());
        await _desk.Do("dispatcher.sh", "cancelTicket", new { ticketId, reason = "客户已自行处理" });
        Assert.Equal("MISSED", (await Clocks(ticketId))["ARRIVAL"].GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_task_at_a_branch_says_its_times_by_the_clock_of_the_branch_to_whoever_reads_it()
    {
        var ticketId = (await _desk.Do("dispatcher.mad", "registerTicket", new { branchId = "b-mad", customerId = "c-mad-1", kind = "REPAIR", symptom = "Echa humo", isEmergency = true, isAnotherFault = true }))
            .GetProperty("id").GetString()!;
        await _desk.MoveTime(hours: 3);
        var tasks = (await _desk.Ask("director", "query($id: String!) { tasks(first: 50, where: { about: { eq: $id }, kind: { eq: PROMISE_MISSED } }) { nodes { since detail branch { timeZone } } } }", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.NotEmpty(tasks);
        Assert.All(tasks, task =>
        {
            Assert.Equal("Europe/Madrid", task.GetProperty("branch").GetProperty("timeZone").GetString());
            var there = TimeZoneInfo.ConvertTime(task.GetProperty("since").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"));
            Assert.Contains($" {there:HH:mm}", task.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        });
        await _desk.Do("dispatcher.mad", "cancelTicket", new { ticketId, reason = "Arreglado" });
    }

    private async Task<JsonElement> Plan(string key) =>
        (await _desk.Ask("dispatcher.sh", "query($k: String!) { policies(branchId: \"b-sh\", keyStartsWith: $k) { value } }", new { k = key })).GetProperty("policies")[0].GetProperty("value");

    private async Task<Dictionary<string, JsonElement>> Clocks(string ticketId) =>
        (await _desk.Ask("dispatcher.sh", """
            query($id: ID!) { ticket(id: $id) { promises { promise state amount unit origin because contractId startedAt dueAt warnAt missedAt isKept
              pauses { reason from to } escalations { role at } nextEscalation { role at } } } }
            """, new { id = ticketId })).GetProperty("ticket").GetProperty("promises").EnumerateArray().ToDictionary(one => one.GetProperty("promise").GetString()!);
}

public sealed class PromiseStoryOnSqlite(SqliteDemo host) : PromiseStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class PromiseStoryOnPostgreSql(PostgreSqlDemo host) : PromiseStoryTests(host), IClassFixture<PostgreSqlDemo>;
