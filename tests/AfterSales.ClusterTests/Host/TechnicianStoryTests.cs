using System.Text.Json;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Host;

/// <summary>A technician from his first day to the end of his certificate, as those who keep and book him meet it.</summary>
public abstract class TechnicianStoryTests(ServedHost host)
{
    private const string Technician = "technician { id skills skillLevels { code level } certificates { id state validUntil issuer number } absences { id substituteId } }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task He_is_booked_with_a_valid_certificate_alone_and_its_renewal_is_asked_for_three_times()
    {
        var named = new { branchId = "b-sh", name = "顾明", skills = new[] { "elevators" } };
        var unknown = (await _desk.Ask("manager.sh", "mutation($i: RegisterTechnicianInput!) { registerTechnician(input: $i) { errors { ... on Error { code message } ... on SkillUnknownError { skills known } } } }", new { i = named }))
            .GetProperty("registerTechnician").GetProperty("errors")[0];
        Assert.Equal(("SKILL_UNKNOWN", "elevators"), (unknown.GetProperty("code").GetString(), unknown.GetProperty("skills")[0].GetString()));
        Assert.Contains("washing", unknown.GetProperty("message").GetString(), StringComparison.Ordinal);
        await _desk.Do("administrator", "setPolicy", new { key = "technicians.skills", branchId = "b-sh", value = new[] { "washing", "cooling", "heating", "cooking", "gas", "elevators" } }, "policy { key }");
        var id = await Registered("顾明", "elevators");
        Assert.Equal("EXPERT", (await _desk.Do("manager.sh", "setTechnicianSkills", new { technicianId = id, skills = new[] { new { code = "elevators", level = "EXPERT" } } }, Technician))
            .GetProperty("skillLevels")[0].GetProperty("level").GetString());
        var first = await Assessed("电梯井道漏水");
        var unqualified = (await _desk.Ask("dispatcher.sh", "mutation($i: ScheduleVisitInput!) { scheduleVisit(input: $i) { errors { ... on Error { code message } } } }", new { i = Visit(first, id, 30) }))
            .GetProperty("scheduleVisit").GetProperty("errors")[0];
        Assert.Equal("TECHNICIAN_NOT_QUALIFIED", unqualified.GetProperty("code").GetString());
        Assert.DoesNotContain("–", unqualified.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.sh", "recordCertificate", Certificate(id, 61)));
        Assert.Equal("NOT_FOUND", await _desk.Code("manager.sh", "recordCertificate", Certificate("tech-mad-1", 61)));
        await _desk.Do("manager.sh", "recordCertificate", Certificate(id, 61), Technician);
        await _desk.Do("dispatcher.sh", "scheduleVisit", Visit(first, id, 30));
        Assert.Empty(await Renewals(id));

        foreach (var (days, asked) in new[] { (4, 1), (30, 2), (24, 3) })
        {
            await _desk.MoveTime(days);
            await Desk.Until(() => Renewals(id), tasks => tasks.Length == asked);
        }

        // Past its last day at the branch nobody books him any more; those who ask are told since when.
        var second = await Assessed("轿厢抖动");
        await _desk.MoveTime(days: 5);
        Assert.Equal("TECHNICIAN_NOT_QUALIFIED", await _desk.Code("dispatcher.sh", "scheduleVisit", Visit(second, id, 30)));
        Assert.Equal(["EXPIRED"], await Desk.Until(() => States(id), states => states is ["EXPIRED"]));
        await _desk.Do("manager.sh", "recordCertificate", Certificate(id, 400), Technician);
        await _desk.Do("dispatcher.sh", "scheduleVisit", Visit(second, id, 30));
        Assert.Equal(["EXPIRED", "VALID"], await States(id));
    }

    [Fact]
    public async Task Of_two_who_book_the_same_time_at_once_one_has_it_and_week_and_day_show_holds_travel_and_absence()
    {
        var id = await Registered("韩冬", "washing");
        await _desk.Do("manager.sh", "recordTraining", new { technicianId = id, skill = "washing", course = "洗衣机维修", passedOn = _desk.Today.AddDays(-30) }, Technician);
        string[] tickets = [await Assessed("脱水异响", "washing"), await Assessed("门打不开", "washing"), await Assessed("不进水", "washing")];
        var codes = await Task.WhenAll(tickets.Select(ticket => _desk.Code("dispatcher.sh", "scheduleVisit", Visit(ticket, id, 50))));
        Assert.Equal((1, 2), (codes.Count(code => code is null), codes.Count(code => code == "TECHNICIAN_BUSY")));
        Assert.Equal("TECHNICIAN_BUSY", await _desk.Code("dispatcher.sh", "scheduleVisit", Visit(tickets[Array.IndexOf(codes, "TECHNICIAN_BUSY")], id, 50.25)));

        var (from, to) = (_desk.Now.AddHours(49), _desk.Now.AddHours(100));
        Assert.Equal("APPOINTMENTS_AHEAD", await _desk.Code("manager.sh", "planTechnicianAbsence", new { technicianId = id, from, to, kind = "TRAINING", substituteId = "tech-sh-4" }));
        var away = new { technicianId = id, from = _desk.Now.AddHours(60), to, kind = "TRAINING", substituteId = "tech-sh-4" };
        await _desk.Do("manager.sh", "planTechnicianAbsence", away, Technician);
        Assert.Equal("TECHNICIAN_ABSENT_ALREADY", await _desk.Code("manager.sh", "planTechnicianAbsence", away with { kind = "LEAVE", from = away.from.AddHours(1) }));
        Assert.Equal("TECHNICIAN_ABSENT", await _desk.Code("dispatcher.sh", "scheduleVisit", Visit(tickets[Array.IndexOf(codes, "TECHNICIAN_BUSY")], id, 62)));
        // While a visit is being scheduled its time is held.
        var held = new HoldSlot("v-held", tickets[Array.IndexOf(codes, "TECHNICIAN_BUSY")], _desk.Now.AddHours(120), _desk.Now.AddHours(121), HoldMinutes: 10, "b-sh", Reason: "客户只有这时在家");
        var hold = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ITechnicianGrain>(id).Hold(new Intent<HoldSlot>(held, Caller.System));
        Assert.Null(hold.Refusal);
        var week = await Between(_desk.Now, _desk.Now.AddDays(7));
        var entries = EntriesOf(week);
        Assert.Equal(held.TicketId, Assert.Single(entries["HOLD"]).GetProperty("ticketId").GetString());
        Assert.Equal(tickets[Array.IndexOf(codes, null)], Assert.Single(entries["APPOINTMENT"]).GetProperty("ticketId").GetString());
        var absence = Assert.Single(entries["ABSENCE"]);
        Assert.Equal(("TRAINING", "tech-sh-4"), (absence.GetProperty("absenceKind").GetString(), absence.GetProperty("substituteId").GetString()));
        var travel = Assert.Single(entries["TRAVEL"]);
        Assert.Equal(entries["APPOINTMENT"].Single().GetProperty("startsAt").GetString(), travel.GetProperty("endsAt").GetString());
        Assert.NotEqual(0, week.GetProperty("working").GetArrayLength());
        // A day has its own alone.
        Assert.Equal(["APPOINTMENT", "TRAVEL"], EntriesOf(await Between(from, from.AddHours(4))).Select(same => same.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["HOLD"], EntriesOf(await Between(held.From.AddHours(-4), held.To.AddHours(4))).Select(same => same.Key));

        async Task<JsonElement> Between(DateTimeOffset first, DateTimeOffset last) => (await _desk.Ask("dispatcher.sh", """
            query($id: ID!, $from: DateTime!, $to: DateTime!) { technicianCalendars(branchId: "b-sh", from: $from, to: $to, technicianIds: [$id]) {
              technicians { working { startsAt } entries { kind ticketId absenceKind substituteId startsAt endsAt } } } }
            """, new { id, from = first, to = last })).GetProperty("technicianCalendars").GetProperty("technicians")[0];

        static ILookup<string?, JsonElement> EntriesOf(JsonElement calendar) =>
            calendar.GetProperty("entries").EnumerateArray().ToLookup(entry => entry.GetProperty("kind").GetString());
    }

    private async Task<string> Registered(string name, string skill) =>
        (await _desk.Do("manager.sh", "registerTechnician", new { branchId = "b-sh", name, skills = new[] { skill } }, Technician)).GetProperty("id").GetString()!;

    private async Task<string> Assessed(string symptom, string skill = "elevators")
    {
        var ticketId = await _desk.Registered("c-sh-1", symptom);
        await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId, parts = new[] { new { part = "board" } }, skill });
        return ticketId;
    }

