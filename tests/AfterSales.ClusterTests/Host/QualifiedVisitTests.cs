using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>Only who is trained or certified for the work is sent (feature 16), also where nobody but the catalogue says what the work is.</summary>
public abstract class QualifiedVisitTests(ServedHost host)
{
    private const string Candidates = """
        query($id: ID!, $from: DateTime!, $to: DateTime!) { visitCandidates(ticketId: $id, from: $from, to: $to) {
          skill skillName technicians { isQualified why technician { id name skillLevels { code name } } } } }
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

        var candidates = await Asked(ticketId, from);
        Assert.Equal(("gas", "燃气作业"), (candidates.GetProperty("skill").GetString(), candidates.GetProperty("skillName").GetString()));
        var technicians = candidates.GetProperty("technicians").EnumerateArray().ToDictionary(one => one.GetProperty("technician").GetProperty("id").GetString()!);
        Assert.True(technicians["tech-sh-2"].GetProperty("isQualified").GetBoolean());
        Assert.Equal(JsonValueKind.Null, technicians["tech-sh-2"].GetProperty("why").ValueKind);
        var not = technicians["tech-sh-1"];
        Assert.False(not.GetProperty("isQualified").GetBoolean());
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
        Assert.True((await Asked(ticketId, _desk.Now.AddHours(9))).GetProperty("technicians").EnumerateArray()
            .Single(one => one.GetProperty("technician").GetProperty("id").GetString() == "tech-sh-1").GetProperty("isQualified").GetBoolean());
        await _desk.Scheduled(ticketId, 9, "tech-sh-1");
    }

    [Fact]
    public async Task Candidates_are_told_to_those_only_who_see_the_ticket()
    {
        var ticketId = await _desk.Registered("c-sh-1", "漏水");
        var answer = await _desk.Ask("dispatcher.mad", Candidates, new { id = ticketId, from = _desk.Now, to = _desk.Now.AddHours(1) });
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("visitCandidates").ValueKind);
    }

    private async Task<JsonElement> Asked(string ticketId, DateTimeOffset from) =>
        (await _desk.Ask("dispatcher.sh", Candidates, new { id = ticketId, from, to = from.AddMinutes(30) })).GetProperty("visitCandidates");

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
