using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task What_has_run_out_is_listed_as_overdue_at_that_instant_also_before_anybody_was_told()
    {
        var ticketId = (await _desk.Do("receptionist.sh", "registerTicket", new { branchId = "b-sh", customerId = "c-sh-2", kind = "REPAIR", symptom = "冒烟", isEmergency = true, isAnotherFault = true }))
            .GetProperty("id").GetString()!;
        var due = (await Clocks(ticketId))["ANSWERED"].GetProperty("dueAt").GetDateTimeOffset();
        await _desk.MoveTo(due.AddMinutes(-1));
        Assert.Equal((false, true, true), await Told());
        // The clock alone goes on: nobody wakes the ticket.
        host.Services.GetRequiredService<VirtualClock>().MoveTo(due);
        Assert.Equal((true, false, true), await Told());
        await _desk.MoveTo(due.AddMinutes(1));

        async Task<(bool IsOverdue, bool IsNot, bool IsUntold)> Told()
        {
            var answer = await _desk.Ask("dispatcher.sh", """
                query($id: ID!) {
                  overdue: ticketPromises(where: { or: [{ isOverdue: { eq: true } }], ticketId: { eq: $id } }) { totalCount nodes { promise isOverdue } }
                  others: ticketPromises(where: { isOverdue: { neq: true }, ticketId: { eq: $id } }) { totalCount nodes { promise isOverdue } }
                  ticket(id: $id) { promises { promise missedAt } }
                }
                """, new { id = ticketId });
            var answered = answer.GetProperty("ticket").GetProperty("promises").EnumerateArray().Single(one => one.GetProperty("promise").GetString() == "ANSWERED");
            return (Has("overdue", true), Has("others", false), answered.GetProperty("missedAt").ValueKind == JsonValueKind.Null);

            bool Has(string list, bool isOverdue)
            {
                var nodes = answer.GetProperty(list).GetProperty("nodes").EnumerateArray().ToArray();
                Assert.All(nodes, one => Assert.Equal(isOverdue, one.GetProperty("isOverdue").GetBoolean()));
                Assert.Equal(nodes.Length, answer.GetProperty(list).GetProperty("totalCount").GetInt32());
                return nodes.Any(one => one.GetProperty("promise").GetString() == "ANSWERED");
            }
        }
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

    // 20, 21, 23a, 23c
    [Fact]
    public async Task The_row_of_a_product_line_goes_before_the_standard_and_a_contract_before_both_where_it_is_tighter()
    {
        await _desk.ToMonday();
        var rows = (JsonArray)JsonNode.Parse((await Plan("tickets.promises")).GetRawText())!;
        rows.Add(JsonNode.Parse("""
            {"promise": "Arrival", "amount": 5, "unit": "WorkingHours", "when": {"kind": "Repair", "productLine": "heating"}, "starts": "Request", "stops": "Arrival", "pauses": ["AgreedLater"]}
            """));
        rows.Add(JsonNode.Parse("""
            {"promise": "Answered", "amount": 1, "unit": "WorkingHours", "when": {"productLine": "heating"}, "starts": "Request", "stops": "Answer", "pauses": []}
            """));
        await _desk.Do("director", "setPolicy", new { key = "tickets.promises", branchId = "b-cd", value = rows }, "policy { key }");
        await Desk.Until(() => PlanAt("b-cd"), plan => plan.GetProperty("origin").GetString() == "BRANCH");

        var own = await Heated("c-cd-1", "PROMISE-1");
        var ticketId = await Reported("b-cd", "c-cd-1", own);
        Assert.Equal("ARRIVAL 5 WORKING_HOURS BRANCH [KIND,PRODUCT_LINE]  +6h", Said((await Clocks(ticketId, "dispatcher.cd"))["ARRIVAL"]));
        Assert.Equal("ANSWERED 1 WORKING_HOURS BRANCH [PRODUCT_LINE]  +1h", Said((await Clocks(ticketId, "dispatcher.cd"))["ANSWERED"]));
        // What the line says nothing of, and what is of another line, goes by the row for all.
        Assert.Equal("RESTORED 24 CLOCK_HOURS BRANCH [KIND]  +24h", Said((await Clocks(ticketId, "dispatcher.cd"))["RESTORED"]));
        var washer = (await _desk.Ask("dispatcher.cd", "{ installedProducts(where: { serial: { eq: \"SN-CD-1-001\" } }) { nodes { id } } }")).GetProperty("installedProducts").Ids()[0]!;
        Assert.Equal("ARRIVAL 6 WORKING_HOURS BRANCH [KIND]  +7h", Said((await Clocks(await Reported("b-cd", "c-cd-1", washer), "dispatcher.cd"))["ARRIVAL"]));
        // At another branch nobody has changed anything.
        Assert.Equal("ARRIVAL 6 WORKING_HOURS STANDARD [KIND]  +7h", Said((await Clocks(await Reported("b-sh", "c-sh-1", await Heated("c-sh-1", "PROMISE-2", "agent.sh"))))["ARRIVAL"]));

        // A contract that is looser than the row of the line leaves it as it is, a tighter one goes before it.
        var (loose, tight) = (await Heated("c-cd-1", "PROMISE-3"), await Heated("c-cd-1", "PROMISE-4"));
        await Contract(loose, 6);
        var contractId = await Contract(tight, 4);
        Assert.Equal("ARRIVAL 5 WORKING_HOURS BRANCH [KIND,PRODUCT_LINE]  +6h", Said((await Clocks(await Reported("b-cd", "c-cd-1", loose), "dispatcher.cd"))["ARRIVAL"]));
        Assert.Equal($"ARRIVAL 4 WORKING_HOURS CONTRACT [CONTRACT] {contractId} +5h", Said((await Clocks(await Reported("b-cd", "c-cd-1", tight), "dispatcher.cd"))["ARRIVAL"]));

        async Task<string> Contract(string productId, int amount) => (await _desk.Do("dispatcher.cd", "makeContract", new
        {
            branchId = "b-cd", customerId = "c-cd-1", from = _desk.Today, to = _desk.Today.AddYears(1), priceMinor = 100,
            contract = new { productIds = new[] { productId }, parts = "COST", labour = "FREE", travel = "FREE", promises = new[] { new { kind = "ARRIVAL", amount, unit = "WORKING_HOURS" } } },
        }, "contract { id }")).GetProperty("id").GetString()!;

        async Task<string> Heated(string customerId, string serial, string person = "dispatcher.cd") =>
            (await _desk.Do(person, "registerInstalledProduct", new { customerId, product = new { model = "HP-12", serial } }, "installedProduct { id }")).GetProperty("id").GetString()!;

        async Task<string> Reported(string branchId, string customerId, string productId) => (await _desk.Do(branchId == "b-cd" ? "dispatcher.cd" : "receptionist.sh", "registerTicket",
            new { branchId, customerId, productId, kind = "REPAIR", symptom = "不制热", isAnotherFault = true })).GetProperty("id").GetString()!;

        async Task<JsonElement> PlanAt(string branchId) => (await _desk.Ask("director", "query($b: ID!) { policies(branchId: $b, keyStartsWith: \"tickets.promises\") { origin } }", new { b = branchId })).GetProperty("policies")[0];

        static string Said(JsonElement clock) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{clock.GetProperty("promise").GetString()} {clock.GetProperty("amount")} {clock.GetProperty("unit").GetString()} {clock.GetProperty("origin").GetString()} "
            + $"[{string.Join(',', clock.GetProperty("because").EnumerateArray().Select(one => one.GetString()))}] {clock.GetProperty("contractId").GetString()} +{(Instant(clock, "dueAt") - Instant(clock, "startedAt")).TotalHours}h");
    }

    // 1b, 20, 21
    [Fact]
    public async Task A_ticket_that_becomes_an_emergency_is_due_sooner_from_then_on_and_never_later_than_it_was()
    {
        var nine = await _desk.ToMonday();
        var (ticketId, late) = (await _desk.Registered("c-sh-1", "漏水"), await _desk.Registered("c-sh-2", "异味"));
        var before = await Clocks(ticketId);
        // Lunch is no working time.
        Assert.Equal([TimeSpan.FromHours(5), TimeSpan.FromHours(2), TimeSpan.FromHours(7), TimeSpan.FromHours(24)],
            new[] { "ANSWERED", "ARRANGED", "ARRIVAL", "RESTORED" }.Select(promise => Instant(before[promise], "dueAt") - Instant(before[promise], "startedAt")));

        await _desk.MoveTo(nine.AddHours(1));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "flagEmergency", new { ticketId }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("technician.sh", "flagEmergency", new { ticketId }));
        await _desk.Do("receptionist.sh", "flagEmergency", new { ticketId });
        await _desk.Do("receptionist.sh", "flagEmergency", new { ticketId });
        var flagged = await Clocks(ticketId);
        var since = Instant(flagged["ANSWERED"], "countsFrom");
        Assert.InRange(since, nine.AddHours(1), _desk.Now);
        foreach (var (promise, amount, unit, due) in new[] { ("ANSWERED", 30, "MINUTES", 0.5), ("ARRIVAL", 2, "CLOCK_HOURS", 2), ("RESTORED", 4, "CLOCK_HOURS", 4) })
        {
            var clock = flagged[promise];
            Assert.Equal((amount, unit, since, since.AddHours(due), Instant(before[promise], "startedAt")),
                (clock.GetProperty("amount").GetInt32(), clock.GetProperty("unit").GetString(), Instant(clock, "countsFrom"), Instant(clock, "dueAt"), Instant(clock, "startedAt")));
            Assert.Contains("URGENCY", clock.GetProperty("because").EnumerateArray().Select(one => one.GetString()));
        }

        Assert.Equal((Instant(before["ARRANGED"], "dueAt"), Instant(before["ARRANGED"], "countsFrom")), (Instant(flagged["ARRANGED"], "dueAt"), Instant(flagged["ARRANGED"], "countsFrom")));
        var told = Assert.Single(await Tasks(ticketId, "EMERGENCY_REPORTED"));
        Assert.Equal("BRANCH_MANAGER", told.GetProperty("role").GetString());
        Assert.InRange(Instant(told, "raisedAt"), since, _desk.Now);

        // Ten minutes before it is to be answered anyway, half an hour more is not given.
        var until = Instant((await Clocks(late))["ANSWERED"], "dueAt");
        await _desk.MoveTo(until.AddMinutes(-10));
        await _desk.Do("receptionist.sh", "flagEmergency", new { ticketId = late });
        var answered = (await Clocks(late))["ANSWERED"];
        Assert.Equal((until, 4, "WORKING_HOURS"), (Instant(answered, "dueAt"), answered.GetProperty("amount").GetInt32(), answered.GetProperty("unit").GetString()));
        Assert.Equal(Instant(answered, "startedAt"), Instant(answered, "countsFrom"));
        // The way there is sooner as an emergency's, though: two hours from now instead of six working hours.
        Assert.Equal((2, "CLOCK_HOURS"), ((await Clocks(late))["ARRIVAL"].GetProperty("amount").GetInt32(), (await Clocks(late))["ARRIVAL"].GetProperty("unit").GetString()));
    }

    // 20, 23b
    [Fact]
    public async Task The_answer_ends_the_clock_and_what_went_up_because_of_it_goes_no_further()
    {
        var nine = await _desk.ToMonday();
        var inTime = await _desk.Registered("c-sh-1", "指示灯闪");
        await _desk.Do("receptionist.sh", "sendTicketMessage", new { ticketId = inTime, channel = "EMAIL", text = "我们已收到，今天上午回复您" });
        var met = (await Clocks(inTime))["ANSWERED"];
        Assert.Equal(("MET", true), (met.GetProperty("state").GetString(), met.GetProperty("isKept").GetBoolean()));
        Assert.InRange(Instant(met, "endedAt"), Instant(met, "startedAt"), _desk.Now);
        Assert.Equal((JsonValueKind.Null, 0), (met.GetProperty("nextEscalation").ValueKind, met.GetProperty("escalations").GetArrayLength()));
        Assert.Equal("RUNNING", (await Clocks(inTime))["ARRIVAL"].GetProperty("state").GetString());

        var ticketId = (await _desk.Do("receptionist.sh", "registerTicket", new { branchId = "b-sh", customerId = "c-sh-2", kind = "REPAIR", symptom = "煤气味", isEmergency = true, isAnotherFault = true }))
            .GetProperty("id").GetString()!;
        await _desk.MoveTo(nine.AddHours(1));
        var late = (await Clocks(ticketId))["ANSWERED"];
        var due = Instant(late, "startedAt").AddMinutes(30);
        Assert.Equal(("OVERDUE", due), (late.GetProperty("state").GetString(), Instant(late, "missedAt")));
        Assert.Equal([("DISPATCHER", due)], Steps(late));
        // By the clock in an emergency.
        Assert.Equal(("BRANCH_MANAGER", due.AddHours(2)), Step(late.GetProperty("nextEscalation")));
        var missed = (await Tasks(ticketId, "PROMISE_MISSED")).Single(task => task.GetProperty("promise").GetString() == "ANSWERED");
        Assert.Equal(("DISPATCHER", due, "OPEN"), (missed.GetProperty("role").GetString(), Instant(missed, "since"), missed.GetProperty("state").GetString()));

        await _desk.Do("receptionist.sh", "sendTicketMessage", new { ticketId, text = "请关阀开窗，技师马上到" });
        late = (await Clocks(ticketId))["ANSWERED"];
        Assert.Equal(("MISSED", false, JsonValueKind.Null), (late.GetProperty("state").GetString(), late.GetProperty("isKept").GetBoolean(), late.GetProperty("nextEscalation").ValueKind));
        Assert.InRange(Instant(late, "endedAt"), nine.AddHours(1), _desk.Now);
        await host.Settle();
        await _desk.MoveTo(nine.AddHours(12));
        Assert.Equal([("DISPATCHER", due)], Steps((await Clocks(ticketId))["ANSWERED"]));
        Assert.Equal(["SETTLED"], (await Tasks(ticketId, "PROMISE_MISSED")).Where(task => task.GetProperty("promise").GetString() == "ANSWERED").Select(task => task.GetProperty("state").GetString()));
        // What is owed still goes on up.
        Assert.Equal(["DISPATCHER", "BRANCH_MANAGER", "SERVICE_DIRECTOR"], Steps((await Clocks(ticketId))["ARRIVAL"]).Select(step => step.Role));
    }

    // 21
    [Fact]
    public async Task The_arrival_ends_its_clock_at_the_instant_the_technicians_device_recorded()
    {
        var nine = await _desk.ToMonday();
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "排水慢"), 2, "tech-sh-1");
        var clocks = await Clocks(ticketId);
        foreach (var promise in new[] { "ANSWERED", "ARRANGED" })
            Assert.Equal(("MET", Instant(clocks["ARRANGED"], "endedAt")), (clocks[promise].GetProperty("state").GetString(), Instant(clocks[promise], "endedAt")));
        await _desk.MoveTo(nine.AddHours(9));
        // Overdue as far as anybody knows, until the device says what it kept.
        Assert.Equal("OVERDUE", (await Clocks(ticketId))["ARRIVAL"].GetProperty("state").GetString());
        await _desk.Do("technician.sh", "departForVisit", new { ticketId, kit = Desk.Kit, deviceTime = nine.AddHours(1) });
        await _desk.Do("technician.sh", "arriveOnSite", new { ticketId, deviceTime = nine.AddHours(2).AddMinutes(-5) });
        var arrival = (await Clocks(ticketId))["ARRIVAL"];
        Assert.Equal((nine.AddHours(2).AddMinutes(-5), JsonValueKind.Null), (Instant(arrival, "endedAt"), arrival.GetProperty("nextEscalation").ValueKind));
        Assert.Equal(("MET", true), (arrival.GetProperty("state").GetString(), arrival.GetProperty("isKept").GetBoolean()));

        var punctual = await _desk.Scheduled(await _desk.Assessed("c-sh-2", "排水慢"), 20, "tech-sh-1");
        await _desk.MoveTo(nine.AddHours(25));
        await _desk.Do("technician.sh", "departForVisit", new { ticketId = punctual, kit = Desk.Kit });
        await _desk.Do("technician.sh", "arriveOnSite", new { ticketId = punctual });
        arrival = (await Clocks(punctual))["ARRIVAL"];
        var visit = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { visits { arrivedAt } } }", new { id = punctual })).GetProperty("ticket").GetProperty("visits")[0];
        Assert.Equal(("MET", true, Instant(visit, "arrivedAt")), (arrival.GetProperty("state").GetString(), arrival.GetProperty("isKept").GetBoolean(), Instant(arrival, "endedAt")));
    }

    // 19b (S3 ⑹-2 四1–2)
    [Theory]
    [InlineData("agent.sh", "转售后部")]
    [InlineData("dealer.sh", "经销商离客户最近")]
    [InlineData("department", "请公司技术部安排")]
    public async Task What_is_sent_on_to_somebody_of_the_branch_to_a_dealer_or_to_a_department_is_arranged_in_two_hours_or_goes_to_the_manager_at_the_fourth(string person, string reason)
    {
        var nine = await _desk.ToMonday();
        var (ticketId, arranged) = (await _desk.Assessed("c-sh-1", "门体下沉"), await _desk.Scheduled(await _desk.Assessed("c-sh-2", "门体下沉"), 30));
        Assert.DoesNotContain("FORWARDED", (await Clocks(ticketId)).Keys);
        var to = await host.AccountOf(person);
        foreach (var sent in new[] { ticketId, arranged }) await _desk.Do("receptionist.sh", "handOverTicket", new { ticketId = sent, toAccountId = to, reason });
        Assert.Equal(to, (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { ownerId } }", new { id = ticketId })).GetProperty("ticket").GetProperty("ownerId").GetString());
        // Somebody goes there already.
        Assert.DoesNotContain("FORWARDED", (await Clocks(arranged)).Keys);
        var forwarded = (await Clocks(ticketId))["FORWARDED"];
        var due = Instant(forwarded, "startedAt").AddHours(2);
        Assert.Equal(("RUNNING", due, due), (forwarded.GetProperty("state").GetString(), Instant(forwarded, "dueAt"), Instant(forwarded, "startedAt").AddHours(2)));
        await _desk.MoveTo(nine.AddHours(5).AddMinutes(30));
        forwarded = (await Clocks(ticketId))["FORWARDED"];
        // The fourth working hour; lunch is none.
        Assert.Equal([("DISPATCHER", due), ("BRANCH_MANAGER", due.AddHours(3))], Steps(forwarded));
        var raised = (await Tasks(ticketId, "PROMISE_MISSED", "manager.sh")).Single(task => task.GetProperty("promise").GetString() == "FORWARDED" && task.GetProperty("role").GetString() == "BRANCH_MANAGER");
        Assert.Equal(("OPEN", true), (raised.GetProperty("state").GetString(), raised.GetProperty("isYours").GetBoolean()));
        // The branch's dispatcher takes down what was arranged.
        await _desk.Scheduled(ticketId, 4);
        await host.Settle();
        forwarded = (await Clocks(ticketId))["FORWARDED"];
        Assert.Equal(("MISSED", Instant((await Clocks(ticketId))["ARRANGED"], "endedAt")), (forwarded.GetProperty("state").GetString(), Instant(forwarded, "endedAt")));
        Assert.All((await Tasks(ticketId, "PROMISE_MISSED")).Where(task => task.GetProperty("promise").GetString() == "FORWARDED"), task => Assert.Equal("SETTLED", task.GetProperty("state").GetString()));
    }

    // domain.md §4: whoever gives the job back leaves a customer to whom nobody comes
    [Fact]
    public async Task What_a_technician_gives_back_is_to_be_arranged_anew_in_two_hours_and_goes_up_when_it_is_not()
    {
        var nine = await _desk.ToMonday();
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "门封老化"), 30, "tech-sh-1");
        await _desk.Do("technician.sh", "refuseVisit", new { ticketId, reason = "没有这种门封" });
        var (first, second) = await Arranged();
        Assert.Equal(("MET", "RUNNING"), (first.GetProperty("state").GetString(), second.GetProperty("state").GetString()));
        var refused = Instant(second, "startedAt");
        Assert.True(refused > Instant(first, "endedAt"));
        Assert.Equal(refused.AddHours(2), Instant(second, "dueAt"));
        await _desk.MoveTo(nine.AddHours(2.5));
        var task = Assert.Single(await Tasks(ticketId, "PROMISE_MISSED"), task => task.GetProperty("promise").GetString() == "ARRANGED");
        Assert.Equal(("OPEN", "DISPATCHER"), (task.GetProperty("state").GetString(), task.GetProperty("role").GetString()));
        await _desk.Scheduled(ticketId, 5, "tech-sh-1");
        await host.Settle();
        Assert.Equal(("MET", "MISSED"), await Arranged() is var (met, missed) ? (met.GetProperty("state").GetString(), missed.GetProperty("state").GetString()) : default);
        Assert.Equal("SETTLED", Assert.Single(await Tasks(ticketId, "PROMISE_MISSED"), task => task.GetProperty("promise").GetString() == "ARRANGED").GetProperty("state").GetString());

        async Task<(JsonElement First, JsonElement Second)> Arranged() =>
            (await Promises(ticketId)).Where(clock => clock.GetProperty("promise").GetString() == "ARRANGED").ToArray() is [var one, var other] ? (one, other) : throw new InvalidOperationException("There are not two.");
    }

    // 23a: what ran at one branch has run, and what is left goes by the hours and rows of the other
    [Fact]
    public async Task A_ticket_that_goes_along_to_another_branch_is_due_by_what_is_promised_and_worked_there()
    {
        var nine = await _desk.ToMonday();
        foreach (var (code, from, to) in new[] { ("PRA", "09:00", "18:00"), ("PRB", "13:00", "22:00") })
            await _desk.Do("administrator", "openBranch", new
            {
                code, name = code, country = "CN", currency = "CNY",
                calendar = new { timeZone = "Asia/Shanghai", week = new[] { "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY" }.Select(day => new { day, from, to }) },
            }, "branch { id }");
        var rows = (JsonArray)JsonNode.Parse((await Plan("tickets.promises")).GetRawText())!;
        foreach (var row in rows)
            if (row!["promise"]!.GetValue<string>() == "Arrival") (row["amount"], row["unit"]) = (5, "WorkingHours");
        await _desk.Do("administrator", "setPolicy", new { key = "tickets.promises", branchId = "b-prb", value = rows }, "policy { key }");
        await _desk.Do("administrator", "assignRoles", new
        {
            accountId = await host.AccountOf("agent2.sh"), assignments = new[] { "b-pra", "b-prb" }.Select(place => new { role = "DISPATCHER", place }),
        }, "account { id }");
        var customerId = (await _desk.Do("administrator", "registerCustomer", new { branchId = "b-pra", customer = new { name = "沈洁", phones = new[] { "13900001234" } } }, "customer { id }")).GetProperty("id").GetString();
        var ticketId = (await _desk.Do("agent2.sh", "registerTicket", new { branchId = "b-pra", customerId, kind = "REPAIR", symptom = "不转", isAnotherFault = true })).GetProperty("id").GetString()!;
        var here = (await Clocks(ticketId, "administrator"))["ARRIVAL"];
        Assert.Equal((6, "STANDARD", Instant(here, "startedAt").AddHours(6)), (here.GetProperty("amount").GetInt32(), here.GetProperty("origin").GetString(), Instant(here, "dueAt")));

        await _desk.MoveTo(nine.AddHours(2));
        await _desk.Do("administrator", "closeBranch", new { branchId = "b-pra", toBranchId = "b-prb", reason = "合并" }, "branch { id }");
        await host.Settle();
        var there = await Desk.Until(async () => (await Clocks(ticketId, "administrator"))["ARRIVAL"], clock => clock.GetProperty("origin").GetString() == "BRANCH");
        var went = (await _desk.Ask("administrator", "query($id: ID!) { ticket(id: $id) { branch { id } timeline { event at } } }", new { id = ticketId })).GetProperty("ticket");
        Assert.Equal("b-prb", went.GetProperty("branch").GetProperty("id").GetString());
        var at = Instant(went.GetProperty("timeline").EnumerateArray().Single(entry => entry.GetProperty("event").GetString() == "HandedOver"), "at");
        Assert.Equal((5, Instant(here, "startedAt")), (there.GetProperty("amount").GetInt32(), Instant(there, "startedAt")));
        // They open at one; two hours and what the hand-over took have run.
        Assert.Equal(nine.AddHours(4) + (TimeSpan.FromHours(5) - (at - Instant(here, "startedAt"))), Instant(there, "dueAt"));
    }

    private static DateTimeOffset Instant(JsonElement of, string field) => of.GetProperty(field).GetDateTimeOffset();

    private static (string? Role, DateTimeOffset At) Step(JsonElement step) => (step.GetProperty("role").GetString(), Instant(step, "at"));

    private static (string? Role, DateTimeOffset At)[] Steps(JsonElement clock) => [.. clock.GetProperty("escalations").EnumerateArray().Select(Step)];

    private async Task<JsonElement[]> Tasks(string ticketId, string kind, string person = "dispatcher.sh") =>
    [
        .. (await _desk.Ask(person, $"query($id: String!) {{ tasks(first: 50, where: {{ about: {{ eq: $id }}, kind: {{ eq: {kind} }} }}) {{ nodes {{ role promise since raisedAt state isYours }} }} }}", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray(),
    ];

    private async Task<JsonElement> Plan(string key) =>
        (await _desk.Ask("dispatcher.sh", "query($k: String!) { policies(branchId: \"b-sh\", keyStartsWith: $k) { value } }", new { k = key })).GetProperty("policies")[0].GetProperty("value");

    /// <summary>The last of each promise.</summary>
    private async Task<Dictionary<string, JsonElement>> Clocks(string ticketId, string person = "dispatcher.sh") =>
        (await Promises(ticketId, person)).GroupBy(one => one.GetProperty("promise").GetString()!).ToDictionary(promise => promise.Key, promise => promise.Last());

    private async Task<JsonElement[]> Promises(string ticketId, string person = "dispatcher.sh") =>
        [.. (await _desk.Ask(person, """
            query($id: ID!) { ticket(id: $id) { promises { promise state amount unit origin because contractId startedAt countsFrom dueAt warnAt missedAt endedAt isKept
              pauses { reason from to } escalations { role at } nextEscalation { role at } } } }
            """, new { id = ticketId })).GetProperty("ticket").GetProperty("promises").EnumerateArray()];
}

public sealed class PromiseStoryOnSqlite(SqliteDemo host) : PromiseStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class PromiseStoryOnPostgreSql(PostgreSqlDemo host) : PromiseStoryTests(host), IClassFixture<PostgreSqlDemo>;
