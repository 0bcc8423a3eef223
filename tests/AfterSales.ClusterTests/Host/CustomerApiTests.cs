using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.Headquarters;
using AfterSales.Surveys;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Host;

/// <summary>Customer files as clients see them: over HTTP, from the registration to a merging that is taken back.</summary>
public abstract class CustomerApiTests(ServedHost host)
{
    private const string Register = """
        mutation($input: RegisterCustomerInput!) { registerCustomer(input: $input) { customer { id name phones { number extension } zone missingFields completePercent }
          errors { ... on Error { code message } ... on InputInvalidError { issues { path code } } } } }
        """;

    private const string Merge = "mutation($input: MergeCustomersInput!) { mergeCustomers(input: $input) { customer { id duplicateIds } errors { ... on Error { code } } } }";

    private const string Unmerge = "mutation($input: UnmergeCustomerInput!) { unmergeCustomer(input: $input) { customer { id standing takenBack { fromId stayed { kind count } } timeline { event counts { kind count } } } errors { ... on Error { code } } } }";

    private const string Card = """
        mutation($input: IssueWarrantyCardInput!) { issueWarrantyCard(input: $input) { installedProduct { id warrantyCard { number } } errors { ... on Error { code } } } }
        """;

    private const string Move = """
        mutation($input: MoveInstalledProductInput!) { moveInstalledProduct(input: $input) { installedProduct { id customer { id } earlierPlacements { __typename } } errors { ... on Error { code } } } }
        """;

    private const string Listed = """
        query($where: ID!) {
          tickets(where: { customerId: { eq: $where } }) { nodes { id } } installedProducts(where: { customerId: { eq: $where } }) { nodes { id } }
          contacts(where: { customerId: { eq: $where } }) { nodes { id } } contracts(where: { customerId: { eq: $where } }) { nodes { id } }
          complaints(where: { customerId: { eq: $where } }) { nodes { id } } enquiries(where: { customerId: { eq: $where } }) { nodes { id } }
          projects(where: { customerId: { eq: $where } }) { nodes { id } } surveyCards(where: { customerId: { eq: $where } }) { nodes { id } }
          followUpCalls(where: { or: [{ customerId: { eq: $where } }] }) { nodes { id } } tasks(where: { customerId: { in: [$where] } }) { nodes { id } }
        }
        """;

    private static readonly string[] Lists =
        ["tickets", "installedProducts", "contacts", "contracts", "complaints", "enquiries", "projects", "surveyCards", "followUpCalls", "tasks"];

    private string Today => host.Now().AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Bad_input_is_named_field_by_field_and_good_input_makes_one_file_however_often_it_is_sent()
    {
        var agent = await host.DemoToken("agent.sh");
        Assert.Equal(["customer.name"], await Issues(new { name = new string('名', 300) }));
        Assert.Equal(["customer.phones[0]"], await Issues(new { name = "王", phones = new[] { "12" } }));
        Assert.Equal(["customer.language", "customer.timeZone"], (await Issues(new { name = "王", language = "no language", timeZone = "Mars/Base" })).Order(StringComparer.Ordinal));
        Assert.Equal("NOT_FOUND", Code(await Answer(agent, Register, new { branchId = "b-mad", customer = new { name = "Ana" } })));
        Assert.Equal("NOT_FOUND", Code(await Answer(agent, Register, new { branchId = "nowhere", customer = new { name = "Ana" } })));

        var good = new { branchId = "b-sh", customer = new { name = "王 Núñez O'Brien", phones = new[] { "021-6329 8800 ext. 12" }, language = "es" }, requestId = "customer-api-1" };
        var first = (await Answer(agent, Register, good)).GetProperty("customer");
        Assert.Equal("+862163298800", Text(first.GetProperty("phones")[0], "number"));
        Assert.Contains("STREET", first.GetProperty("missingFields").EnumerateArray().Select(field => field.GetString()));
        Assert.Equal(Text(first, "id"), Text((await Answer(agent, Register, good)).GetProperty("customer"), "id"));
        Assert.Equal("REQUEST_ID_REUSED", Code(await Answer(agent, Register, good with { customer = good.customer with { name = "另一位" } })));

        async Task<string?[]> Issues(object customer)
        {
            var refused = await Answer(agent, Register, new { branchId = "b-sh", customer });
            Assert.Equal("INPUT_INVALID", Code(refused));
            return [.. refused.GetProperty("errors")[0].GetProperty("issues").EnumerateArray().Select(issue => Text(issue, "path"))];
        }
    }

