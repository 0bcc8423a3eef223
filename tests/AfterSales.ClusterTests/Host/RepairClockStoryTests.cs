using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;

namespace AfterSales.ClusterTests.Host;

/// <summary>How long it may take until it works again, in the workshop, and until a project has its proposal (feature 22).</summary>
public abstract class RepairClockStoryTests(ServedHost host)
{
    private const string TaskRead = "task { id state outcome }";

    private readonly Desk _desk = new(host);

    // 22a
    [Fact]
    public async Task A_fault_not_mended_in_a_day_and_an_emergency_in_four_hours_asks_for_a_loan_whose_outcome_is_recorded()
    {
        var nine = await _desk.ToMonday();
        var urgent = (await _desk.Do("receptionist.sh", "registerTicket", new { branchId = "b-sh", customerId = "c-sh-2", kind = "REPAIR", symptom = "冰箱不制冷，药品需冷藏", isEmergency = true, isAnotherFault = true }))
            .GetProperty("id").GetString()!;
        var plain = await _desk.Assessed("c-sh-1", "不进水");
        var (urgentDue, plainDue) = (await RestoredBy(urgent), await RestoredBy(plain));
        Assert.Equal((4, 24), (await Hours(urgent), await Hours(plain)));
        await _desk.MoveTo(urgentDue.AddMinutes(-1));
        Assert.Empty(await Loans(urgent));
        await _desk.MoveTo(urgentDue.AddMinutes(1));
        var loan = Assert.Single(await Loans(urgent));
        Assert.Equal(("DISPATCHER", "RESTORED", urgentDue, true, "OPEN"), (loan.GetProperty("role").GetString(), loan.GetProperty("promise").GetString(),
            loan.GetProperty("since").GetDateTimeOffset(), loan.GetProperty("needsOutcome").GetBoolean(), loan.GetProperty("state").GetString()));
        Assert.Empty(await Loans(plain));

        // What came of it is to be said: whether the customer took it.
        var taskId = loan.GetProperty("id").GetString();
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "completeTask", new { taskId }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "completeTask", new { taskId, outcome = "x" }));
        await _desk.Do("dispatcher.sh", "completeTask", new { taskId, outcome = "已免费借用同级冰箱 L-07" }, TaskRead);
        loan = Assert.Single(await Loans(urgent, "manager.sh"));
        Assert.Equal(("DONE", "已免费借用同级冰箱 L-07"), (loan.GetProperty("state").GetString(), loan.GetProperty("outcome").GetString()));
        Assert.Equal(("OVERDUE", urgentDue), await Restored(urgent));

        // Mended after a day: the loan that nobody has arranged is not owed any more.
        await _desk.MoveTo(plainDue.AddMinutes(1));
        Assert.Equal("OPEN", Assert.Single(await Loans(plain)).GetProperty("state").GetString());
        await _desk.Scheduled(plain, 0.5);
        await _desk.OnSite(plain);
        await _desk.Finish(plain);
        await host.Settle();
        Assert.Equal(("MISSED", plainDue), await Restored(plain));
        Assert.Equal("SETTLED", Assert.Single(await Loans(plain)).GetProperty("state").GetString());
    }

    // 22a
    [Fact]
    public async Task What_works_again_in_the_night_in_which_its_time_ran_out_needs_no_loan_in_the_morning()
    {
        var evening = await _desk.ToMonday(hour: 20);
        var ticketId = await _desk.Assessed("c-sh-4", "制热停机");
        var due = await RestoredBy(ticketId);
        await _desk.MoveTo(evening.AddHours(24).AddMinutes(10));
        Assert.Equal(("OVERDUE", due), await Restored(ticketId));
        Assert.Equal("OPEN", Assert.Single(await Loans(ticketId)).GetProperty("state").GetString());
        await _desk.Scheduled(ticketId, 0.5);
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        await host.Settle();
        Assert.Equal("SETTLED", Assert.Single(await Loans(ticketId)).GetProperty("state").GetString());
    }

    // 22b (S0 P2 4): closings count, and Saturday morning is a working day
    [Fact]
    public async Task What_the_customer_carries_in_is_to_be_repaired_in_five_working_days_from_then()
    {
        var nine = await _desk.ToMonday();
        var onSite = await _desk.Assessed("c-sh-1", "漏水");
        Assert.Equal("NOT_TO_BE_CARRIED_IN", await _desk.Code("dispatcher.sh", "bringInProduct", new { ticketId = onSite, found = "外壳完好" }));
        var (repaired, left) = (await CarriedIn("c-sh-1"), await CarriedIn("c-sh-2"));
        var stay = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { step visits { id } workshop { broughtInAt } } }", new { id = repaired })).GetProperty("ticket");
        var at = stay.GetProperty("workshop").GetProperty("broughtInAt").GetDateTimeOffset();
        Assert.Equal(("BROUGHT_IN", 0), (stay.GetProperty("step").GetString(), stay.GetProperty("visits").GetArrayLength()));
        var clocks = await Clocks(repaired);
        // The customer has come himself: nobody has to answer, arrange or go there any more.
        foreach (var promise in new[] { "ANSWERED", "ARRANGED", "ARRIVAL" })
            Assert.Equal(("MET", at), (clocks[promise].GetProperty("state").GetString(), clocks[promise].GetProperty("endedAt").GetDateTimeOffset()));
        var workshop = clocks["WORKSHOP_DONE"];
        var saturday = Desk.AtShanghai(DateOnly.FromDateTime(nine.UtcDateTime).AddDays(5), 12);
        Assert.Equal(("RUNNING", 5, "WORKING_DAYS", at, saturday), (workshop.GetProperty("state").GetString(), workshop.GetProperty("amount").GetInt32(), workshop.GetProperty("unit").GetString(),
            workshop.GetProperty("startedAt").GetDateTimeOffset(), workshop.GetProperty("dueAt").GetDateTimeOffset()));

        await _desk.MoveTo(nine.AddDays(2));
        await _desk.Do("dispatcher.sh", "startWorkshopRepair", new { ticketId = repaired, technicianId = "tech-sh-1" });
        await _desk.Do("technician.sh", "finishWorkshopRepair", new { ticketId = repaired, done = "更换排水泵", minutes = 90 });
        var done = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { workshop { finishedAt } } }", new { id = repaired })).GetProperty("ticket").GetProperty("workshop");
        workshop = (await Clocks(repaired))["WORKSHOP_DONE"];
        Assert.Equal(("MET", done.GetProperty("finishedAt").GetDateTimeOffset()), (workshop.GetProperty("state").GetString(), workshop.GetProperty("endedAt").GetDateTimeOffset()));

        // Missed when the branch closes on Saturday, which is heard of when it opens on Monday.
        await _desk.MoveTo(saturday.AddMinutes(1));
        workshop = (await Clocks(left))["WORKSHOP_DONE"];
        Assert.Equal(("OVERDUE", saturday), (workshop.GetProperty("state").GetString(), workshop.GetProperty("missedAt").GetDateTimeOffset()));
        Assert.Equal(("DISPATCHER", nine.AddDays(7)), (workshop.GetProperty("nextEscalation").GetProperty("role").GetString(), workshop.GetProperty("nextEscalation").GetProperty("at").GetDateTimeOffset()));

        async Task<string> CarriedIn(string customerId)
        {
            var ticketId = await _desk.Registered(customerId, "送修");
            await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "board" } }, place = "CARRY_IN" });
            Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("receptionist.sh", "bringInProduct", new { ticketId, found = "外壳完好" }));
            await _desk.Do("dispatcher.sh", "bringInProduct", new { ticketId, found = "外壳完好", signedBy = "王伟", signature = Desk.Signature });
            return ticketId;
        }
    }

    // 22c (S0 P2)
    [Fact]
    public async Task A_proposal_for_a_project_is_due_within_two_days_of_the_enquiry()
    {
        var nine = await _desk.ToMonday();
        var (prompt, slow, other) = (await Asked("PROJECT_PROPOSAL"), await Asked("PROJECT_PROPOSAL"), await Asked("TRAINING"));
        foreach (var id in new[] { prompt, slow })
        {
            var enquiry = await Enquiry(id);
            Assert.Equal((TimeSpan.FromDays(2), "PROJECT_PROPOSAL"), (enquiry.GetProperty("dueAt").GetDateTimeOffset() - enquiry.GetProperty("takenAt").GetDateTimeOffset(), enquiry.GetProperty("matter").GetString()));
            Assert.Equal([$"ANSWER_REQUEST OPEN {enquiry.GetProperty("dueAt").GetDateTimeOffset():O}"], await Tasks(id));
        }

        await _desk.MoveTo(nine.AddDays(1));
        await _desk.Do("dispatcher.sh", "solveEnquiry", new { enquiryId = prompt, words = "已发方案 V1" }, "enquiry { id }");
        Assert.True((await Enquiry(prompt)).GetProperty("isSolvedInTime").GetBoolean());
        var due = (await Enquiry(slow)).GetProperty("dueAt").GetDateTimeOffset();
        await _desk.MoveTo(due.AddMinutes(1));
        Assert.Contains(await Tasks(slow), task => task.StartsWith("REPORT_REQUEST OPEN", StringComparison.Ordinal));
        foreach (var id in new[] { prompt, other }) Assert.DoesNotContain(await Tasks(id), task => task.StartsWith("REPORT_REQUEST", StringComparison.Ordinal));
        await _desk.Do("dispatcher.sh", "solveEnquiry", new { enquiryId = slow, words = "已发方案 V1" }, "enquiry { id }");
        Assert.False((await Enquiry(slow)).GetProperty("isSolvedInTime").GetBoolean());

        async Task<string> Asked(string matter) => (await _desk.Do("agent.sh", "takeEnquiry", new { branchId = "b-sh", kind = "REQUEST", matter, words = "酒店热水改造，请出方案", customerId = "c-sh-3" }, "enquiry { id }"))
            .GetProperty("id").GetString()!;

        async Task<JsonElement> Enquiry(string id) => (await _desk.Ask("agent.sh", "query($id: ID!) { enquiry(id: $id) { matter takenAt dueAt isSolvedInTime } }", new { id })).GetProperty("enquiry");

        async Task<string[]> Tasks(string about) =>
        [
            .. (await _desk.Ask("manager.sh", "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { kind state dueAt } } }", new { id = about })).GetProperty("tasks").GetProperty("nodes").EnumerateArray()
                .Select(task => $"{task.GetProperty("kind").GetString()} {task.GetProperty("state").GetString()} {task.GetProperty("dueAt").GetDateTimeOffset():O}"),
        ];
    }

    private async Task<DateTimeOffset> RestoredBy(string ticketId) => (await Clocks(ticketId))["RESTORED"].GetProperty("dueAt").GetDateTimeOffset();

    private async Task<double> Hours(string ticketId) => (await Clocks(ticketId))["RESTORED"] is var clock
        ? (clock.GetProperty("dueAt").GetDateTimeOffset() - clock.GetProperty("startedAt").GetDateTimeOffset()).TotalHours : 0;

    private async Task<(string?, DateTimeOffset)> Restored(string ticketId) => (await Clocks(ticketId))["RESTORED"] is var clock
        ? (clock.GetProperty("state").GetString(), clock.GetProperty("missedAt").GetDateTimeOffset()) : default;

    private async Task<JsonElement[]> Loans(string ticketId, string person = "dispatcher.sh") =>
    [
        .. (await _desk.Ask(person, "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: LEND_EQUAL_PRODUCT } }) { nodes { id role promise since needsOutcome state outcome } } }", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray(),
    ];

    private async Task<Dictionary<string, JsonElement>> Clocks(string ticketId) =>
        (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { promises { promise state amount unit startedAt dueAt missedAt endedAt nextEscalation { role at } } } }", new { id = ticketId }))
            .GetProperty("ticket").GetProperty("promises").EnumerateArray().ToDictionary(one => one.GetProperty("promise").GetString()!);
}

public sealed class RepairClocksOnSqlite(SqliteDemo host) : RepairClockStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class RepairClocksOnPostgreSql(PostgreSqlDemo host) : RepairClockStoryTests(host), IClassFixture<PostgreSqlDemo>;
