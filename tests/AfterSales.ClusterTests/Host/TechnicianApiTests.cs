using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Host;

/// <summary>Technicians as a client sees them: over HTTP, with the rights of its account, in the demo company.</summary>
public abstract class TechnicianApiTests(ServedHost host)
{
    private const string Calendars = """
        query($branch: ID!, $from: DateTime!, $to: DateTime!, $ids: [ID!]) { technicianCalendars(branchId: $branch, from: $from, to: $to, technicianIds: $ids) {
          isComplete technicians { isLent technician { id name } working { startsAt endsAt } entries { kind startsAt endsAt ticketId absenceKind substituteId branchId } } } }
        """;

    [Fact]
    public async Task A_branch_sees_its_technicians_week_with_absences_and_working_time()
    {
        var calendars = (await Week(await host.DemoToken("dispatcher.sh"), "b-sh")).GetProperty("technicianCalendars");
        Assert.True(calendars.GetProperty("isComplete").GetBoolean());
        var technicians = calendars.GetProperty("technicians").EnumerateArray().ToDictionary(t => t.GetProperty("technician").GetProperty("id").GetString()!);
        Assert.True(technicians.Count >= 10);
        Assert.All(technicians.Values, technician => Assert.NotEqual(0, technician.GetProperty("working").GetArrayLength()));
        var leave = Assert.Single(technicians["tech-sh-5"].GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "ABSENCE");
        Assert.Equal(("LEAVE", "tech-sh-1"), (leave.GetProperty("absenceKind").GetString(), leave.GetProperty("substituteId").GetString()));
        Assert.Contains(technicians["tech-sh-2"].GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "APPOINTMENT" && entry.GetProperty("ticketId").ValueKind == JsonValueKind.String);
        // Mornings only: he has hours of his own.
        Assert.All(technicians["tech-sh-7"].GetProperty("working").EnumerateArray(), stretch => Assert.InRange(stretch.GetProperty("startsAt").GetDateTimeOffset().Hour, 0, 4));
    }

    [Fact]
    public async Task A_lent_technician_is_on_the_list_the_calendar_and_the_roster_of_the_branch_he_is_lent_to()
    {
        var barcelona = await host.DemoToken("dispatcher.bcn");
        var seen = await host.Ask(barcelona, """
            { technicians(first: 50) { nodes { id branch { id } absences { id } } }
              branchRoster(branchId: "b-bcn") { technicians { technician { id } lentTo } accounts { name roles } } technician(id: "tech-mad-1") { id } }
            """);
        var lent = Assert.Single(seen.GetProperty("technicians").GetProperty("nodes").EnumerateArray(), t => t.GetProperty("id").GetString() == "tech-mad-4");
        Assert.Equal("b-mad", lent.GetProperty("branch").GetProperty("id").GetString());
        // What is his home branch's business is not shown.
        Assert.Equal(JsonValueKind.Null, lent.GetProperty("absences").ValueKind);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("technician").ValueKind);
        var roster = seen.GetProperty("branchRoster");
        Assert.Equal("tech-mad-4", Assert.Single(roster.GetProperty("technicians").EnumerateArray(), t => t.GetProperty("lentTo").ValueKind == JsonValueKind.String)
            .GetProperty("technician").GetProperty("id").GetString());
        Assert.Contains(roster.GetProperty("accounts").EnumerateArray(), a => a.GetProperty("roles")[0].GetString() == "DISPATCHER");
        Assert.DoesNotContain(roster.GetProperty("accounts").EnumerateArray(), a => a.GetProperty("roles")[0].GetString() == "ADMINISTRATOR");