    [Fact]
    public async Task A_merging_is_answered_with_what_the_file_knows_after_it()
    {
        const string Shown = "mutation($input: MergeCustomersInput!) { mergeCustomers(input: $input) { customer { id version email phones { number } duplicateIds } errors { ... on Error { code } } } }";
        var agent = await host.DemoToken("agent.sh");
        var kept = await File("合并的留下", "138 0013 8501", null);
        var duplicate = await File("合并的副本", "138 0013 8502", "copy@example.cn");
        var customer = (await Answer(agent, Shown, new { id = duplicate, intoId = kept })).GetProperty("customer");
        Assert.Equal((kept, "copy@example.cn", duplicate), (Text(customer, "id"), Text(customer, "email"), customer.GetProperty("duplicateIds")[0].GetString()));
        Assert.Equal(["+8613800138501", "+8613800138502"], customer.GetProperty("phones").EnumerateArray().Select(phone => Text(phone, "number")));
        // The news of the save itself finds that nothing is left to do.
        await host.Settle();
        var later = (await host.Ask(agent, "query($id: ID!) { customer(id: $id) { version } }", new { id = kept })).GetProperty("customer");
        Assert.Equal(customer.GetProperty("version").GetInt32(), later.GetProperty("version").GetInt32());

        await Answer(agent, Unmerge, new { id = duplicate });
        await host.Settle();
        var apart = (await host.Ask(agent, "query($id: ID!) { customer(id: $id) { email phones { number } duplicateIds } }", new { id = kept })).GetProperty("customer");
        Assert.Equal((JsonValueKind.Null, 1, 0), (apart.GetProperty("email").ValueKind, apart.GetProperty("phones").GetArrayLength(), apart.GetProperty("duplicateIds").GetArrayLength()));

        async Task<string> File(string name, string phone, string? email) =>
            Text((await Answer(agent, Register, new { branchId = "b-sh", customer = new { name, phones = new[] { phone }, email } })).GetProperty("customer"), "id")!;
    }

