using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.Tickets;

namespace AfterSales.ClusterTests.Host;

/// <summary>The ways of a ticket as clients go them, with what they ask wrongly on the way.</summary>
public abstract class TicketStoryTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    [Fact]
    public async Task Nobody_gets_a_file_for_a_request_that_is_not_taken()
    {
        const string Phone = "13800000019";
        foreach (var refused in new object[]
        {
            new { branchId = "b-sh", phone = Phone, symptom = " " },
            new { branchId = "b-sh", phone = Phone, symptom = "不转", purchasedOn = "2099-01-01" },
            new { branchId = "b-sh", phone = Phone, symptom = "不转", productId = "ip-none" },
            new { branchId = "b-sh", phone = Phone, symptom = "不转", productId = "ip-sh-4" },
            new { branchId = "b-sh", phone = Phone, symptom = "不转", deviceTime = _desk.Now.AddDays(1) },
        })
            Assert.NotNull(await _desk.Code("receptionist.sh", "registerTicket", refused));
        var found = await _desk.Ask("receptionist.sh", "query($p: String!) { customers(where: { phone: { eq: $p } }) { nodes { id } } }", new { p = $"+86{Phone}" });
        Assert.Empty(found.GetProperty("customers").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task A_request_that_is_not_ours_is_rejected_with_a_reason_and_the_customer_is_told()
    {
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "registerTicket", new { branchId = "b-sh", phone = "13800000001", symptom = " " }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "registerTicket", new { branchId = "b-sh", phone = "没有", symptom = "不转" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "registerTicket", new { branchId = "b-sh", phone = "13800000001", symptom = new string('漏', 20_001) }));
        Assert.Equal("NOT_FOUND", await _desk.Code("receptionist.sh", "registerTicket", new { branchId = "b-mad", phone = "13800000001", symptom = "不转" }));
        var made = await _desk.Do("receptionist.sh", "registerTicket", new { branchId = "b-sh", phone = "13800000001", symptom = "别家的洗衣机" }, "ticket { id step missingFacts }");
        // A phone and a symptom are enough; what is missing is listed.
        Assert.Equal(["NAME", "ADDRESS", "MODEL", "PURCHASE_DATE", "SYMPTOM_DETAIL", "WISH"], made.GetProperty("missingFacts").EnumerateArray().Select(fact => fact.GetString()));
        var ticketId = made.GetProperty("id").GetString()!;

        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("receptionist.sh", "rejectTicket", new { ticketId, reason = "不是本公司产品" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "rejectTicket", new { ticketId, reason = "" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "rejectTicket", new { ticketId, reason = "x" }));
        Assert.Equal("NO_RESULT_YET", await _desk.Code("receptionist.sh", "recordResultTold", new { ticketId }));
        Assert.Equal("REJECTED", Step(await _desk.Do("dispatcher.sh", "rejectTicket", new { ticketId, reason = "不是本公司产品", requestId = "no-1" })));
        Assert.Equal("REJECTED", Step(await _desk.Do("dispatcher.sh", "rejectTicket", new { ticketId, reason = "不是本公司产品", requestId = "no-1" })));
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("dispatcher.sh", "rejectTicket", new { ticketId, reason = "不是本公司产品" }));
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "motor" } } }));
        await Desk.Until(() => Tasks(ticketId, "TELL_RESULT"), tasks => tasks is [{ IsOpen: true }]);
        await _desk.Do("receptionist.sh", "recordResultTold", new { ticketId, said = "已说明" });
        await Desk.Until(() => Tasks(ticketId, "TELL_RESULT"), tasks => tasks is [{ IsOpen: false }]);
    }

    [Fact]
    public async Task Advice_that_fails_makes_the_same_ticket_a_job_on_site_and_advice_that_helps_is_counted_apart()
    {
        var ticketId = await _desk.Registered("c-sh-1", "不脱水");
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "solveTicketRemotely", new { ticketId, advice = "" }));
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("receptionist.sh", "reportAdviceFailed", new { ticketId }));
        Assert.Equal("SOLVED_REMOTELY", Step(await _desk.Do("receptionist.sh", "solveTicketRemotely", new { ticketId, advice = "清洗滤网" })));
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("dispatcher.sh", "scheduleVisit", Visit(ticketId, 40)));
        Assert.Equal("REGISTERED", Step(await _desk.Do("receptionist.sh", "reportAdviceFailed", new { ticketId, reason = "还是不脱水" })));
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "motor" } } });
        await _desk.Scheduled(ticketId, 40);
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        Assert.Equal("ON_SITE", (await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId })).GetProperty("resolution").GetString());
        var kept = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { symptom wish } }", new { id = ticketId })).GetProperty("ticket");
        Assert.Equal(("不脱水", "尽快"), (kept.GetProperty("symptom").GetString(), kept.GetProperty("wish").GetString()));

        var before = await Figures();
        var remote = await _desk.Registered("c-sh-1", "怎么清洗滤网");
        await _desk.Do("receptionist.sh", "solveTicketRemotely", new { ticketId = remote, advice = "拧开底部盖子" });
        Assert.Equal("REMOTE", (await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId = remote })).GetProperty("resolution").GetString());
        await Desk.Until(Figures, now => now.Remote == before.Remote + 1 && now.Completed >= now.Remote);
        var visits = await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { category visits { id } } }", new { id = remote });
        Assert.Equal((JsonValueKind.Null, 0), (visits.GetProperty("ticket").GetProperty("category").ValueKind, visits.GetProperty("ticket").GetProperty("visits").GetArrayLength()));

        async Task<(int Completed, int Remote)> Figures()
        {
            var lines = (await _desk.Ask("director", """
                query($from: LocalDate!, $to: LocalDate!) {
                  figures(figures: [TICKETS_COMPLETED, SOLVED_REMOTELY], filter: { branchIds: ["b-sh"] }, from: $from, to: $to) { lines { figure value { numerator } } }
                }
                """, new { from = _desk.Today.AddDays(-1), to = _desk.Today.AddDays(1) })).GetProperty("figures").GetProperty("lines");
            return (Of("TICKETS_COMPLETED"), Of("SOLVED_REMOTELY"));

            int Of(string figure) => lines.EnumerateArray().SingleOrDefault(line => line.GetProperty("figure").GetString() == figure) is { ValueKind: JsonValueKind.Object } line
                ? line.GetProperty("value").GetProperty("numerator").GetInt32() : 0;
        }
    }

    [Fact]
    public async Task Only_parts_of_the_model_are_assessed_by_code_or_name_in_any_language()
    {
        var productId = (await _desk.Ask("dispatcher.sh", "{ installedProducts(where: { serial: { eq: \"SN-SH-4-001\" } }) { nodes { id } } }"))
            .GetProperty("installedProducts").GetProperty("nodes")[0].GetProperty("id").GetString();
        var ticketId = await _desk.Registered("c-sh-4", "冷藏室结霜", productId);
        Assert.Equal("PART_NOT_OF_MODEL", await _desk.Code("dispatcher.sh", "assessTicket", Parts("压缩机", "motor")));
        var asked = await _desk.Do("dispatcher.sh", "assessTicket", Parts("压缩机", " fan ", "Junta de la puerta"), "ticket { step parts { part } }");
        Assert.Equal(("ASSESSED", 3), (Step(asked), asked.GetProperty("parts").GetArrayLength()));
        await _desk.Do("receptionist.sh", "cancelTicket", new { ticketId, reason = "自己好了" });
        // Of a product that nobody knows any part may be named.
        var unknown = await _desk.Registered("c-sh-4", "不明设备漏水");
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId = unknown, parts = new[] { new { part = "motor" } } });

        object Parts(params string[] parts) => new { ticketId, parts = parts.Select(part => new { part }) };
    }

    [Fact]
    public async Task Parts_that_are_missing_are_requested_with_one_action_and_the_visit_goes_on_when_they_came()
    {
        var ticketId = await _desk.Registered("c-sh-3", "出水口滴水");
        Assert.Equal("NO_PARTS_NEEDED", await _desk.Code("dispatcher.sh", "requestTicketParts", new { ticketId }));
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "valve" } }, neededParts = new[] { new { part = "进水阀", quantity = 2 } } });
        await _desk.Do("dispatcher.sh", "requestTicketParts", new { ticketId });
        await _desk.Scheduled(ticketId, 41);
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("dispatcher.sh", "awaitParts", new { ticketId, found = "阀芯裂", parts = "进水阀" }));
        await _desk.OnSite(ticketId);
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "awaitParts", new { ticketId, found = "阀芯裂", parts = " " }));
        Assert.Equal("PARTS_AWAITED", Step(await _desk.Do("dispatcher.sh", "awaitParts", new { ticketId, found = "阀芯裂", parts = "进水阀 2 个" })));
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("dispatcher.sh", "finishVisit", new { ticketId, found = "x", done = "x", minutes = 1 }));
        Assert.Equal("WORK_HAS_BEGUN", await _desk.Code("receptionist.sh", "cancelTicket", new { ticketId, reason = "不修了" }));
        await _desk.Scheduled(ticketId, 43);
        // Work has begun: what was done is to be settled instead.
        Assert.Equal("WORK_HAS_BEGUN", await _desk.Code("receptionist.sh", "cancelTicket", new { ticketId, reason = "不修了" }));
        await _desk.OnSite(ticketId);
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "finishVisit", new { ticketId, found = "阀芯裂", done = "换阀", minutes = -5, signedBy = "张", signature = Desk.Signature }));
        Assert.Equal("CERTIFICATE_NOT_SIGNED", await _desk.Code("dispatcher.sh", "finishVisit", new { ticketId, found = "阀芯裂", done = "换阀", minutes = 30 }));
        Assert.Equal("DEMONSTRATION_NOT_CONFIRMED", await _desk.Code("dispatcher.sh", "finishVisit", new { ticketId, found = "阀芯裂", done = "换阀", minutes = 30, signedBy = "张", signature = Desk.Signature }));
        Assert.Equal("DONE", Step(await _desk.Finish(ticketId)));
    }

    [Fact]
    public async Task Nobody_at_home_gives_the_job_back_and_a_missing_trip_report_is_listed_until_it_is_there()
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-4", "门封条松"), 45);
        await _desk.OnSite(ticketId);
        Assert.Equal("ASSESSED", Step(await _desk.Do("dispatcher.sh", "nobodyHome", new { ticketId, isSlipLeft = true, remark = "已留条" })));
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("dispatcher.sh", "nobodyHome", new { ticketId, isSlipLeft = true }));
        Assert.Equal("NOBODY_HOME", Assert.Single(await Missing()));
        var told = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { certificateAsks visits { isSlipLeft } } }", new { id = ticketId })).GetProperty("ticket");
        Assert.Equal("""{"certificateAsks":["SIGNATURE","DEMONSTRATION","USE_EXPLAINED"],"visits":[{"isSlipLeft":true}]}""", told.GetRawText());
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "reportTrip", new { ticketId, report = "" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.sh", "reportTrip", new { ticketId, report = "x", visitId = "v-none" }));
        await Desk.Until(() => Tasks(ticketId, "REPORT_TRIP"), tasks => tasks is [{ IsOpen: true }]);
        await _desk.Do("dispatcher.sh", "reportTrip", new { ticketId, report = "两次敲门无人应答" });
        Assert.Empty(await Missing());
        await Desk.Until(() => Tasks(ticketId, "REPORT_TRIP"), tasks => tasks is [{ IsOpen: false }]);
        await Desk.Until(() => Tasks(ticketId, "ARRANGE_ANOTHER_VISIT"), tasks => tasks is [{ IsOpen: true }]);

        // The second visit is done, and the supervisor judges it.
        await _desk.Scheduled(ticketId, 47);
        await Desk.Until(() => Tasks(ticketId, "ARRANGE_ANOTHER_VISIT"), tasks => tasks is [{ IsOpen: false }]);
        Assert.Equal("REPAIR_NOT_DONE", await _desk.Code("dispatcher.sh", "markRepair", new { ticketId, time = "GOOD", quality = "EXCELLENT" }));
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        await _desk.Do("dispatcher.sh", "markRepair", new { ticketId, time = "FAIR", quality = "EXCELLENT" });
        var marked = (await _desk.Ask("manager.sh", "query($id: ID!) { visits(where: { ticketId: { eq: $id } }, order: [{ startsAt: DESC }]) { nodes { timeMark qualityMark technician { id } } } }", new { id = ticketId }))
            .GetProperty("visits").GetProperty("nodes")[0];
        Assert.Equal((2, 4, "tech-sh-4"), (marked.GetProperty("timeMark").GetInt32(), marked.GetProperty("qualityMark").GetInt32(), marked.GetProperty("technician").GetProperty("id").GetString()));

        const string marks = "query($from: DateTime!, $to: DateTime!) { technicianRepairMarks(branchId: \"b-sh\", from: $from, to: $to) { marked time quality technician { id } } }";
        var (from, to) = (_desk.Now.AddDays(-1), _desk.Now.AddDays(1));
        var evaluated = (await _desk.Ask("manager.sh", marks, new { from, to })).GetProperty("technicianRepairMarks").EnumerateArray().Single(mark => mark.GetProperty("technician").GetProperty("id").GetString() == "tech-sh-4");
        Assert.Equal((1, 2.0, 4.0), (evaluated.GetProperty("marked").GetInt32(), evaluated.GetProperty("time").GetDouble(), evaluated.GetProperty("quality").GetDouble()));
        // A technician sees his own, and another branch none.
        Assert.InRange((await _desk.Ask("technician.sh", marks.Replace(" technician { id }", "", StringComparison.Ordinal), new { from, to })).GetProperty("technicianRepairMarks").GetArrayLength(), 0, 1);
        Assert.Empty((await _desk.Ask("dispatcher.mad", marks, new { from, to })).GetProperty("technicianRepairMarks").EnumerateArray());

        async Task<string?[]> Missing() =>
            [.. (await _desk.Ask("manager.sh", "query($id: ID!) { visits(where: { ticketId: { eq: $id }, isReportMissing: { eq: true } }) { nodes { end } } }", new { id = ticketId }))
                .GetProperty("visits").GetProperty("nodes").EnumerateArray().Select(visit => visit.GetProperty("end").GetString())];
    }

    [Fact]
    public async Task The_same_fault_opens_the_ticket_again_within_thirty_days_with_the_old_record_kept()
    {
        var ticketId = await _desk.Completed("c-sh-2", "制冷慢", 2);
        Assert.Equal("SOMETHING_IS_OWED", await _desk.Code("dispatcher.sh", "closeTicket", new { ticketId }));
        await _desk.MoveTime(days: 20);
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "reopenTicket", new { ticketId, reason = " " }));
        var reopened = await _desk.Do("receptionist.sh", "reopenTicket", new { ticketId, reason = "又不冷了" }, "ticket { step round earlierRounds { number visits { certificate { minutes done } } completion { resolution } } }");
        Assert.Equal(("ASSESSED", 2), (Step(reopened), reopened.GetProperty("round").GetInt32()));
        var earlier = Assert.Single(reopened.GetProperty("earlierRounds").EnumerateArray());
        var certificate = Assert.Single(earlier.GetProperty("visits").EnumerateArray()).GetProperty("certificate");
        Assert.Equal((45, "更换水泵"), (certificate.GetProperty("minutes").GetInt32(), certificate.GetProperty("done").GetString()));
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("receptionist.sh", "reopenTicket", new { ticketId, reason = "又不冷了" }));
        await _desk.Scheduled(ticketId, 2);
        await _desk.OnSite(ticketId);
        await _desk.Finish(ticketId);
        await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId });
        // Each round counts its own hours under its category.
        var work = (await _desk.Ask("director", "query($from: LocalDate!, $to: LocalDate!) { workByCategory(from: $from, to: $to) { branch { id } category minutes chargedMinor currency completed } }",
            new { from = _desk.Today.AddDays(-30), to = _desk.Today.AddDays(1) })).GetProperty("workByCategory").EnumerateArray().Where(sum => sum.GetProperty("branch").GetProperty("id").GetString() == "b-sh").ToArray();
        Assert.True(work.Sum(sum => sum.GetProperty("minutes").GetInt32()) >= 90 && work.Sum(sum => sum.GetProperty("chargedMinor").GetInt64()) >= 12_300);
        Assert.All(work, sum => Assert.Equal("CNY", sum.GetProperty("currency").GetString()));
        await _desk.MoveTime(days: 31);
        Assert.Equal("REOPENED_TOO_LATE", await _desk.Code("receptionist.sh", "reopenTicket", new { ticketId, reason = "又不冷了" }));
    }

    [Fact]
    public async Task What_can_not_be_finished_goes_back_to_the_dispatcher_with_the_reason_and_a_second_visit_completes_it()
    {
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-3", "水压低"), 49, "tech-sh-1");
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("technician.sh", "cannotFinishVisit", new { ticketId, reason = "电梯停用" }));
        await _desk.OnSite(ticketId);
        Assert.Equal("INPUT_INVALID", await _desk.Code("technician.sh", "cannotFinishVisit", new { ticketId, reason = " " }));
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.mad", "cannotFinishVisit", new { ticketId, reason = "电梯停用" }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("receptionist.sh", "cannotFinishVisit", new { ticketId, reason = "电梯停用" }));
        var given = new { ticketId, reason = "电梯停用，吊具上不去", requestId = "lift-1" };
        Assert.Equal("ASSESSED", Step(await _desk.Do("technician.sh", "cannotFinishVisit", given)));
        Assert.Equal("ASSESSED", Step(await _desk.Do("technician.sh", "cannotFinishVisit", given)));
        await Desk.Until(() => Tasks(ticketId, "ARRANGE_ANOTHER_VISIT"), tasks => tasks is [{ IsOpen: true }]);
        var task = (await _desk.Ask("dispatcher.sh", "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: ARRANGE_ANOTHER_VISIT } }) { nodes { role dueAt } } }", new { id = ticketId }))
            .GetProperty("tasks").GetProperty("nodes")[0];
        Assert.Equal("DISPATCHER", task.GetProperty("role").GetString());
        Assert.True(task.GetProperty("dueAt").GetDateTimeOffset() > _desk.Now);
        Assert.Equal("STEP_NOT_ALLOWED", await _desk.Code("dispatcher.sh", "completeTicket", new { ticketId }));
        Assert.Equal("WORK_HAS_BEGUN", await _desk.Code("receptionist.sh", "cancelTicket", new { ticketId, reason = "不修了" }));

        await _desk.Scheduled(ticketId, 51);
        await Desk.Until(() => Tasks(ticketId, "ARRANGE_ANOTHER_VISIT"), tasks => tasks is [{ IsOpen: false }]);
        await _desk.OnSite(ticketId);
        Assert.Equal("DONE", Step(await _desk.Finish(ticketId)));
        Assert.Equal("COMPLETED", Step(await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId })));
        var read = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { visits { end certificate { found } } timeline { event words { words } } } }", new { id = ticketId })).GetProperty("ticket");
        Assert.Equal(["NOT_FINISHED", "DONE"], read.GetProperty("visits").EnumerateArray().Select(visit => visit.GetProperty("end").GetString()));
        var why = Assert.Single(read.GetProperty("timeline").EnumerateArray(), entry => entry.GetProperty("event").GetString() == "VisitNotFinished");
        Assert.Equal(given.reason, Assert.Single(why.GetProperty("words").EnumerateArray()).GetProperty("words").GetString());
    }

    // domain.md §5: what is open of a reopened ticket's calls is no longer owed; the next completion plans anew
    [Fact]
    public async Task Reopening_a_ticket_takes_its_calls_back_and_the_new_completion_plans_new_ones_one_to_a_window()
    {
        var ticketId = await _desk.Completed("c-sh-4", "灯闪烁", 2);
        Assert.Equal(["1 round 1 PLANNED"], await Until(calls => calls.Length == 1));

        // Before the first window has opened.
        await ReopenAndComplete();
        Assert.Equal(["1 round 1 WITHDRAWN TICKET_REOPENED", "2 round 2 PLANNED"], await Until(calls => calls.Length == 2));
        Assert.Empty(await Queue());

        // While the first call is due.
        await UntilItOpens();
        Assert.Equal(["1 round 1 WITHDRAWN TICKET_REOPENED", "2 round 2 DUE"], await Until(calls => calls[^1].EndsWith(" DUE", StringComparison.Ordinal)));
        Assert.Equal([$"{ticketId}/2"], await Queue());
        await ReopenAndComplete();
        Assert.Equal("3 round 3 PLANNED", (await Until(calls => calls.Length == 3))[^1]);
        Assert.Empty(await Queue());
        Assert.Equal("FOLLOW_UP_OVER", await _desk.Code("agent.sh", "recordFollowUpCall", new { callId = $"{ticketId}/2", result = "REACHED" }));

        // After the first call, when the second is planned.
        await UntilItOpens();
        await Until(calls => calls[^1] == "3 round 3 DUE");
        await _desk.Do("agent.sh", "recordFollowUpCall", new { callId = $"{ticketId}/3", result = "REACHED", words = "又闪了" }, "followUpCall { id }");
        Assert.Equal(["3 round 3 REACHED", "4 round 3 PLANNED"], (await Until(calls => calls.Length == 4))[2..]);
        await ReopenAndComplete();
        Assert.Equal(["3 round 3 REACHED", "4 round 3 WITHDRAWN TICKET_REOPENED", "5 round 4 PLANNED"], (await Until(calls => calls.Length == 5))[2..]);

        // Its windows come and go: one call to each, and none of an earlier completion comes back.
        await UntilItOpens();
        await Until(calls => calls[^1] == "5 round 4 DUE");
        await _desk.Do("agent.sh", "recordFollowUpCall", new { callId = $"{ticketId}/5", result = "REACHED" }, "followUpCall { id }");
        await UntilItOpens();
        Assert.Equal(
            ["1 round 1 WITHDRAWN TICKET_REOPENED", "2 round 2 WITHDRAWN TICKET_REOPENED", "3 round 3 REACHED", "4 round 3 WITHDRAWN TICKET_REOPENED", "5 round 4 REACHED", "6 round 4 DUE"],
            await Until(calls => calls[^1].EndsWith(" DUE", StringComparison.Ordinal)));
        Assert.Equal([$"{ticketId}/6"], await Queue());
        await _desk.Do("agent.sh", "recordFollowUpCall", new { callId = $"{ticketId}/6", result = "REACHED" }, "followUpCall { id }");
        await _desk.MoveTime(days: 40);
        Assert.Equal(6, (await Calls()).Length);
        Assert.Empty(await Queue());

        // Where the window lies depends on the day of the week.
        async Task UntilItOpens()
        {
            var ticket = (await host.Grains().GetGrain<ITicketGrain>(ticketId).Read(Access.Caller.System))!;
            await _desk.MoveTo(ticket.FollowUps.Calls[^1].OpensAt);
        }

        async Task ReopenAndComplete()
        {
            await _desk.Do("receptionist.sh", "reopenTicket", new { ticketId, reason = "灯又闪" });
            // None is owed while the work is under way.
            await Until(calls => calls.All(call => call.Contains("WITHDRAWN", StringComparison.Ordinal) || call.Contains("REACHED", StringComparison.Ordinal)));
            await _desk.Scheduled(ticketId, 2);
            await _desk.OnSite(ticketId);
            await _desk.Finish(ticketId);
            await _desk.Do("dispatcher.sh", "completeTicket", new { ticketId });
        }

        Task<string[]> Until(Func<string[], bool> isThere) => Desk.Until(Calls, isThere);

        async Task<string[]> Calls() => [.. (await _desk.Ask("agent.sh", "query($id: ID!) { followUpCalls(where: { ticketId: { eq: $id } }) { nodes { number round state withdrawal } } }", new { id = ticketId }))
            .GetProperty("followUpCalls").GetProperty("nodes").EnumerateArray().OrderBy(call => call.GetProperty("number").GetInt32())
            .Select(call => $"{call.GetProperty("number")} round {call.GetProperty("round")} {call.GetProperty("state").GetString()} {call.GetProperty("withdrawal").GetString()}".TrimEnd())];

        async Task<string?[]> Queue() => [.. (await _desk.Ask("agent.sh", "query($id: ID!) { followUpQueue(where: { ticketId: { eq: $id } }) { nodes { id } } }", new { id = ticketId }))
            .GetProperty("followUpQueue").GetProperty("nodes").EnumerateArray().Select(call => call.GetProperty("id").GetString())];
    }

    private object Visit(string ticketId, double inHours) =>
        new { ticketId, technicianId = "tech-sh-4", from = _desk.Now.AddHours(inHours), to = _desk.Now.AddHours(inHours + 1), reason = "x" };

    private async Task<(bool IsOpen, bool IsOverdue)[]> Tasks(string about, string kind) =>
        [.. (await _desk.Ask("manager.sh", $$"""query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: {{kind}} } }) { nodes { state isOverdue } } }""", new { id = about }))
            .GetProperty("tasks").GetProperty("nodes").EnumerateArray().Select(task => (task.GetProperty("state").GetString() == "OPEN", task.GetProperty("isOverdue").GetBoolean()))];

    private static string? Step(JsonElement ticket) => ticket.GetProperty("step").GetString();
}

public sealed class TicketStoriesOnSqlite(SqliteDemo host) : TicketStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class TicketStoriesOnPostgreSql(PostgreSqlDemo host) : TicketStoryTests(host), IClassFixture<PostgreSqlDemo>;