        var there = Calendar(await Week(barcelona, "b-bcn", "tech-mad-4"));
        Assert.True(there.GetProperty("isLent").GetBoolean());
        var home = Calendar(await Week(await host.DemoToken("dispatcher.mad"), "b-mad", "tech-mad-4"));
        Assert.Equal(("ELSEWHERE", "b-bcn"), (home.GetProperty("entries")[0].GetProperty("kind").GetString(), home.GetProperty("entries")[0].GetProperty("branchId").GetString()));
    }

    [Fact]
    public async Task Another_branch_sees_no_calendar_and_no_roster()
    {
        var madrid = await host.DemoToken("dispatcher.mad");
        Assert.Equal(JsonValueKind.Null, (await Week(madrid, "b-sh")).GetProperty("technicianCalendars").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await host.Ask(madrid, "{ branchRoster(branchId: \"b-sh\") { accounts { name } } }")).GetProperty("branchRoster").ValueKind);
        var certificates = await host.Ask(madrid, "{ technicianCertificates(first: 50, order: [{ validUntil: ASC }]) { nodes { technicianId state } } }");
        Assert.All(certificates.GetProperty("technicianCertificates").GetProperty("nodes").EnumerateArray(),
            certificate => Assert.StartsWith("tech-mad-", certificate.GetProperty("technicianId").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_technician_sees_his_own_calendar_and_nobody_elses()
    {
        var technician = await host.DemoToken("technician.sh");
        var mine = await host.Ask(technician, """
            query($from: DateTime!, $to: DateTime!) { myCalendar(from: $from, to: $to) { technician { id } working { startsAt } entries { kind ticketId } } }
            """, new { from = Now, to = Now.AddDays(7) });
        Assert.Equal("tech-sh-1", mine.GetProperty("myCalendar").GetProperty("technician").GetProperty("id").GetString());
        Assert.NotEqual(0, mine.GetProperty("myCalendar").GetProperty("working").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, (await host.Ask(await host.DemoToken("dispatcher.sh"),
            "query($from: DateTime!, $to: DateTime!) { myCalendar(from: $from, to: $to) { isLent } }", new { from = Now, to = Now.AddDays(7) })).GetProperty("myCalendar").ValueKind);
    }

    [Fact]
    public async Task Renewals_of_certificates_that_end_soon_are_asked_for_and_one_that_has_ended_is_shown_as_such()
    {
        var administrator = await host.DemoToken("administrator");
        var data = await host.Ask(administrator, """
            { technicianCertificates(first: 50) { nodes { technicianId state } }
              tasks(first: 50, where: { kind: { eq: RENEW_CERTIFICATE }, isOpen: { eq: true } }) { nodes { aboutId branchId title note } } }
            """);
        var states = data.GetProperty("technicianCertificates").GetProperty("nodes").EnumerateArray()
            .ToDictionary(c => c.GetProperty("technicianId").GetString()!, c => c.GetProperty("state").GetString());
        Assert.Equal(("EXPIRED", "EXPIRING_SOON", "VALID"), (states["tech-cd-2"], states["tech-mad-3"], states["tech-sh-4"]));
        var tasks = data.GetProperty("tasks").GetProperty("nodes").EnumerateArray().ToDictionary(t => t.GetProperty("aboutId").GetString()!);
        Assert.Equal("b-sh", tasks["tech-sh-3"].GetProperty("branchId").GetString());
        Assert.Contains("gas", tasks["tech-sh-3"].GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.False(tasks.ContainsKey("tech-cd-2"));
    }

    [Fact]
    public async Task A_manager_keeps_certificates_absences_and_loans_and_bad_input_is_told_by_its_place()
    {
        var manager = await host.DemoToken("manager.sh");
        var id = (await host.Ask(manager, """
            mutation { registerTechnician(input: { branchId: "b-sh", name: "新人", skills: ["cooling"], requestId: "api-new" }) { technician { id skills isActive } errors { ... on Error { code message } } } }
            """)).GetProperty("registerTechnician").GetProperty("technician").GetProperty("id").GetString();
        Assert.Equal("validUntil BEFORE_VALID_FROM", await Issue("recordCertificate", "skill: \"gas\", issuer: \"x\", number: \"1\", validFrom: \"2026-02-02\", validUntil: \"2026-02-01\""));
        Assert.Equal("skills[0].code SKILL_CODE_MALFORMED", await Issue("setTechnicianSkills", "skills: [{ code: \"a b\", level: EXPERT }]"));
        Assert.Equal("to BEFORE_FROM", await Issue("planTechnicianAbsence", $"from: \"{Now.AddDays(2):O}\", to: \"{Now.AddDays(1):O}\", kind: LEAVE"));
        Assert.Equal("branchId HOME_BRANCH", await Issue("lendTechnician", $"branchId: \"b-sh\", from: \"{Now:O}\", to: \"{Now.AddDays(1):O}\""));
        Assert.Equal("NOT_FOUND", await Code("planTechnicianAbsence", $"from: \"{Now.AddDays(1):O}\", to: \"{Now.AddDays(2):O}\", kind: LEAVE, substituteId: \"tech-mad-1\""));
        Assert.Equal("NOT_FOUND", await Code("lendTechnician", $"branchId: \"b-nowhere\", from: \"{Now:O}\", to: \"{Now.AddDays(1):O}\""));
        Assert.Equal("WRITTEN_REPORT_NEEDED", await Code("handOutTool", "code: \"X-1\", name: \"仪器\", isValuable: true") ?? await Code("reportTool", "code: \"X-1\", mishap: LOST, compensationMinor: 100"));
        Assert.Equal("TOOLS_NOT_HANDED_IN", await Code("archiveTechnician", ""));
        Assert.Null(await Code("handInTool", "code: \"X-1\""));
        Assert.Null(await Code("archiveTechnician", "reason: \"调岗\""));

        async Task<string?> Code(string mutation, string more) =>
            await Errors(mutation, more) is { ValueKind: JsonValueKind.Array } errors ? errors[0].GetProperty("code").GetString() : null;

        async Task<string> Issue(string mutation, string more)
        {
            var issue = (await Errors(mutation, more))[0].GetProperty("issues")[0];
            return $"{issue.GetProperty("path").GetString()} {issue.GetProperty("code").GetString()}";
        }

        async Task<JsonElement> Errors(string mutation, string more) => (await host.Ask(manager,
            $"mutation {{ {mutation}(input: {{ technicianId: \"{id}\", {more} }}) {{ errors {{ ... on Error {{ code message }} ... on InputInvalidError {{ issues {{ path code }} }} }} }} }}"))
            .GetProperty(mutation).GetProperty("errors");
    }

    [Fact]
    public async Task A_certificate_has_a_key_of_its_own_among_those_of_all_technicians_and_is_withdrawn_by_it()
    {
        var manager = await host.DemoToken("manager.sh");
        foreach (var name in new[] { "甲师傅", "乙师傅" })
        {
            var id = (await host.Ask(manager, "mutation($name: String!) { registerTechnician(input: { branchId: \"b-sh\", name: $name, skills: [\"gas\"] }) { technician { id } } }", new { name }))
                .GetProperty("registerTechnician").GetProperty("technician").GetProperty("id").GetString();
            await host.Ask(manager, $"mutation {{ recordCertificate(input: {{ technicianId: \"{id}\", skill: \"gas\", issuer: \"x\", number: \"{name}\", validFrom: \"2026-01-01\", validUntil: \"2036-01-01\" }}) {{ errors {{ ... on Error {{ code }} }} }} }}");
        }

        var certificates = (await host.Ask(manager, "{ technicianCertificates(first: 100) { nodes { id technicianId number state } } }")).GetProperty("technicianCertificates").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Distinct(certificates.Select(certificate => certificate.GetProperty("id").GetString()));
        var (first, second) = (Numbered("甲师傅"), Numbered("乙师傅"));
        Assert.StartsWith(first.GetProperty("technicianId").GetString() + "/", first.GetProperty("id").GetString(), StringComparison.Ordinal);
        var nested = (await host.Ask(manager, "query($id: ID!) { technician(id: $id) { certificates { id } } }", new { id = first.GetProperty("technicianId").GetString() }))
            .GetProperty("technician").GetProperty("certificates")[0].GetProperty("id").GetString();
        Assert.Equal(first.GetProperty("id").GetString(), nested);

        const string Withdraw = "mutation($t: ID!, $c: ID!) { withdrawCertificate(input: { technicianId: $t, certificateId: $c, reason: \"作废\" }) { technician { certificates { id state } } errors { ... on Error { code } } } }";
        var withdrawn = await host.Ask(manager, Withdraw, new { t = first.GetProperty("technicianId").GetString(), c = nested });
        Assert.Equal("WITHDRAWN", withdrawn.GetProperty("withdrawCertificate").GetProperty("technician").GetProperty("certificates")[0].GetProperty("state").GetString());
        var anothers = await host.Ask(manager, Withdraw, new { t = first.GetProperty("technicianId").GetString(), c = second.GetProperty("id").GetString() });
        Assert.Equal("NOT_FOUND", anothers.GetProperty("withdrawCertificate").GetProperty("errors")[0].GetProperty("code").GetString());

        JsonElement Numbered(string number) => certificates.Single(certificate => certificate.GetProperty("number").GetString() == number);
    }

    [Fact]
    public async Task A_branch_that_a_refusal_speaks_of_is_called_by_its_name_also_where_its_files_are_not_seen()
    {
        var manager = await host.DemoToken("manager.sh");
        var id = (await host.Ask(manager, "mutation { registerTechnician(input: { branchId: \"b-sh\", name: \"外借的人\", skills: [\"cooling\"] }) { technician { id } } }"))
            .GetProperty("registerTechnician").GetProperty("technician").GetProperty("id").GetString();
        Assert.Equal(JsonValueKind.Null, (await Lent(1, 3)).ValueKind);
        var overlap = (await Lent(2, 4))[0];
        Assert.Equal("LOANS_OVERLAP", overlap.GetProperty("code").GetString());
        var called = (await host.Ask(await host.DemoToken("administrator"), "{ branch(id: \"b-cd\") { name } }")).GetProperty("branch").GetProperty("name").GetString()!;
        Assert.Contains(called, overlap.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("b-cd", overlap.GetProperty("message").GetString(), StringComparison.Ordinal);
        // That there is a branch is what this does not tell.
        var readers = host.Services.GetRequiredService<Readers>();
        var reader = new Caller("u-reader", "", [new(Role.BranchManager, "b-sh")]);
        Assert.DoesNotContain(called, await readers.Word(new NotFound("b-cd"), reader, "en", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        async Task<JsonElement> Lent(int from, int to) => (await host.Ask(manager,
            $"mutation {{ lendTechnician(input: {{ technicianId: \"{id}\", branchId: \"b-cd\", from: \"{Now.AddDays(from):O}\", to: \"{Now.AddDays(to):O}\" }}) {{ errors {{ ... on Error {{ code message }} }} }} }}"))
            .GetProperty("lendTechnician").GetProperty("errors");
    }

    [Fact]
    public async Task A_borrowed_technician_is_called_by_his_name_at_the_branch_he_is_lent_to()
    {
        var manager = await host.DemoToken("manager.sh");
        var id = (await host.Ask(manager, "mutation { registerTechnician(input: { branchId: \"b-sh\", name: \"借来的人\", skills: [\"cooling\"] }) { technician { id } } }"))
            .GetProperty("registerTechnician").GetProperty("technician").GetProperty("id").GetString()!;
        await host.Ask(manager, $"mutation {{ lendTechnician(input: {{ technicianId: \"{id}\", branchId: \"b-cd\", from: \"{Now.AddDays(1):O}\", to: \"{Now.AddDays(3):O}\" }}) {{ errors {{ ... on Error {{ code }} }} }} }}");
        var readers = host.Services.GetRequiredService<Readers>();
        var busy = new TechnicianNotAtBranch(id, "b-cd", Now.AddDays(5), Now.AddDays(6));
        Assert.StartsWith("Technician 借来的人 does not work for branch ", await Said("b-cd"), StringComparison.Ordinal);
        Assert.StartsWith("Technician 借来的人 does not work for branch ", await Said("b-sh"), StringComparison.Ordinal);
        Assert.StartsWith($"Technician {id} does not work for branch ", await Said("b-mad"), StringComparison.Ordinal);

        ValueTask<string> Said(string place) =>
            readers.Word(busy, new("u-reader", "", [new(Role.Dispatcher, place)]), "en", TestContext.Current.CancellationToken);
    }

    /// <summary>The technician who left is called by his name, and when he did by the clock and in the words of who reads it.</summary>
    [Fact]
    public async Task A_refusal_names_people_and_tells_times_as_its_reader_knows_them()
    {
        var manager = await host.DemoToken("manager.sh");
        var id = (await host.Ask(manager, """
            mutation { registerTechnician(input: { branchId: "b-sh", name: "离职的人", skills: ["cooling"] }) { technician { id } } }
            """)).GetProperty("registerTechnician").GetProperty("technician").GetProperty("id").GetString()!;
        await host.Ask(manager, $"mutation {{ archiveTechnician(input: {{ technicianId: \"{id}\", reason: \"调岗\" }}) {{ errors {{ ... on Error {{ code }} }} }} }}");
        var since = TimeZoneInfo.ConvertTime(host.Services.GetRequiredService<TimeProvider>().GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        var said = await Said(manager);
        Assert.Contains("离职的人", said, StringComparison.Ordinal);
        Assert.DoesNotContain(id, said, StringComparison.Ordinal);
        Assert.Contains($"{since:yyyy年M月d日} {since:HH}:", said, StringComparison.Ordinal);
        // At headquarters by headquarters' clock, and elsewhere, where nobody may see him, by his key.
        var readers = host.Services.GetRequiredService<Readers>();
        var left = new TechnicianHasLeft(id, new DateTimeOffset(2026, 3, 1, 20, 30, 0, TimeSpan.Zero));
        Assert.Equal("Technician 离职的人 left the company on 2 Mar 2026 04:30.", await readers.Word(left, At("headquarters", Role.ServiceDirector), "en", TestContext.Current.CancellationToken));
        Assert.Equal($"Technician {id} left the company on 1 Mar 2026 21:30.", await readers.Word(left, At("b-mad", Role.BranchManager), "en", TestContext.Current.CancellationToken));

        static Caller At(string place, Role role) => new("u-reader", "", [new(role, place)]);

        async Task<string> Said(string token) => (await host.Ask(token,
            $"mutation {{ planTechnicianAbsence(input: {{ technicianId: \"{id}\", kind: LEAVE, from: \"{Now.AddDays(1):O}\", to: \"{Now.AddDays(2):O}\" }}) {{ errors {{ ... on Error {{ message }} }} }} }}"))
            .GetProperty("planTechnicianAbsence").GetProperty("errors")[0].GetProperty("message").GetString()!;
    }

    private static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    private Task<JsonElement> Week(string token, string branch, params string[] ids) =>
        host.Ask(token, Calendars, new { branch, from = Now, to = Now.AddDays(7), ids = ids.Length == 0 ? null : ids });

    private static JsonElement Calendar(JsonElement data) =>
        Assert.Single(data.GetProperty("technicianCalendars").GetProperty("technicians").EnumerateArray());
}

public sealed class SqliteTechnicianApiTests(SqliteDemo host) : TechnicianApiTests(host), IClassFixture<SqliteDemo>;

public sealed class PostgreSqlTechnicianApiTests(PostgreSqlDemo host) : TechnicianApiTests(host), IClassFixture<PostgreSqlDemo>;