    [Fact]
    public async Task What_hangs_on_a_duplicate_is_listed_at_the_file_that_stays_and_apart_again_when_the_merging_is_taken_back()
    {
        var manager = await host.DemoToken("manager.sh");
        var agent = await host.DemoToken("agent.sh");
        var (kept, duplicate) = (await Registered(agent, "合并一"), await Registered(agent, "合并一 "));
        var product = await Product(agent, duplicate, "MERGE-1");
        await Everything(agent, manager, duplicate, product, "before");
        await host.Settle();
        var before = await ListedAt(manager, duplicate);
        Assert.All(Lists, list => Assert.True(before[list].Length > 0, list));
        Assert.All(await ListedAt(manager, kept), list => Assert.Empty(list.Value));

        Assert.Equal(kept, Text((await Answer(agent, Merge, new { id = duplicate, intoId = kept, requestId = "merge-1" })).GetProperty("customer"), "id"));
        await Answer(agent, Merge, new { id = duplicate, intoId = kept, requestId = "merge-1" });
        Assert.Equal("CUSTOMER_IS_MERGED", Code(await Answer(agent, Merge, new { id = duplicate, intoId = await Registered(agent, "第三位") })));
        await host.Settle();
        // What somebody read of the duplicate does not take the place of what the file that stays knows.
        const string amend = "mutation($input: AmendCustomerInput!) { amendCustomer(input: $input) { customer { id } errors { ... on Error { code } } } }";
        Assert.Equal("CUSTOMER_IS_MERGED", Code(await Answer(agent, amend, new { id = duplicate, customer = new { name = "旧读数" } })));
        foreach (var key in new[] { kept, duplicate })
        {
            var listed = await ListedAt(manager, key);
            Assert.All(Lists, list => Assert.Equal(before[list].Order(StringComparer.Ordinal), listed[list].Order(StringComparer.Ordinal)));
        }

        // What is asked for the duplicate now is done for the file that stays, with products of either.
        var ids = await Everything(agent, manager, duplicate, product, "after");
        var made = await host.Ask(manager, """
            query($contract: ID!, $project: ID!, $complaint: ID!, $enquiry: ID!, $ticket: ID!) { contract(id: $contract) { version customer { id } } project(id: $project) { version customer { id } }
              complaint(id: $complaint) { customer { id } } enquiry(id: $enquiry) { customer { id } } ticket(id: $ticket) { customer { id } } }
            """, ids);
        Assert.All(made.EnumerateObject(), shown => Assert.Equal(kept, Text(shown.Value.GetProperty("customer"), "id")));
        // The project was opened and given up, for the next one to have the product.
        Assert.Equal((1, 2), (made.GetProperty("contract").GetProperty("version").GetInt32(), made.GetProperty("project").GetProperty("version").GetInt32()));

        var alone = (await Answer(agent, Unmerge, new { id = duplicate })).GetProperty("customer");
        Assert.Equal("ACTIVE", Text(alone, "standing"));
        // What was done for the file that stays remains with it, and is told kind by kind; of complaints nothing is.
        var back = alone.GetProperty("takenBack");
        Assert.Equal(kept, Text(back, "fromId"));
        Assert.Equal(["contact", "contract", "enquiry", "project", "ticket"], back.GetProperty("stayed").EnumerateArray().Select(stayed => Text(stayed, "kind")));
        Assert.All(back.GetProperty("stayed").EnumerateArray(), stayed => Assert.InRange(stayed.GetProperty("count").GetInt32(), 1, 10));
        var told = alone.GetProperty("timeline").EnumerateArray().Single(happened => Text(happened, "event") == "CustomerUnmerged").GetProperty("counts");
        Assert.Equal(back.GetProperty("stayed").GetRawText(), told.GetRawText());
        await host.Settle();
        var apart = await ListedAt(manager, duplicate);
        Assert.All(Lists, list => Assert.Equal(before[list].Order(StringComparer.Ordinal), apart[list].Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(product, (await ListedAt(manager, kept))["installedProducts"]);
        Assert.Equal("CUSTOMER_IS_NOT_MERGED", Code(await Answer(agent, Unmerge, new { id = duplicate })));
    }

    [Fact]
    public async Task A_unit_gets_its_card_and_moves_to_a_customer_whose_merging_stands_after_thirty_days()
    {
        var agent = await host.DemoToken("agent.sh");
        var (owner, kept, duplicate) = (await Registered(agent, "卖家"), await Registered(agent, "买家"), await Registered(agent, "买家 "));
        var product = await Product(agent, owner, "MOVE-1");
        var card = new { productId = product, number = "WC-77", issuedOn = Today, requestId = "card-1" };
        Assert.Equal("WC-77", Text((await Answer(agent, Card, card)).GetProperty("installedProduct").GetProperty("warrantyCard"), "number"));
        Assert.Equal("INPUT_INVALID", Code(await Answer(agent, Card, new { productId = product, number = "WC-78", issuedOn = "2199-01-01" })));
        await Answer(agent, Merge, new { id = duplicate, intoId = kept });
        await host.Settle();
        Assert.Equal("NOT_FOUND", Code(await Answer(agent, Move, new { productId = product, customerId = "c-mad-1" })));
        var moved = (await Answer(agent, Move, new { productId = product, customerId = duplicate })).GetProperty("installedProduct");
        Assert.Equal((kept, 1), (Text(moved.GetProperty("customer"), "id"), moved.GetProperty("earlierPlacements").GetArrayLength()));
        await host.Move(TimeSpan.FromDays(31));
        Assert.Equal("UNMERGE_TOO_LATE", Code(await Answer(await host.DemoToken("agent.sh"), Unmerge, new { id = duplicate })));
    }

    [Fact]
    public async Task A_file_that_was_not_made_two_days_after_a_first_sale_is_listed_with_its_agent()
    {
        var agent = await host.DemoToken("agent.sh");
        var customer = await Registered(agent, "两天");
        await Product(agent, customer, "FILE-1");
        await host.Settle();
        await host.Move(TimeSpan.FromDays(2.1));
        var overdue = await host.Ask(await host.DemoToken("manager.sh"), """
            query($agent: String!) { customers(first: 100, where: { isFileOverdue: { eq: true }, fileResponsible: { eq: $agent } }) { nodes { id fileResponsibleId fileDueAt missingFields } } }
            """, new { agent = await host.AccountOf("agent.sh") });
        Assert.Contains(customer, overdue.GetProperty("customers").Ids());
    }

    [Fact]
    public async Task An_address_lies_where_the_branchs_zones_say_as_they_are_now_and_else_where_it_was_typed()
    {
        const string set = """
            mutation($zones: [ServiceZoneInput!]!) { setBranchZones(input: { branchId: "b-zon", zones: $zones }) { errors { ... on Error { code message } } } }
            """;
        const string zones = "query($id: ID!) { customer(id: $id) { zone addresses { zone zoneName travelMinutes } } }";
        var administrator = await host.DemoToken("administrator");
        await host.Ask(administrator, """
            mutation { openBranch(input: { code: "ZON", name: "苏州", country: "CN", currency: "CNY", calendar: { timeZone: "Asia/Shanghai", week: [{ day: MONDAY, from: "09:00", to: "17:00" }] } }) { errors { ... on Error { code } } } }
            """);
        var id = Text((await Answer(administrator, Register, new
        {
            branchId = "b-zon",
            customer = new
            {
                name = "园区客户",
                addresses = new object[]
                {
                    new { street = "现代大道 1", city = "苏州", postalCode = "215-028", zone = "SUBURBAN" },
                    new { street = "平江路 2", city = "苏州", postalCode = "999999", coordinates = new { latitude = 31.31, longitude = 120.63 } },
                },
            },
        })).GetProperty("customer"), "id")!;
        Assert.Equal(["SUBURBAN", "SUBURBAN suburban ", "URBAN urban "], await Zones());
        await host.Ask(administrator, set, new { zones = new object[]
        {
            new { name = "古城", kind = "SUBURBAN", travelMinutes = 20, area = new[] { At(31.3, 120.6), At(31.3, 120.7), At(31.4, 120.7), At(31.4, 120.6) } },
            new { name = "园区", kind = "URBAN", travelMinutes = 45, postalCodes = new[] { new { from = "215000", to = "215099" } } },
        } });
        Assert.Equal(["URBAN", "URBAN 园区 45", "SUBURBAN 古城 20"], await Zones());
        await host.Ask(administrator, set, new { zones = Array.Empty<object>() });
        Assert.Equal(["SUBURBAN", "SUBURBAN suburban ", "URBAN urban "], await Zones());

        static object At(double latitude, double longitude) => new { latitude, longitude };

        async Task<IEnumerable<string?>> Zones()
        {
            var customer = (await host.Ask(administrator, zones, new { id })).GetProperty("customer");
            return [Text(customer, "zone"), .. customer.GetProperty("addresses").EnumerateArray().Select(a => $"{Text(a, "zone")} {Text(a, "zoneName")} {a.GetProperty("travelMinutes")}")];
        }
    }

    [Fact]
    public async Task An_enquiry_counts_as_recorded_once_the_file_of_who_asked_says_in_whose_name_it_is_and_where_the_product_stands()
    {
        const string contact = """
            mutation($input: RegisterContactInput!) { registerContact(input: $input) { contact { id } errors { ... on Error { code message } } } }
            """;
        const string link = "mutation($input: LinkContactInput!) { linkContact(input: $input) { contact { id } errors { ... on Error { code message } } } }";
        const string address = "mutation($input: PutCustomerAddressInput!) { putCustomerAddress(input: $input) { customer { id } errors { ... on Error { code message } } } }";
        var (agent, director) = (await host.DemoToken("agent.sh"), await host.DemoToken("director"));
        var (duplicate, kept) = (await Registered(agent, "咨询客户"), await Registered(agent, "咨询客户 "));
        var before = await Enquiries();
        var known = await Asked(duplicate);
        var stranger = await Asked(null);
        await Answer(agent, contact, new { branchId = "b-sh", contact = new { channel = "CALL", direction = "OUTGOING", subject = "ENQUIRY", text = "我们问的", customerId = kept } });
        Assert.Equal((before.Recorded, before.All + 2), await Enquiries());

        // His file becomes a duplicate of one that then says where the product stands: the enquiry hears of it there.
        await Answer(agent, Merge, new { id = duplicate, intoId = kept });
        await host.Settle();
        await Answer(agent, address, new { customerId = kept, address = new { street = "淮海中路 200", city = "上海", country = "CN" } });
        Assert.Equal((before.Recorded + 1, before.All + 2), await Enquiries());

        // Who asked turns out to be one whose file says it already.
        await Answer(agent, link, new { contactId = stranger, customerId = kept });
        Assert.Equal((before.Recorded + 2, before.All + 2), await Enquiries());
        // And then somebody else, of whom nothing is known.
        await Answer(agent, link, new { contactId = stranger, customerId = await Registered(agent, "另一位") });
        Assert.Equal((before.Recorded + 1, before.All + 2), await Enquiries());
        var behind = (await host.Ask(director, Behind, new { day = Today })).GetProperty("figureRecords").Ids();
        Assert.Contains(known, behind);
        Assert.DoesNotContain(stranger, behind);

        // Two that were no duplicates after all: the one's file says nothing of where the other's product stands.
        var (apart, other) = (await Registered(agent, "不是同一位"), await Registered(agent, "不是同一位 "));
        await Asked(apart);
        await Answer(agent, Merge, new { id = apart, intoId = other });
        await host.Settle();
        await Answer(agent, Unmerge, new { id = apart });
        await host.Settle();
        await Answer(agent, address, new { customerId = other, address = new { street = "淮海中路 300", city = "上海", country = "CN" } });
        Assert.Equal((before.Recorded + 1, before.All + 3), await Enquiries());
        await Answer(agent, address, new { customerId = apart, address = new { street = "淮海中路 400", city = "上海", country = "CN" } });
        Assert.Equal((before.Recorded + 2, before.All + 3), await Enquiries());

        async Task<string> Asked(string? customerId) => Text((await Answer(agent, contact, new
        {
            branchId = "b-sh", contact = new { channel = "CALL", direction = "INCOMING", subject = "ENQUIRY", text = "多久保养一次？", customerId, counterpartName = customerId is null ? "陌生人" : null },
        })).GetProperty("contact"), "id")!;

        async Task<(int Recorded, int All)> Enquiries()
        {
            await host.Settle();
            await host.Services.GetRequiredService<Roller>().Roll("b-sh");
            var line = (await host.Ask(director, """
                query($day: LocalDate!) { figures(figures: [ENQUIRIES_RECORDED], from: $day, to: $day, filter: { branchIds: ["b-sh"] }) { lines { value { numerator denominator } goal } } }
                """, new { day = Today })).GetProperty("figures").GetProperty("lines")[0];
            Assert.Equal(0.85, line.GetProperty("goal").GetDouble());
            return (line.GetProperty("value").GetProperty("numerator").GetInt32(), line.GetProperty("value").GetProperty("denominator").GetInt32());
        }
    }

    private const string Behind = """
        query($day: LocalDate!) { figureRecords(figure: ENQUIRIES_RECORDED, from: $day, to: $day, filter: { branchIds: ["b-sh"] }, first: 100) { nodes { id customer { id } } } }
        """;

    [Fact]
    public async Task A_key_that_is_taken_is_told_by_what_is_on_file_under_it()
    {
        const string register = """
            mutation($name: String!) { registerCustomer(input: { branchId: "b-sh", id: "c-taken-key", customer: { name: $name } }) { errors { ... on AlreadyExistsError { code message id } } } }
            """;
        var administrator = await host.DemoToken("administrator");
        await host.Ask(administrator, register, new { name = "先来的客户" });
        var error = (await host.Ask(administrator, register, new { name = "后来的客户" })).GetProperty("registerCustomer").GetProperty("errors")[0];
        Assert.Equal(("ALREADY_EXISTS", "c-taken-key"), (Text(error, "code"), Text(error, "id")));
        Assert.StartsWith("先来的客户 is on file already", Text(error, "message"), StringComparison.Ordinal);
    }

    /// <summary>One of each that hangs on a customer.</summary>
    private async Task<Dictionary<string, string>> Everything(string agent, string manager, string customer, string product, string mark)
    {
        var keys = new Dictionary<string, string>
        {
            ["ticket"] = $"t-{mark}-{customer}", ["contract"] = $"con-{mark}-{customer}", ["project"] = $"prj-{mark}-{customer}",
            ["complaint"] = $"cmp-{mark}-{customer}", ["enquiry"] = $"enq-{mark}-{customer}",
        };
        var answer = await host.Ask(manager, """
            mutation($c: ID!, $p: ID!, $ticket: ID!, $contract: ID!, $project: ID!, $enquiry: ID!, $from: LocalDate!, $to: LocalDate!, $manager: ID!) {
              registerTicket(input: { branchId: "b-sh", id: $ticket, customerId: $c, productId: $p, symptom: "漏水", isAnotherFault: true }) { errors { ... on Error { code message } } }
              registerContact(input: { branchId: "b-sh", contact: { channel: CALL, direction: INCOMING, subject: REQUEST, text: "来电", customerId: $c } }) { errors { ... on Error { code message } } }
              makeContract(input: { branchId: "b-sh", id: $contract, customerId: $c, from: $from, to: $to, priceMinor: 100, contract: { productIds: [$p], parts: FREE, labour: FREE, travel: FREE } }) { errors { ... on Error { code message } } }
              openProject(input: { branchId: "b-sh", id: $project, customerId: $c, project: { productIds: [$p], managerId: $manager, entryOn: $to, buyer: "物业", priceMinor: 100 } }) { errors { ... on Error { code message } } }
              cancelProject(input: { projectId: $project, reason: "一次一个项目" }) { errors { ... on Error { code message } } }
              takeEnquiry(input: { branchId: "b-sh", id: $enquiry, kind: PRICE_QUESTION, words: "多少钱", customerId: $c }) { errors { ... on Error { code message } } }
            }
            """, new
        {
            c = customer, p = product, ticket = keys["ticket"], contract = keys["contract"], project = keys["project"], enquiry = keys["enquiry"], from = Today, manager = await host.AccountOf("projects"),
            to = host.Now().AddDays(100).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
        Assert.All(answer.EnumerateObject(), made => Assert.True(made.Value.GetProperty("errors").ValueKind == JsonValueKind.Null, made.ToString()));
        var complained = await host.Ask(agent, """
            mutation($c: ID!, $id: ID!) { raiseComplaint(input: { branchId: "b-sh", id: $id, words: "等太久", customerId: $c }) { errors { ... on Error { code message } } } }
            """, new { c = customer, id = keys["complaint"] });
        Assert.Equal(JsonValueKind.Null, complained.GetProperty("raiseComplaint").GetProperty("errors").ValueKind);
        if (mark != "before") return keys;
        var plan = new PlanSurvey("b-sh", customer, keys["ticket"], null, DateOnly.FromDateTime(host.Now().UtcDateTime), host.Now());
        await Company.Accepted(host.Grains().GetGrain<ISurveyCardGrain>(ISurveyCardGrain.KeyOf(keys["ticket"], 1)).Plan(new(plan, Caller.System)));
        var task = new RaisedTask("b-sh", TaskKind.Notice, customer, customer, Role.Dispatcher, host.Now().AddDays(9));
        await Company.Accepted(host.Grains().GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(TaskKind.Notice, customer)).Raise(new(task, Caller.System)));
        return keys;
    }

    private async Task<string> Registered(string token, string name) =>
        Text((await Answer(token, Register, new { branchId = "b-sh", customer = new { name, language = "zh-CN" } })).GetProperty("customer"), "id")!;

    private async Task<string> Product(string token, string customerId, string serial) => Text((await Answer(token, """
        mutation($input: RegisterInstalledProductInput!) { registerInstalledProduct(input: $input) { installedProduct { id } errors { ... on Error { code message } } } }
        """, new { customerId, product = new { model = "WM-8", serial, purchasedOn = Today } })).GetProperty("installedProduct"), "id")!;

    private async Task<Dictionary<string, string[]>> ListedAt(string token, string customer)
    {
        var answer = await host.Ask(token, Listed, new { where = customer });
        return Lists.ToDictionary(list => list, list => answer.GetProperty(list).Ids().OfType<string>().ToArray());
    }

    private async Task<JsonElement> Answer(string token, string mutation, object input) =>
        (await host.Ask(token, mutation, new { input })).EnumerateObject().Single().Value;

    private static string? Code(JsonElement answer) => Text(Assert.Single(answer.GetProperty("errors").EnumerateArray()), "code");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

public sealed class SqliteCustomerApiTests(SqliteDemo host) : CustomerApiTests(host), IClassFixture<SqliteDemo>;

public sealed class PostgreSqlCustomerApiTests(PostgreSqlDemo host) : CustomerApiTests(host), IClassFixture<PostgreSqlDemo>;
