using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>Only who is trained or certified for the work is sent (feature 16), also where nobody but the catalogue says what the work is.</summary>
public abstract class QualifiedVisitTests(ServedHost host)
{
    private const string Proposals = """
        query($id: ID!, $from: DateTime!, $first: Int! = 10) { technicianProposals(ticketId: $id, minutes: 30, notBefore: $from, first: $first) {
          skill skillName zone arriveBy proposals { technician { id } from to isInTime score points { reason points most minutes } whyNotSooner }
          unavailable { code why technician { id name skillLevels { code name } } } } }
        """;

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task The_model_says_which_work_a_visit_needs_and_who_is_not_qualified_for_it_is_refused_and_offered_with_the_reason()
    {
        var ticketId = await GasTicket("GAS-1");
        var from = _desk.Now.AddHours(5);
        var refused = (await _desk.Ask("dispatcher.sh", """
            mutation($i: ScheduleVisitInput!) { scheduleVisit(input: $i) { ticket { id } errors { ... on Error { code message } ... on TechnicianNotQualifiedError { skill } } } }
            """, new { i = new { ticketId, technicianId = "tech-sh-1", from, to = from.AddMinutes(30), reason = "客户只有这时在家", travelMinutes = 0 } })).GetProperty("scheduleVisit").GetProperty("errors")[0];
        Assert.Equal(("TECHNICIAN_NOT_QUALIFIED", "gas"), (refused.GetProperty("code").GetString(), refused.GetProperty("skill").GetString()));
        Assert.Contains("燃气作业", refused.GetProperty("message").GetString(), StringComparison.Ordinal);

        var asked = await Asked(ticketId, from);
        Assert.Equal(("gas", "燃气作业"), (asked.GetProperty("skill").GetString(), asked.GetProperty("skillName").GetString()));
        Assert.Contains("tech-sh-2", Proposed(asked));
        Assert.DoesNotContain("tech-sh-1", Proposed(asked));
        var not = asked.GetProperty("unavailable").EnumerateArray().Single(one => one.GetProperty("technician").GetProperty("id").GetString() == "tech-sh-1");
        Assert.Equal("TECHNICIAN_NOT_QUALIFIED", not.GetProperty("code").GetString());
        foreach (var word in new[] { "燃气作业", not.GetProperty("technician").GetProperty("name").GetString()! })
            Assert.Contains(word, not.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("洗衣机维修", not.GetProperty("technician").GetProperty("skillLevels").EnumerateArray().Select(skill => skill.GetProperty("name").GetString()));

        // By the certificate he holds.
        await _desk.Scheduled(ticketId, 5, "tech-sh-2");
    }

    [Fact]
    public async Task What_the_assessment_says_goes_before_the_model()
    {
        var ticketId = await GasTicket("GAS-2", skill: "Washing");
        Assert.Contains("tech-sh-1", Proposed(await Asked(ticketId, _desk.Now.AddHours(9))));
        await _desk.Scheduled(ticketId, 9, "tech-sh-1");
    }

    [Fact]
    public async Task The_best_proposal_says_what_speaks_for_it_and_is_booked_without_a_word()
    {
        var ticketId = await GasTicket("GAS-3", skill: "Washing");
        var asked = await Asked(ticketId, _desk.Now);
        var best = asked.GetProperty("proposals")[0];
        Assert.Equal(best.GetProperty("score").GetInt32(), best.GetProperty("points").EnumerateArray().Sum(points => points.GetProperty("points").GetInt32()));
        Assert.Equal(["PROMISE", "ZONE", "WAY", "LOAD", "CONTINUITY", "SKILL"], best.GetProperty("points").EnumerateArray().Select(points => points.GetProperty("reason").GetString()));
        var scores = asked.GetProperty("proposals").EnumerateArray().Select(proposal => proposal.GetProperty("score").GetInt32()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(asked.GetProperty("arriveBy").GetDateTimeOffset() >= best.GetProperty("from").GetDateTimeOffset(), best.GetProperty("isInTime").GetBoolean());
        await _desk.Do("dispatcher.sh", "scheduleVisit", new
        {
            ticketId, technicianId = best.GetProperty("technician").GetProperty("id").GetString(), from = best.GetProperty("from").GetDateTimeOffset(), to = best.GetProperty("to").GetDateTimeOffset(),
            reason = "客户只有这时在家",
        });
    }

    [Fact]
    public async Task Of_two_who_are_equal_in_all_else_the_nearer_is_proposed_first_and_the_minutes_of_his_way_are_told()
    {
        var day = _desk.Today.AddDays(2);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        var morning = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8));
        // Out of town, where the branch has no zones.
        var far = await WithVisitAt("路远", "园区客户", 31.27, 120.79, morning);
        var near = await WithVisitAt("路近", "观前街客户", 31.31, 120.64, morning);
        var ticketId = await _desk.Assessed(await Customer("平江路客户", 31.31, 120.63), "不脱水");

        // Whatever else the day has for the others.
        var both = (await Asked(ticketId, morning.AddHours(4.5), 50)).GetProperty("proposals").EnumerateArray()
            .Where(proposal => proposal.GetProperty("technician").GetProperty("id").GetString() is { } id && (id == far || id == near)).ToArray();
        Assert.Equal([near, far], Array.ConvertAll(both, proposal => proposal.GetProperty("technician").GetProperty("id").GetString()));
        Assert.Equal(["WAY 9 of 10, 5 min", "WAY 3 of 10, 42 min"], both.SelectMany(Points).Where(points => points.StartsWith("WAY", StringComparison.Ordinal)));
        Assert.Equal(Points(both[0]).Except(Points(both[1])), ["WAY 9 of 10, 5 min"]);
        Assert.Equal(both[0].GetProperty("from").GetDateTimeOffset(), both[1].GetProperty("from").GetDateTimeOffset());

        static IEnumerable<string> Points(JsonElement proposal) => proposal.GetProperty("points").EnumerateArray()
            .Select(part => $"{part.GetProperty("reason").GetString()} {part.GetProperty("points").GetInt32()} of {part.GetProperty("most").GetInt32()}, {part.GetProperty("minutes")} min");
    }