    private object Visit(string ticketId, string technicianId, double inHours) =>
        new { ticketId, technicianId, from = _desk.Now.AddHours(inHours), to = _desk.Now.AddHours(inHours + 1), reason = "客户只有这时在家", travelMinutes = 20 };

    private object Certificate(string technicianId, int days) => new
    {
        technicianId, skill = "elevators", issuer = "市场监督管理局", number = $"TS-{days}", validFrom = _desk.Today.AddDays(-300), validUntil = _desk.Today.AddDays(days),
    };

    private async Task<JsonElement[]> Renewals(string id) => [.. (await _desk.Ask("manager.sh",
        "query($id: String!) { tasks(where: { about: { eq: $id }, kind: { eq: RENEW_CERTIFICATE } }) { nodes { id } } }", new { id })).GetProperty("tasks").GetProperty("nodes").EnumerateArray()];

    private async Task<string[]> States(string id) => [.. (await _desk.Ask("manager.sh",
        "query($id: ID!) { technician(id: $id) { certificates { state } } }", new { id })).GetProperty("technician").GetProperty("certificates").EnumerateArray()
        .Select(certificate => certificate.GetProperty("state").GetString()!)];
}

public sealed class TechnicianStoriesOnSqlite(SqliteDemo host) : TechnicianStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class TechnicianStoriesOnPostgreSql(PostgreSqlDemo host) : TechnicianStoryTests(host), IClassFixture<PostgreSqlDemo>;
