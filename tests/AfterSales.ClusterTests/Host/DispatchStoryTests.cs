using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;

namespace AfterSales.ClusterTests.Host;

/// <summary>A dispatcher's days as he and his technicians meet them (features 16–19, 24a).</summary>
public abstract class DispatchStoryTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    // 16: slot search, by when the customer is at home
    [Fact]
    public async Task Who_is_at_home_after_five_is_offered_the_first_hour_after_five_that_each_technician_has()
    {
        var nine = await _desk.ToMonday();
        var five = nine.AddHours(8);
        var ticketId = await _desk.Assessed("c-sh-1", "噪音大");
        var offered = await Offered("dispatcher.sh", ticketId, "minutes: 60, homeFrom: \"17:00\", first: 100");
        Assert.Equal((five, five.AddHours(1)), offered["tech-sh-1"]);
        Assert.All(offered.Values, offer => Assert.Equal(17, offer.From.ToOffset(TimeSpan.FromHours(8)).Hour));
        // He works in the mornings only, and an hour and a half after five nobody works.
        Assert.Equal("OUTSIDE_WORKING_HOURS", (await Unavailable("dispatcher.sh", ticketId, "minutes: 60, homeFrom: \"17:00\", first: 100"))["tech-sh-7"]);
        Assert.Empty(await Offered("dispatcher.sh", ticketId, "minutes: 90, homeFrom: \"17:00\", first: 100"));
        // Until noon: what does not fit today is offered tomorrow.
        Assert.Equal((nine.AddHours(2), nine.AddHours(3)), (await Offered("dispatcher.sh", ticketId, "minutes: 60, homeFrom: \"11:00\", homeUntil: \"12:00\", first: 100"))["tech-sh-1"]);
        Assert.Equal((nine.AddDays(1), nine.AddDays(1).AddHours(1)), (await Offered("dispatcher.sh", ticketId, "minutes: 60, homeFrom: \"09:00\", homeUntil: \"10:00\", first: 100"))["tech-sh-1"]);

        await _desk.Do("dispatcher.sh", "scheduleVisit", new { ticketId, technicianId = "tech-sh-1", from = five, to = five.AddHours(1), reason = "客户五点以后在家" });
        var next = await _desk.Assessed("c-sh-1", "灯不亮");
        offered = await Offered("dispatcher.sh", next, "minutes: 60, homeFrom: \"17:00\", first: 100");
        Assert.Equal((five.AddDays(1), five.AddDays(1).AddHours(1)), offered["tech-sh-1"]);
        Assert.Equal(five, offered["tech-sh-4"].From);
    }

    // 17b (S2 B1.2(2))
    [Fact]
    public async Task A_plan_that_cannot_be_reached_needs_a_reason_which_is_kept_and_where_the_branch_is_strict_it_is_refused_with_one_too()
    {
        var nine = await _desk.ToMonday();
        var (bund, hongqiao) = (await At("中山东一路 1 号", 31.2412, 121.4903), await At("虹桥路 1438 号", 31.1968, 121.3365));
        await _desk.Do("dispatcher.sh", "scheduleVisit", new { ticketId = await _desk.Assessed(bund, "漏水"), technicianId = "tech-sh-4", from = nine.AddHours(4), to = nine.AddHours(5) });
        var far = await _desk.Assessed(hongqiao, "漏水");
        // Sixteen kilometres off in a quarter of an hour.
        Assert.Equal(("BOOKING_NEEDS_REASON", "TRAVEL_TOO_SHORT"), await Refused(far, 15, null));
        Assert.Equal(("BOOKING_NEEDS_REASON", "TRAVEL_TOO_SHORT"), await Refused(far, 15, " "));
        Assert.Null(await _desk.Code("dispatcher.sh", "scheduleVisit", Asked(far, 15, "客户催得急，技术员走高架")));
        var booked = (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { timeline { event words { field words } } } }", new { id = far }))
            .GetProperty("ticket").GetProperty("timeline").EnumerateArray().Single(entry => entry.GetProperty("event").GetString() == "VisitScheduled");
        Assert.Equal("reason 客户催得急，技术员走高架", string.Join(", ", booked.GetProperty("words").EnumerateArray().Select(word => $"{word.GetProperty("field").GetString()} {word.GetProperty("words").GetString()}")));
        await _desk.Do("dispatcher.sh", "handBackVisit", new { ticketId = far, reason = "改约", isApologised = true });
        await host.Settle();

        await Strictly(new { outsideWorkingHours = "AskReason", duringAbsence = "Refuse", travelTooShort = "Refuse" });
        var (code, minutes) = await Refused(far, 15, "客户催得急，技术员走高架");
        Assert.Equal("TRAVEL_TOO_SHORT", code);
        Assert.InRange(int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture), 40, 60);
        // As much later as the way takes, nobody is asked why.
        Assert.Null(await _desk.Code("dispatcher.sh", "scheduleVisit", Asked(far, 60, null)));
        await Strictly(null);

        static object Address(string street, double latitude, double longitude) => new { street, city = "上海", coordinates = new { latitude, longitude } };

        async Task<string> At(string street, double latitude, double longitude) => (await _desk.Do("receptionist.sh", "registerCustomer",
            new { branchId = "b-sh", customer = new { name = street, addresses = new[] { Address(street, latitude, longitude) } } }, "customer { id }")).GetProperty("id").GetString()!;

        object Asked(string ticketId, int minutesAfter, string? reason) => new
        {
            ticketId, technicianId = "tech-sh-4", from = nine.AddHours(5).AddMinutes(minutesAfter), to = nine.AddHours(5.5).AddMinutes(minutesAfter), reason,
        };

        Task Strictly(object? value) => _desk.Do("director", "setPolicy", new { key = "technicians.booking", branchId = "b-sh", value }, "policy { key }");

        async Task<(string Code, string Because)> Refused(string ticketId, int minutesAfter, string? reason)
        {
            var error = (await _desk.Ask("dispatcher.sh", """
                mutation($i: ScheduleVisitInput!) { scheduleVisit(input: $i) { errors {
                  ... on Error { code } ... on BookingNeedsReasonError { objections } ... on TravelTooShortError { travelMinutes } } } }
                """, new { i = Asked(ticketId, minutesAfter, reason) })).GetProperty("scheduleVisit").GetProperty("errors")[0];
            return (error.GetProperty("code").GetString()!, error.TryGetProperty("objections", out var objections)
                ? string.Join(',', objections.EnumerateArray().Select(one => one.GetString())) : $"{error.GetProperty("travelMinutes").GetInt32()}");
        }
    }

    // 18, technician's day: accept and refuse
    [Fact]
    public async Task A_technician_takes_a_job_or_gives_it_back_with_the_reason_and_his_time_is_free_again()
    {
        await _desk.ToMonday();
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "异响"), 4, "tech-sh-1");
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.mad", "acceptVisit", new { ticketId }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("receptionist.sh", "acceptVisit", new { ticketId }));
        var deviceTime = _desk.Now.AddMinutes(-5) is var ago ? ago.AddTicks(-(ago.Ticks % TimeSpan.TicksPerMillisecond)) : default;
        foreach (var requestId in new[] { "take-1", "take-1" }) await _desk.Do("technician.sh", "acceptVisit", new { ticketId, deviceTime, requestId });
        var taken = await Visit(ticketId);
        Assert.Equal((deviceTime, JsonValueKind.Null), (taken.GetProperty("acceptedDeviceAt").GetDateTimeOffset(), taken.GetProperty("end").ValueKind));
        Assert.InRange(taken.GetProperty("acceptedAt").GetDateTimeOffset(), deviceTime, _desk.Now);

        var (from, to) = (taken.GetProperty("from").GetDateTimeOffset(), taken.GetProperty("to").GetDateTimeOffset());
        var other = await _desk.Assessed("c-sh-2", "异响");
        Assert.Equal("TECHNICIAN_BUSY", await _desk.Code("dispatcher.sh", "scheduleVisit", new { ticketId = other, technicianId = "tech-sh-1", from, to, reason = "客户要求" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("technician.sh", "refuseVisit", new { ticketId, reason = " " }));
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.mad", "refuseVisit", new { ticketId, reason = "车坏了" }));
        Assert.Equal("ASSESSED", (await _desk.Do("technician.sh", "refuseVisit", new { ticketId, reason = "车坏在高架上" })).GetProperty("step").GetString());
        var refused = await Visit(ticketId);
        Assert.Equal(("REFUSED", "车坏在高架上", "tech-sh-1"),
            (refused.GetProperty("end").GetString(), refused.GetProperty("reason").GetString(), refused.GetProperty("technician").GetProperty("id").GetString()));
        Assert.Contains(ticketId, await Waiting("b-sh"));
        await host.Settle();
        // He does not have it again by taking it once more.
        Assert.Equal("VISIT_IS_OVER", await _desk.Code("technician.sh", "acceptVisit", new { ticketId }));
        await _desk.Do("dispatcher.sh", "scheduleVisit", new { ticketId = other, technicianId = "tech-sh-1", from, to, reason = "客户要求" });

        async Task<JsonElement> Visit(string id) => (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { visits { id from to end reason acceptedAt acceptedDeviceAt technician { id } } } }", new { id }))
            .GetProperty("ticket").GetProperty("visits")[0];
    }

    // 24a (S2 B 准备出发 1)
    [Fact]
    public async Task Nobody_sets_out_without_all_he_needs_or_the_reason_why_he_goes_without()
    {
        await _desk.ToMonday();
        var ticketId = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "排水口堵"), 1, "tech-sh-1");
        Assert.Equal(Desk.Kit.Order(StringComparer.Ordinal), (await Refused(new { ticketId })).Missing.Order(StringComparer.Ordinal));
        string[] lacking = ["PAD_CLOTH", "MESSAGE_SLIP"];
        var kit = Desk.Kit.Except(lacking).ToArray();
        foreach (var blank in new[] { null, " " })
        {
            var refused = await Refused(new { ticketId, kit, lackingBecause = blank });
            Assert.Equal(("KIT_INCOMPLETE", "PAD_CLOTH,MESSAGE_SLIP"), (refused.Code, string.Join(',', refused.Missing)));
            // In the words of who reads it.
            Assert.Contains("垫布", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal("EN_ROUTE", (await _desk.Do("technician.sh", "departForVisit", new { ticketId, kit, lackingBecause = "仓库缺货，用纸板代替" })).GetProperty("step").GetString());
        var visit = (await _desk.Ask("manager.sh", "query($id: ID!) { ticket(id: $id) { visits { lacking lackingBecause departedAt } } }", new { id = ticketId })).GetProperty("ticket").GetProperty("visits")[0];
        Assert.Equal("PAD_CLOTH,MESSAGE_SLIP 仓库缺货，用纸板代替", $"{string.Join(',', visit.GetProperty("lacking").EnumerateArray().Select(item => item.GetString()))} {visit.GetProperty("lackingBecause").GetString()}");

        async Task<(string? Code, string Message, string[] Missing)> Refused(object input)
        {
            var error = (await _desk.Ask("technician.sh", "mutation($i: DepartForVisitInput!) { departForVisit(input: $i) { errors { ... on Error { code message } ... on KitIncompleteError { missing } } } }", new { i = input }))
                .GetProperty("departForVisit").GetProperty("errors")[0];
            return (error.GetProperty("code").GetString(), error.GetProperty("message").GetString()!, [.. error.GetProperty("missing").EnumerateArray().Select(item => item.GetString()!)]);
        }
    }

    // 19a (S1 P2 18)
    [Fact]
    public async Task What_nobody_was_sent_for_today_heads_tomorrows_board_by_itself_behind_emergencies_alone()
    {
        var nine = await _desk.ToMonday();
        var (old, sent) = (await _desk.Assessed("c-sh-1", "旧单"), await _desk.Scheduled(await _desk.Assessed("c-sh-4", "已派"), 26));
        await _desk.MoveTo(nine.AddHours(23).AddMinutes(59));
        Assert.Equal([null, null], await CarriedOver(old, sent));
        await _desk.MoveTo(nine.AddDays(1).AddMinutes(1));
        var tuesday = DateOnly.FromDateTime(nine.UtcDateTime).AddDays(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([tuesday, null], await CarriedOver(old, sent));
        var fresh = await _desk.Assessed("c-sh-2", "新单");
        var urgent = (await _desk.Do("receptionist.sh", "registerTicket", new { branchId = "b-sh", customerId = "c-sh-3", kind = "REPAIR", symptom = "跑水", isEmergency = true, isAnotherFault = true })).GetProperty("id").GetString()!;
        string[] mine = [urgent, old, fresh];
        Assert.Equal(mine, (await Waiting("b-sh")).Where(mine.Contains));
        var listed = (await _desk.Ask("dispatcher.sh", "{ tickets(first: 100, where: { isOpen: { eq: true } }, order: [{ rank: ASC }, { registeredAt: ASC }]) { nodes { id } } }")).GetProperty("tickets").Ids();
        Assert.Equal(mine, listed.Where(id => mine.Contains(id)));
        // Once somebody is sent, it is carried over no more.
        await _desk.Scheduled(old, 3);
        Assert.Equal([null], await CarriedOver(old));
        Assert.DoesNotContain(old, await Waiting("b-sh"));

        async Task<string?[]> CarriedOver(params string[] tickets) => await Task.WhenAll(tickets.Select(async id =>
            (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { carriedOverOn } }", new { id })).GetProperty("ticket").GetProperty("carriedOverOn").GetString()));
    }

    // 19c (S2 F 2.1)
    [Fact]
    public async Task Tomorrows_plan_names_who_goes_where_when_and_what_he_drives()
    {
        var nine = await _desk.ToMonday();
        var (first, second) = (await _desk.Scheduled(await _desk.Assessed("c-sh-1", "明天一"), 25, "tech-sh-1"), await _desk.Scheduled(await _desk.Assessed("c-sh-2", "明天二"), 29, "tech-sh-1"));
        var today = await _desk.Scheduled(await _desk.Assessed("c-sh-3", "今天"), 4, "tech-sh-1");
        var tuesday = DateOnly.FromDateTime(nine.UtcDateTime).AddDays(1);
        await _desk.Do("dispatcher.sh", "planVehicle", new { technicianId = "tech-sh-1", day = tuesday, vehicle = "沪B·67890" }, "technician { id }");
        var plan = (await _desk.Ask("manager.sh", """
            { dayPlan(branchId: "b-sh") { day technicians { vehicle technician { id name } visits { ticket { id } visit { from to } address { street } leaveAt arriveFrom arriveBy isFromPrevious } } } }
            """)).GetProperty("dayPlan");
        Assert.Equal($"{tuesday:O}", plan.GetProperty("day").GetString());
        var line = plan.GetProperty("technicians").EnumerateArray().Single(line => line.GetProperty("technician").GetProperty("id").GetString() == "tech-sh-1");
        Assert.Equal(("李强", "沪B·67890"), (line.GetProperty("technician").GetProperty("name").GetString(), line.GetProperty("vehicle").GetString()));
        var visits = line.GetProperty("visits").EnumerateArray().ToArray();
        Assert.Equal([(first, "南京东路 100 号", false), (second, "淮海中路 888 弄 3 号", true)], visits.Select(visit =>
            (visit.GetProperty("ticket").GetProperty("id").GetString()!, visit.GetProperty("address").GetProperty("street").GetString()!, visit.GetProperty("isFromPrevious").GetBoolean())));
        var at = visits[0].GetProperty("visit").GetProperty("from").GetDateTimeOffset();
        // An hour ahead, to be there five to ten minutes early.
        Assert.Equal((at.AddHours(-1), at.AddMinutes(-10), at.AddMinutes(-5)),
            (visits[0].GetProperty("leaveAt").GetDateTimeOffset(), visits[0].GetProperty("arriveFrom").GetDateTimeOffset(), visits[0].GetProperty("arriveBy").GetDateTimeOffset()));
        var monday = (await _desk.Ask("dispatcher.sh", "query($day: LocalDate!) { dayPlan(branchId: \"b-sh\", day: $day) { technicians { technician { id } visits { ticket { id } } } } }", new { day = tuesday.AddDays(-1) }))
            .GetProperty("dayPlan").GetProperty("technicians").EnumerateArray().Single(line => line.GetProperty("technician").GetProperty("id").GetString() == "tech-sh-1");
        Assert.Equal([today], monday.GetProperty("visits").EnumerateArray().Select(visit => visit.GetProperty("ticket").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_lent_technician_is_offered_where_he_is_lent_to_for_the_time_of_the_loan_and_at_home_before_and_after()
    {
        var nine = await _desk.ToMonday();
        var (from, to) = (nine.AddDays(1).AddHours(-9), nine.AddDays(3).AddHours(-9));
        await _desk.Do("manager.sh", "lendTechnician", new { technicianId = "tech-sh-10", branchId = "b-cd", from, to }, "technician { id }");
        var home = await _desk.Assessed("c-sh-1", "阀门漏");
        var away = (await _desk.Do("dispatcher.cd", "registerTicket", new { branchId = "b-cd", customerId = "c-cd-1", kind = "REPAIR", symptom = "阀门漏", isAnotherFault = true })).GetProperty("id").GetString()!;
        await _desk.Do("dispatcher.cd", "assessTicket", new { ticketId = away, parts = new[] { new { part = "board" } } });
        foreach (var (begin, isAway) in new[] { (nine.AddHours(1), false), (nine.AddDays(1), true), (nine.AddDays(2), true), (nine.AddDays(3), false) })
        {
            var when = $"minutes: 60, notBefore: \"{begin:O}\", notAfter: \"{begin.AddHours(8):O}\", first: 100";
            Assert.Equal(isAway, (await Offered("dispatcher.cd", away, when)).ContainsKey("tech-sh-10"));
            Assert.Equal(!isAway, (await Offered("dispatcher.sh", home, when)).ContainsKey("tech-sh-10"));
            if (isAway) Assert.Equal("TECHNICIAN_NOT_AT_BRANCH", (await Unavailable("dispatcher.sh", home, when))["tech-sh-10"]);
            else Assert.DoesNotContain("tech-sh-10", (await Unavailable("dispatcher.cd", away, when)).Keys);
        }

        // Asked for from now on, he is offered there from the first hour of the loan, and at home from today.
        Assert.Equal(nine.AddDays(1), (await Offered("dispatcher.cd", away, "minutes: 60, first: 100"))["tech-sh-10"].From);
        Assert.Equal(DateOnly.FromDateTime(nine.UtcDateTime), DateOnly.FromDateTime((await Offered("dispatcher.sh", home, "minutes: 60, first: 100"))["tech-sh-10"].From.UtcDateTime));
        Assert.Equal("TECHNICIAN_NOT_AT_BRANCH", await _desk.Code("dispatcher.cd", "scheduleVisit", Booked(nine.AddDays(3).AddHours(1))));
        Assert.Null(await _desk.Code("dispatcher.cd", "scheduleVisit", Booked(nine.AddDays(2).AddHours(1))));
        Assert.Equal("TECHNICIAN_NOT_AT_BRANCH", await _desk.Code("dispatcher.sh", "scheduleVisit",
            new { ticketId = home, technicianId = "tech-sh-10", from = nine.AddDays(1).AddHours(1), to = nine.AddDays(1).AddHours(2), reason = "客户要求" }));

        object Booked(DateTimeOffset at) => new { ticketId = away, technicianId = "tech-sh-10", from = at, to = at.AddHours(1), reason = "客户要求" };
    }

    private async Task<Dictionary<string, (DateTimeOffset From, DateTimeOffset To)>> Offered(string person, string ticketId, string asked) =>
        (await Proposed(person, ticketId, asked)).GetProperty("proposals").EnumerateArray()
            .ToDictionary(offer => offer.GetProperty("technician").GetProperty("id").GetString()!, offer => (offer.GetProperty("from").GetDateTimeOffset(), offer.GetProperty("to").GetDateTimeOffset()));

    private async Task<Dictionary<string, string?>> Unavailable(string person, string ticketId, string asked) =>
        (await Proposed(person, ticketId, asked)).GetProperty("unavailable").EnumerateArray()
            .ToDictionary(one => one.GetProperty("technician").GetProperty("id").GetString()!, one => one.GetProperty("code").GetString());

    private async Task<JsonElement> Proposed(string person, string ticketId, string asked) => (await _desk.Ask(person,
        $"query($id: ID!) {{ technicianProposals(ticketId: $id, {asked}) {{ proposals {{ technician {{ id }} from to }} unavailable {{ code technician {{ id }} }} }} }}", new { id = ticketId }))
        .GetProperty("technicianProposals");

    private async Task<string[]> Waiting(string branchId) => [.. (await _desk.Ask("dispatcher.sh",
        "query($b: ID!, $from: DateTime!, $to: DateTime!) { dispatchBoard(branchId: $b, from: $from, to: $to) { waiting { ticket { id } } } }", new { b = branchId, from = _desk.Now, to = _desk.Now.AddDays(1) }))
        .GetProperty("dispatchBoard").GetProperty("waiting").EnumerateArray().Select(job => job.GetProperty("ticket").GetProperty("id").GetString()!)];
}

public sealed class DispatchStoriesOnSqlite(SqliteDemo host) : DispatchStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class DispatchStoriesOnPostgreSql(PostgreSqlDemo host) : DispatchStoryTests(host), IClassFixture<PostgreSqlDemo>;