    [Theory]
    [InlineData("minutes: 5", "INPUT_INVALID")]
    [InlineData("notBefore: \"2026-03-01T00:00:00Z\", notAfter: \"2020-03-01T00:00:00Z\"", "PERIOD_INVALID")]
    [InlineData("homeFrom: \"18:00\", homeUntil: \"17:00\"", "HOURS_INVALID")]
    [InlineData("homeFrom: \"09:00\", homeUntil: \"09:30\"", "HOURS_INVALID")]
    public async Task What_cannot_be_looked_for_is_refused(string arguments, string code)
    {
        var ticketId = await _desk.Registered("c-sh-1", "漏水");
        Assert.Equal(code, await host.Refused(await host.DemoToken("dispatcher.sh"), $"query($id: ID!) {{ technicianProposals(ticketId: $id, {arguments}) {{ skill }} }}", new { id = ticketId }));
    }

    [Fact]
    public async Task Proposals_are_made_to_those_only_who_see_the_ticket()
    {
        var ticketId = await _desk.Registered("c-sh-1", "漏水");
        var answer = await _desk.Ask("dispatcher.mad", Proposals, new { id = ticketId, from = _desk.Now });
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("technicianProposals").ValueKind);
    }

    private async Task<JsonElement> Asked(string ticketId, DateTimeOffset from, int first = 10) =>
        (await _desk.Ask("dispatcher.sh", Proposals, new { id = ticketId, from, first })).GetProperty("technicianProposals");

    private static IEnumerable<string?> Proposed(JsonElement asked) =>
        asked.GetProperty("proposals").EnumerateArray().Select(proposal => proposal.GetProperty("technician").GetProperty("id").GetString());

    /// <summary>Somebody new, with half an hour at a customer's.</summary>
    private async Task<string> WithVisitAt(string name, string customer, double latitude, double longitude, DateTimeOffset from)
    {
        var technicianId = (await _desk.Do("administrator", "registerTechnician", new { branchId = "b-sh", name }, "technician { id }")).GetProperty("id").GetString()!;
        var ticketId = await _desk.Assessed(await Customer(customer, latitude, longitude), "不脱水");
        await _desk.Do("dispatcher.sh", "scheduleVisit", new { ticketId, technicianId, from, to = from.AddMinutes(30), travelMinutes = 0, reason = "客户只有这时在家" });
        return technicianId;
    }

    private async Task<string> Customer(string name, double latitude, double longitude) => (await _desk.Do("receptionist.sh", "registerCustomer", new
    {
        branchId = "b-sh", customer = new { name, addresses = new[] { new { street = "1 号", city = "上海", coordinates = new { latitude, longitude }, isDefault = true } } },
    }, "customer { id }")).GetProperty("id").GetString()!;

    private async Task<string> GasTicket(string code, string? skill = null)
    {
        await _desk.Do("administrator", "registerModel", new { code, model = new { name = new { en = "Gas stove", zhCn = "燃气灶", es = "Cocina de gas" }, productLine = "cooking", skill = "Gas" } }, "productModel { id skill }");
        var productId = (await _desk.Do("agent.sh", "registerInstalledProduct", new { customerId = "c-sh-1", product = new { model = code, serial = $"S-{code}" } }, "installedProduct { id }")).GetProperty("id").GetString();
        var ticketId = await _desk.Registered("c-sh-1", "打不着火", productId);
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "igniter" } }, skill });
        return ticketId;
    }
}

public sealed class QualifiedVisitsOnSqlite(SqliteDemo host) : QualifiedVisitTests(host), IClassFixture<SqliteDemo>;

public sealed class QualifiedVisitsOnPostgreSql(PostgreSqlDemo host) : QualifiedVisitTests(host), IClassFixture<PostgreSqlDemo>;
