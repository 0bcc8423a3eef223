using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;

namespace AfterSales.ClusterTests.Host;

/// <summary>A contract from its making over its inspection to its renewal, and a project from the handover form to the settlement, as clients go them.</summary>
public abstract class ContractStoryTests(ServedHost host)
{
    private const string Contract = "contract { id number state endsOn }";
    private const string Project = "project { id lastMilestone nextMilestones isOpen isBlocked }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_contract_pays_for_the_work_makes_its_inspection_gives_notice_and_moves_to_its_new_end()
    {
        var productId = await Product("c-sh-4", "RF-420", "CONTRACT-1", _desk.Today.AddYears(-8));
        var (from, to) = (_desk.Today, _desk.Today.AddMonths(2));
        var renewedById = await host.AccountOf("agent.sh");
        object Asked(string branchId = "b-sh", string customerId = "c-sh-4", long priceMinor = 88_000, DateOnly? until = null) => new
        {
            branchId, customerId, from, to = until ?? to, priceMinor, requestId = $"make {branchId} {customerId} {priceMinor} {until}",
            contract = new
            {
                productIds = new[] { productId }, parts = "COST", labour = "FREE", travel = "FREE", renewedById,
                inspections = new[] { new { code = "monthly", name = "月度检查", firstAfterMonths = 1, everyMonths = 1, channel = "SITE", checklist = new[] { "密封条", "压缩机" } } },
            },
        };
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("technician.sh", "makeContract", Asked()));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.sh", "makeContract", Asked(branchId: "b-mad")));
        Assert.Equal("PRODUCT_NOT_COVERABLE", await _desk.Code("dispatcher.sh", "makeContract", Asked(customerId: "c-sh-1")));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "makeContract", Asked(priceMinor: -1)));
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "makeContract", Asked(until: from.AddDays(-1))));
        var contract = await _desk.Do("dispatcher.sh", "makeContract", Asked(), Contract);
        Assert.Equal(contract.ToString(), (await _desk.Do("dispatcher.sh", "makeContract", Asked(), Contract)).ToString());
        var id = contract.GetProperty("id").GetString()!;

        // Out of warranty, but under contract: category B, as the contract says (S1 P1 5.3).
        var ticketId = await _desk.Assessed("c-sh-4", "不制冷", productId);
        var part = Assert.Single((await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { category parts { category proposed because } } }", new { id = ticketId })).GetProperty("ticket").GetProperty("parts").EnumerateArray());
        Assert.Equal(("CONTRACT", "CONTRACT"), (part.GetProperty("category").GetString(), part.GetProperty("proposed").GetString()));
        await _desk.Do("receptionist.sh", "cancelTicket", new { ticketId, reason = "自己好了" });

        Assert.Equal(HttpStatusCode.NotFound, (await Letter("agent.sh", id)).Status);
        await _desk.MoveTime(days: to.DayNumber - from.DayNumber - 25);
        var inspections = await Desk.Until(() => Nodes("dispatcher.sh", "tickets(where: { kind: { eq: INSPECTION }, productId: { eq: $id } })", productId, "symptom step"), nodes => nodes.Length > 0);
        Assert.All(inspections, inspection => Assert.Equal("月度检查\n密封条\n压缩机", inspection.GetProperty("symptom").GetString()));
        var renewal = Assert.Single(await Desk.Until(() => Nodes("manager.sh", "tasks(where: { about: { eq: $id }, kind: { eq: RENEW_CONTRACT } })", id, "assignedToId state dueAt"), nodes => nodes.Length > 0));
        Assert.Equal((renewedById, "OPEN"), (renewal.GetProperty("assignedToId").GetString(), renewal.GetProperty("state").GetString()));
        // No channel of the service is set up: the notice waits for a person, and stands in the register when he has sent it.
        var notice = Assert.Single(await Desk.Until(
            () => Nodes("agent.sh", "outboundMessages(where: { customerId: { eq: $id }, kind: { eq: CONTRACT_EXPIRY }, state: { eq: BY_HAND } })", "c-sh-4", "id text { body }"), nodes => nodes.Length > 0));
        Assert.Contains("尊敬的徐静", notice.GetProperty("text").GetProperty("body").GetString(), StringComparison.Ordinal);
        await _desk.Do("agent.sh", "recordMessageSent", new { messageId = notice.GetProperty("id").GetString() }, "outboundMessage { id state }");
        var number = contract.GetProperty("number").GetString()!;
        await Desk.Until(() => Nodes("agent.sh", "contacts(where: { customerId: { eq: $id }, subject: { eq: NOTICE } })", "c-sh-4", "text direction"),
            nodes => nodes.Count(node => node.GetProperty("text").GetString()?.Contains(number, StringComparison.Ordinal) == true) == 1);
        var page = await Letter("agent.sh", id);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.Status, page.Type));
        Assert.Contains("尊敬的徐静", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Letter("agent.mad", id)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Letter("technician.sh", id)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Letter(null, id)).Status);

        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "renewContract", new { contractId = id, to = from, priceMinor = 1 }));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.mad", "renewContract", new { contractId = id, to = to.AddYears(1), priceMinor = 1 }));
        var renewed = await _desk.Do("dispatcher.sh", "renewContract", new { contractId = id, to = to.AddYears(1), priceMinor = 90_000, requestId = "renew" }, Contract);
        Assert.Equal(to.AddYears(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture), renewed.GetProperty("endsOn").GetString());
        await Desk.Until(() => Nodes("manager.sh", "tasks(where: { about: { eq: $id }, kind: { eq: RENEW_CONTRACT }, isOpen: { eq: true } })", id, "id"), nodes => nodes.Length == 0);

        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "lapseContract", new { contractId = id, reason = " " }));
        Assert.Equal("TERM_NOT_BEGUN", await _desk.Code("dispatcher.sh", "lapseContract", new { contractId = id, reason = "搬迁" }));
        var rate = await Desk.Until(Renewed, figure => figure.GetProperty("denominator").GetInt32() > 0);
        Assert.Equal((1, 1), (rate.GetProperty("numerator").GetInt32(), rate.GetProperty("denominator").GetInt32()));
        // The customer thinks better of it: the contract holds to the end it had before.
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "cancelContract", new { contractId = id, reason = "搬迁", endsOn = to.AddYears(2) }));
        var cancelled = await _desk.Do("dispatcher.sh", "cancelContract", new { contractId = id, reason = "搬迁", endsOn = to }, Contract);
        Assert.Equal(("CANCELLED", to.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
            (cancelled.GetProperty("state").GetString(), cancelled.GetProperty("endsOn").GetString()));
        Assert.Equal("CONTRACT_OVER", await _desk.Code("dispatcher.sh", "renewContract", new { contractId = id, to = to.AddYears(3), priceMinor = 1 }));
        var begun = new { branchId = "b-sh", customerId = "c-sh-4", from = _desk.Today, to, priceMinor = 1, contract = new { productIds = new[] { productId }, parts = "COST", labour = "FREE", travel = "FREE" } };
        var letGo = (await _desk.Do("dispatcher.sh", "makeContract", begun, Contract)).GetProperty("id").GetString();
        Assert.Equal("LAPSED", (await _desk.Do("dispatcher.sh", "lapseContract", new { contractId = letGo, reason = "搬迁" }, Contract)).GetProperty("state").GetString());

        async Task<JsonElement> Renewed() => (await _desk.Ask("director", """
            query($day: LocalDate!) { figures(figures: [CONTRACT_RENEWAL], filter: { branchIds: ["b-sh"] }, from: $day, to: $day) { lines { value { numerator denominator } } } }
            """, new { day = to })).GetProperty("figures").GetProperty("lines")[0].GetProperty("value");
    }

    [Fact]
    public async Task A_project_goes_from_the_handover_form_over_a_failed_entry_check_to_the_settlement()
    {
        var productId = await Product("c-sh-3", "WH-200", "PROJECT-1", purchasedOn: null);
        var name = $"屋顶热泵 {Guid.NewGuid().ToString("N")[..6]}";
        var manager = await host.AccountOf("projects");
        object Asked(string branchId = "b-sh", string buyer = "上海晨光酒店", string? managerId = null, string customerId = "c-sh-3") => new
        {
            branchId, customerId,
            project = new { productIds = new[] { productId }, managerId = managerId ?? manager, entryOn = _desk.Today.AddDays(20), buyer, priceMinor = 900_000, prepaymentMinor = 300_000, paymentTerms = "30/60/10", installationNeed = "两台机组", name },
        };
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("dispatcher.sh", "openProject", Asked()));
        Assert.Equal("NOT_FOUND", await _desk.Code("manager.sh", "openProject", Asked(branchId: "b-mad")));
        Assert.Equal("INPUT_INVALID", await _desk.Code("projects", "openProject", Asked(buyer: "")));
        Assert.Equal("INPUT_INVALID", await _desk.Code("projects", "openProject", Asked(buyer: new string('长', 201))));
        Assert.Equal("NO_OPEN_ACCOUNT", await _desk.Code("projects", "openProject", Asked(managerId: "nobody")));
        Assert.Equal("PRODUCT_OF_ANOTHER_CUSTOMER", await _desk.Code("projects", "openProject", Asked(customerId: "c-sh-1")));
        var projectId = (await _desk.Do("projects", "openProject", Asked(), Project)).GetProperty("id").GetString()!;
        Assert.Equal("PRODUCT_IN_PROJECT", await _desk.Code("projects", "openProject", Asked()));
        // It is found by its name, and by the one it is given later.
        Assert.Equal((projectId, name), await Found(name));
        Assert.Equal("INPUT_INVALID", await _desk.Code("projects", "renameProject", new { projectId, name = " " }));
        await _desk.Do("projects", "renameProject", new { projectId, name = $"{name} 二期" }, Project);
        Assert.Equal((projectId, $"{name} 二期"), await Found($"{name} 二期"));
        await Desk.Until(() => Nodes("dispatcher.sh", "tickets(where: { kind: { eq: VISIT }, customerId: { eq: $id } })", "c-sh-3", "id"), visits => visits.Length > 0);

        Assert.Equal("MILESTONE_TOO_EARLY", await _desk.Code("projects", "reportMilestone", new { projectId, milestone = "INSTALLED" }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("projects", "reportMilestone", new { projectId, milestone = "PREPAYMENT_CONFIRMED" }));
        await Report("SITE_MEASURED");
        Assert.Equal("MILESTONE_REACHED", await _desk.Code("projects", "reportMilestone", new { projectId, milestone = "SITE_MEASURED" }));
        Assert.Equal("MILESTONE_TOO_EARLY", await _desk.Code("projects", "announceProjectArrival", new { projectId, arrivesAt = _desk.Now.AddDays(2) }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("projects", "confirmPrepayment", new { projectId }));
        await _desk.Do("accountant", "confirmPrepayment", new { projectId, note = "已到账" }, Project);
        await Report("TEAM_REQUESTED");
        Assert.Equal("INPUT_INVALID", await _desk.Code("dispatcher.sh", "decideProjectTeam", new { projectId, isGranted = false }));
        await _desk.Do("dispatcher.sh", "decideProjectTeam", new { projectId, isGranted = false, reason = "人手不足" }, Project);
        await Report("TEAM_REQUESTED");
        await _desk.Do("dispatcher.sh", "decideProjectTeam", new { projectId, isGranted = true }, Project);
        Assert.Equal("ARRIVAL_TOLD_TOO_LATE", await _desk.Code("projects", "announceProjectArrival", new { projectId, arrivesAt = _desk.Now.AddHours(11) }));
        await _desk.Do("projects", "announceProjectArrival", new { projectId, arrivesAt = _desk.Now.AddHours(13) }, Project);
        // Announced again where they come later: they are checked on the day that was told last.
        await _desk.Do("projects", "announceProjectArrival", new { projectId, arrivesAt = _desk.Now.AddHours(30) }, Project);
        Assert.Equal("GOODS_NOT_THERE", await _desk.Code("projects", "reportMilestone", new { projectId, milestone = "GOODS_CHECKED" }));
        await _desk.MoveTo(_desk.Now.AddHours(30));
        await Report("GOODS_CHECKED");
        Assert.True((await _desk.Do("projects", "checkProjectEntry", new { projectId, hasPassed = false, defect = "没有电源" }, Project)).GetProperty("isBlocked").GetBoolean());
        Assert.Equal("ENTRY_IS_BLOCKED", await _desk.Code("projects", "reportMilestone", new { projectId, milestone = "INSTALLED" }));
        await _desk.Do("projects", "checkProjectEntry", new { projectId, hasPassed = true }, Project);
        foreach (var milestone in new[] { "INSTALLED", "TESTED", "TRIAL_RUN_ENDED" }) await Report(milestone);
        var signed = new { projectId, signedBy = "王经理", customerSignature = Desk.Signature, companySignature = Desk.Signature };
        Assert.Equal("NOT_FOUND", await _desk.Code("manager.sh", "acceptProject", signed with { projectId = "prj-none" }));
        await _desk.Do("projects", "acceptProject", signed, Project);
        Assert.Equal("MILESTONE_REACHED", await _desk.Code("projects", "cancelProject", new { projectId, reason = "x" }));
        var accepted = _desk.Today.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await Desk.Until(async () => (await _desk.Ask("dispatcher.sh", "query($id: ID!) { installedProduct(id: $id) { acceptedOn } }", new { id = productId })).GetProperty("installedProduct").GetProperty("acceptedOn").GetString(), day => day == accepted);
        Assert.Equal("MILESTONE_TOO_EARLY", await _desk.Code("projects", "reportMilestone", new { projectId, milestone = "HANDED_OVER" }));
        foreach (var milestone in new[] { "CUSTOMER_TRAINED", "DOCUMENTS_DELIVERED", "HANDED_OVER", "FEEDBACK_RECEIVED", "CONTACTS_CONFIRMED" }) await Report(milestone);
        Assert.Equal("MILESTONE_TOO_EARLY", await _desk.Code("projects", "reportMilestone", new { projectId, milestone = "CLOSED" }));
        await _desk.Do("accountant", "settleProject", new { projectId }, Project);
        Assert.False((await Report("CLOSED")).GetProperty("isOpen").GetBoolean());
        Assert.Equal("PROJECT_OVER", await _desk.Code("projects", "cancelProject", new { projectId, reason = "x" }));

        // The timeline names each milestone in the reader's language.
        var milestones = AfterSales.Projects.Rules.ProjectMilestone.SiteMeasured;
        foreach (var (person, language) in new[] { ("projects", "es"), ("manager.sh", "zh-CN"), ("director", "en") })
            Assert.Contains(AfterSales.Api.Wording.RefusalWording.ValueOf(milestones, language), await Reached(person));
        Assert.Empty(await Reached("dispatcher.mad"));
        // What it costs is not everybody's business, also of those who see the project.
        foreach (var (person, price) in new[] { ("projects", 900_000), ("manager.sh", 900_000), ("accountant", 900_000), ("dispatcher.sh", (int?)null), ("receptionist.sh", null) })
        {
            var seen = (await _desk.Ask(person, "query($id: ID!) { project(id: $id) { priceMinor prepaymentMinor } }", new { id = projectId })).GetProperty("project");
            Assert.Equal(price, seen.GetProperty("priceMinor").ValueKind == JsonValueKind.Null ? null : seen.GetProperty("priceMinor").GetInt32());
            Assert.Equal(price is null, seen.GetProperty("prepaymentMinor").ValueKind == JsonValueKind.Null);
        }

        async Task<string?[]> Reached(string person) => [.. (await _desk.Ask(person,
                "query($id: ID!) { timeline(recordId: $id, events: [\"ProjectMilestoneReached\"], first: 50) { nodes { events { event which } } } }", new { id = projectId }))
            .GetProperty("timeline").GetProperty("nodes").EnumerateArray().SelectMany(node => node.GetProperty("events").EnumerateArray())
            .Where(e => e.GetProperty("event").GetString() == "ProjectMilestoneReached").Select(e => e.GetProperty("which").GetString())];

        Task<JsonElement> Report(string milestone) => _desk.Do("projects", "reportMilestone", new { projectId, milestone }, Project);

        async Task<(string? Id, string? Name)> Found(string text)
        {
            var hit = Assert.Single((await _desk.Ask("dispatcher.sh", "query($text: String!) { find(text: $text, kinds: [PROJECT]) { id subtitle } }", new { text })).GetProperty("find").EnumerateArray());
            Assert.Equal(hit.GetProperty("subtitle").GetString(), (await _desk.Ask("projects", "query($id: ID!) { project(id: $id) { name } }", new { id = hit.GetProperty("id").GetString() })).GetProperty("project").GetProperty("name").GetString());
            return (hit.GetProperty("id").GetString(), hit.GetProperty("subtitle").GetString());
        }
    }

    private async Task<string> Product(string customerId, string model, string serial, DateOnly? purchasedOn) =>
        (await _desk.Do("dispatcher.sh", "registerInstalledProduct", new { customerId, product = new { model, serial, purchasedOn } }, "installedProduct { id }")).GetProperty("id").GetString()!;

    private async Task<JsonElement[]> Nodes(string person, string list, string id, string fields)
    {
        var answer = await _desk.Ask(person, $$"""query($id: {{(list.StartsWith("tasks", StringComparison.Ordinal) ? "String" : "ID")}}!) { list: {{list}} { nodes { {{fields}} } } }""", new { id });
        return [.. answer.GetProperty("list").GetProperty("nodes").EnumerateArray()];
    }

    private async Task<(HttpStatusCode Status, string? Type, string Text)> Letter(string? person, string contractId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/contracts/{contractId}/expiry-letter");
        if (person is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.DemoToken(person));
        using var response = await host.Client.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }
}

public sealed class ContractStoriesOnSqlite(SqliteDemo host) : ContractStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class ContractStoriesOnPostgreSql(PostgreSqlDemo host) : ContractStoryTests(host), IClassFixture<PostgreSqlDemo>;
