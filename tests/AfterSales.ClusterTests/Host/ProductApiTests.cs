using System.Globalization;
using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>Catalogue, products and warranties as clients see them: over HTTP, with the rights of their accounts.</summary>
public abstract class ProductApiTests(ServedHost host)
{
    private const string Register = """
        mutation($input: RegisterInstalledProductInput!) { registerInstalledProduct(input: $input) { installedProduct { id serial version purchasedOn }
          errors { __typename ... on Error { code message } ... on InputInvalidError { issues { path code } } } } }
        """;

    private const string Amend = """
        mutation($input: AmendInstalledProductInput!) { amendInstalledProduct(input: $input) { installedProduct { id version } errors { ... on Error { code } } } }
        """;

    [Fact]
    public async Task A_branch_reads_which_parts_of_a_unit_are_under_warranty_until_when_and_why()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var unit = (await host.Ask(dispatcher, """
            { installedProducts(where: { serial: { eq: "SN-SH-4-001" } }) { nodes { catalogueModel { code name } warranty { part name isUnderWarranty because
              until decidedBy months isConsumable daysLeft } compressor: warranty(part: "压缩机", on: "2200-01-01") { part because }
              repairCharges(parts: [{ part: "COMPRESSOR" }, { part: "COMPRESSOR", exclusion: MISUSE }, { part: "FAN" }]) { travel parts { part labour material because exclusion } } } } }
            """)).GetProperty("installedProducts").GetProperty("nodes")[0];
        Assert.Equal("420 升冰箱", unit.GetProperty("catalogueModel").GetProperty("name").GetString());
        var parts = unit.GetProperty("warranty").EnumerateArray().ToDictionary(part => part.GetProperty("part").GetString() ?? "unit");
        // Forty months old: the unit's two years are over, its compressor's six are not (S1 P1 5.1).
        Assert.Equal(("ENDED", 24, "CATALOGUE"), (Text(parts["unit"], "because"), parts["unit"].GetProperty("months").GetInt32(), Text(parts["unit"], "decidedBy")));
        Assert.Equal(("RUNNING", 72, "压缩机"), (Text(parts["COMPRESSOR"], "because"), parts["COMPRESSOR"].GetProperty("months").GetInt32(), Text(parts["COMPRESSOR"], "name")));
        Assert.True(parts["SEAL"].GetProperty("isConsumable").GetBoolean());
        Assert.Equal("ENDED", Text(Assert.Single(unit.GetProperty("compressor").EnumerateArray()), "because"));
        var charges = unit.GetProperty("repairCharges");
        Assert.Equal("FREE", Text(charges, "travel"));
        Assert.Equal(["UNDER_WARRANTY", "EXCLUDED", "WARRANTY_ENDED"], charges.GetProperty("parts").EnumerateArray().Select(charge => Text(charge, "because")));
        Assert.Equal(["FREE", "COST", "LIST"], charges.GetProperty("parts").EnumerateArray().Select(charge => Text(charge, "labour")));
    }

    [Fact]
    public async Task Everybody_reads_the_catalogue_and_headquarters_alone_changes_it()
    {
        const string announce = """
            mutation($id: ID!) { announcePromotion(input: { modelId: $id, promotion: { name: { en: "x" }, months: 99, salesFrom: "2100-01-01", salesTo: "2100-02-01" } })
              { productModel { promotions { number months } } errors { ... on Error { code } } } }
            """;
        var technician = await host.DemoToken("technician.sh");
        var model = (await host.Ask(technician, """
            { model(code: " wm-8 ") { id code name terms { part months legalMinimumMonths } parts { code isConsumable supplier } documents { kind file } returnRules }
              models(where: { productLine: { eq: "heating" } }, order: [{ code: ASC }]) { nodes { code } } }
            """));
        Assert.Equal("WM-8", Text(model.GetProperty("model"), "code"));
        Assert.Contains("七天", Text(model.GetProperty("model"), "returnRules"), StringComparison.Ordinal);
        Assert.Equal(["BO-24", "HP-12", "WH-200", "WH-80"], model.GetProperty("models").GetProperty("nodes").EnumerateArray().Select(node => Text(node, "code")));
        var id = Text(model.GetProperty("model"), "id");
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(technician, announce, new { id }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(await host.DemoToken("manager.sh"), announce, new { id }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(technician, Register, new { input = new { customerId = "c-sh-1", product = new { model = "WM-8" } } }));
    }

    [Fact]
    public async Task A_repeated_registration_makes_one_unit_and_another_branch_finds_nothing_of_it()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var input = new { customerId = "c-sh-1", product = new { model = "ac-35", serial = "API-1", purchasedOn = "2024-01-02" }, requestId = "unit-1" };
        var first = await Made(dispatcher, Register, input, "registerInstalledProduct");
        Assert.Equal(Text(first, "id"), Text(await Made(dispatcher, Register, input, "registerInstalledProduct"), "id"));
        // Reported again with less: nothing is lost.
        var again = await Made(dispatcher, Register, new { customerId = "c-sh-1", product = new { model = "AC-35", serial = "ａｐｉ－1" } }, "registerInstalledProduct");
        Assert.Equal((Text(first, "id"), "API-1", "2024-01-02"), (Text(again, "id"), Text(again, "serial"), Text(again, "purchasedOn")));
        var other = await host.DemoToken("dispatcher.mad");
        var seen = await host.Ask(other, """query($id: ID!) { installedProduct(id: $id) { id } installedProducts(where: { serial: { eq: "API-1" } }) { nodes { id } } }""", new { id = Text(first, "id") });
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("installedProduct").ValueKind);
        Assert.Equal(0, seen.GetProperty("installedProducts").GetProperty("nodes").GetArrayLength());
        var taken = await Answer(other, Register, new { customerId = "c-mad-1", product = new { model = "AC-35", serial = "api-1" } }, "registerInstalledProduct");
        Assert.Equal("SERIAL_TAKEN", Code(taken));
        Assert.Equal("NOT_FOUND", Code(await Answer(other, Amend, new { id = Text(first, "id"), product = new { model = "AC-35" } }, "amendInstalledProduct")));
    }

    [Fact]
    public async Task Two_who_amend_the_same_version_of_a_unit_do_not_overwrite_each_other()
    {
        var dispatcher = await host.DemoToken("dispatcher.sh");
        var unit = await Made(dispatcher, Register, new { customerId = "c-sh-2", product = new { model = "TV-1", serial = "API-2" } }, "registerInstalledProduct");
        var (id, expectedVersion) = (Text(unit, "id"), unit.GetProperty("version").GetInt32());
        await Made(dispatcher, Amend, new { id, product = new { model = "TV-1", serial = "API-2", purchasedOn = "2024-01-02" }, expectedVersion }, "amendInstalledProduct");
        Assert.Equal("CHANGED_MEANWHILE", Code(await Answer(dispatcher, Amend, new { id, product = new { model = "TV-1", serial = "API-2" }, expectedVersion }, "amendInstalledProduct")));
        var unknown = await host.Ask(dispatcher, "{ productsOfUnknownModels { nodes { model catalogueModel { id } warranty { decidedBy } } } }");
        var node = Assert.Single(unknown.GetProperty("productsOfUnknownModels").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("TV-1", JsonValueKind.Null, "GENERAL"), (Text(node, "model"), node.GetProperty("catalogueModel").ValueKind, Text(node.GetProperty("warranty")[0], "decidedBy")));
    }

    [Fact]
    public async Task A_judgement_is_the_quality_engineers_to_record_and_its_reasons_stand_in_the_timeline()
    {
        const string judge = """
            mutation($input: JudgeFaultInput!) { judgeFault(input: $input) { installedProduct { judgements { number part authority }
              timeline { event words { field words } } } errors { ... on Error { code } } } }
            """;
        var quality = await host.DemoToken("quality");
        var id = Text((await host.Ask(quality, """{ installedProducts(where: { serial: { eq: "SN-BCN-2-001" } }) { nodes { id } } }""")).GetProperty("installedProducts").GetProperty("nodes")[0], "id");
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1).ToString("O", CultureInfo.InvariantCulture);
        var input = new { productId = id, part = "FAN", authority = "Laboratorio Oficial", faultOn = yesterday, judgedOn = yesterday, why = "Rodamiento defectuoso" };
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(await host.DemoToken("dispatcher.bcn"), judge, new { input }));
        var unit = await Made(quality, judge, input, "judgeFault");
        Assert.Equal("Laboratorio Oficial", Text(Assert.Single(unit.GetProperty("judgements").EnumerateArray()), "authority"));
        var judged = unit.GetProperty("timeline").EnumerateArray().Single(entry => Text(entry, "event") == "FaultJudged");
        Assert.Equal("Rodamiento defectuoso", Text(Assert.Single(judged.GetProperty("words").EnumerateArray()), "words"));
    }

    [Theory]
    [InlineData("warranty(part: \"nix\") { because }", "PART_NOT_OF_MODEL")]
    [InlineData("repairCharges(parts: [{ part: \"FAN\" }, { part: \"nix\" }]) { travel }", "PART_NOT_OF_MODEL")]
    [InlineData("repairCharges(parts: [{ part: \"FAN\" }], minutes: -5) { travel }", "INPUT_INVALID")]
    public async Task A_part_that_the_model_does_not_have_and_time_that_cannot_be_are_refused(string field, string code) =>
        Assert.Equal(code, await host.Refused(await host.DemoToken("dispatcher.sh"),
            $"{{ installedProducts(where: {{ serial: {{ eq: \"SN-SH-4-001\" }} }}) {{ nodes {{ {field} }} }} }}"));

    [Fact]
    public async Task A_judgement_names_a_part_of_the_model()
    {
        var quality = await host.DemoToken("quality");
        var id = Text((await host.Ask(quality, """{ installedProducts(where: { serial: { eq: "SN-SH-4-001" } }) { nodes { id } } }""")).GetProperty("installedProducts").GetProperty("nodes")[0], "id");
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1).ToString("O", CultureInfo.InvariantCulture);
        Assert.Equal("PART_NOT_OF_MODEL", Code(await Answer(quality, "mutation($input: JudgeFaultInput!) { judgeFault(input: $input) { errors { ... on Error { code } } } }",
            new { productId = id, part = "nix", authority = "x", faultOn = yesterday, judgedOn = yesterday, why = "x" }, "judgeFault")));
    }

    [Fact]
    public async Task A_warranty_card_has_its_number_alone_and_is_found_by_it()
    {
        const string Issue = "mutation($input: IssueWarrantyCardInput!) { issueWarrantyCard(input: $input) { installedProduct { id } errors { ... on Error { code message } } } }";
        var agent = await host.DemoToken("agent.sh");
        var one = Text(await Made(agent, Register, new { customerId = "c-sh-1", product = new { model = "AC-35", serial = "CARD-1" } }, "registerInstalledProduct"), "id");
        var other = Text(await Made(agent, Register, new { customerId = "c-sh-2", product = new { model = "WM-8", serial = "CARD-2" } }, "registerInstalledProduct"), "id");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("O", CultureInfo.InvariantCulture);
        await Made(agent, Issue, new { productId = one, number = "bx-77", issuedOn = today }, "issueWarrantyCard");
        await Made(agent, Issue, new { productId = one, number = "bx-77", issuedOn = today }, "issueWarrantyCard");
        Assert.Equal("CARD_TAKEN", Code(await Answer(agent, Issue, new { productId = other, number = " BX－77", issuedOn = today }, "issueWarrantyCard")));
        await Made(agent, Issue, new { productId = other, number = "BX-78", issuedOn = today }, "issueWarrantyCard");
        var found = await host.Ask(agent, """{ installedProducts(where: { card: { eq: "BX-77" } }) { nodes { id warrantyCard { number } } } }""");
        var unit = Assert.Single(found.GetProperty("installedProducts").GetProperty("nodes").EnumerateArray());
        Assert.Equal((one, "bx-77"), (Text(unit, "id"), Text(unit.GetProperty("warrantyCard"), "number")));
    }

    [Fact]
    public async Task No_ticket_is_registered_for_a_unit_that_was_scrapped()
    {
        const string Ticket = "mutation($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id } errors { ... on Error { code message } } } }";
        var agent = await host.DemoToken("agent.sh");
        var productId = Text(await Made(agent, Register, new { customerId = "c-sh-3", product = new { model = "WM-8", serial = "SCRAP-1" } }, "registerInstalledProduct"), "id");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("O", CultureInfo.InvariantCulture);
        await Made(agent, "mutation($input: RetireInstalledProductInput!) { retireInstalledProduct(input: $input) { installedProduct { id } errors { ... on Error { code } } } }",
            new { productId, on = today, reason = "SCRAPPED" }, "retireInstalledProduct");
        var receptionist = await host.DemoToken("receptionist.sh");
        var input = new { branchId = "b-sh", customerId = "c-sh-3", productId, symptom = "不转", kind = "REPAIR", isAnotherFault = true };
        var refused = await Answer(receptionist, Ticket, input, "registerTicket");
        Assert.Equal("PRODUCT_OUT_OF_USE", Code(refused));
        Assert.Contains("已报废", Text(refused.GetProperty("errors")[0], "message"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await Answer(receptionist, Ticket, input with { kind = "CONSULTATION" }, "registerTicket")).GetProperty("errors").ValueKind);
    }

    private async Task<JsonElement> Answer(string token, string mutation, object input, string field) =>
        (await host.Ask(token, mutation, new { input })).GetProperty(field);

    private async Task<JsonElement> Made(string token, string mutation, object input, string field)
    {
        var answer = await Answer(token, mutation, input, field);
        Assert.True(answer.GetProperty("errors").ValueKind == JsonValueKind.Null, answer.ToString());
        return answer.GetProperty("installedProduct");
    }

    private static string? Code(JsonElement answer) => Text(Assert.Single(answer.GetProperty("errors").EnumerateArray()), "code");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

public sealed class SqliteProductApiTests(SqliteDemo host) : ProductApiTests(host), IClassFixture<SqliteDemo>;

public sealed class PostgreSqlProductApiTests(PostgreSqlDemo host) : ProductApiTests(host), IClassFixture<PostgreSqlDemo>;
