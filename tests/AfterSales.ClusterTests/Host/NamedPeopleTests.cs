using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;

namespace AfterSales.ClusterTests.Host;

/// <summary>Whoever is named in a request has an account that is open; who sold, and who is complained about, is known.</summary>
public abstract class NamedPeopleTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    [Theory]
    [InlineData("handOverTicket")]
    [InlineData("noteAbsence")]
    [InlineData("noteAbsence as substitute")]
    [InlineData("makeContract")]
    [InlineData("amendContract")]
    [InlineData("registerContact")]
    [InlineData("nameCompanion")]
    [InlineData("drawUpRepairOrder")]
    public async Task Who_has_no_open_account_is_not_named(string mutation)
    {
        var (left, open) = (await Left(), await host.AccountOf("agent.sh"));
        var ask = await Asking(mutation, open);
        foreach (var account in new[] { "account-of-nobody", left })
            Assert.Equal("NO_OPEN_ACCOUNT", await _desk.Code("manager.sh", mutation.Split(' ')[0], ask(account)));
        Assert.Null(await _desk.Code("manager.sh", mutation.Split(' ')[0], ask(await host.AccountOf("agent2.sh"))));
    }

    // S3 ⑹-2 四1–2: what lies with others would be arranged by nobody. To a department or dealer it does go: PromiseStoryTests.
    [Fact]
    public async Task Work_is_sent_on_to_whoever_can_arrange_it_and_to_nobody_else()
    {
        var ticketId = await _desk.Assessed("c-sh-1", $"漏水 {Guid.NewGuid():N}");
        foreach (var person in new[] { "technician.sh", "storekeeper.sh", "dispatcher.mad" })
        {
            var refused = (await _desk.Ask("receptionist.sh", """
                mutation($i: HandOverTicketInput!) { handOverTicket(input: $i) { errors { ... on Error { code message } ... on CannotAnswerForTicketError { account name } } } }
                """, new { i = new { ticketId, toAccountId = await host.AccountOf(person) } })).GetProperty("handOverTicket").GetProperty("errors")[0];
            Assert.Equal(("CANNOT_ANSWER_FOR_TICKET", await host.AccountOf(person)), (refused.GetProperty("code").GetString(), refused.GetProperty("account").GetString()));
            Assert.StartsWith(refused.GetProperty("name").GetString()!, refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await Promises(), promise => promise.StartsWith("FORWARDED", StringComparison.Ordinal));
        await _desk.Do("receptionist.sh", "handOverTicket", new { ticketId, toAccountId = await host.AccountOf("dispatcher.sh"), reason = "请安排" });
        Assert.Contains("FORWARDED running", await Promises());
        await _desk.Scheduled(ticketId, 30);
        Assert.Contains("FORWARDED kept", await Promises());

        async Task<IEnumerable<string>> Promises() => (await _desk.Ask("dispatcher.sh", "query($id: ID!) { ticket(id: $id) { promises { promise isKept } } }", new { id = ticketId }))
            .GetProperty("ticket").GetProperty("promises").EnumerateArray()
            .Select(one => $"{one.GetProperty("promise").GetString()} {(one.GetProperty("isKept").ValueKind == JsonValueKind.True ? "kept" : "running")}").ToArray();
    }

    [Fact]
    public async Task A_complaint_names_a_technician_or_account_there_is_or_was()
    {
        foreach (var person in new[] { "tech-nobody", "account-of-nobody" }) Assert.Equal("NOT_FOUND", await _desk.Code("agent.sh", "raiseComplaint", About(person)));
        foreach (var person in new[] { "tech-sh-1", await host.AccountOf("agent2.sh"), await Left() }) Assert.Null(await _desk.Code("agent.sh", "raiseComplaint", About(person)));

        static object About(string personId) => new { branchId = "b-sh", words = "态度不好", category = "STAFF_CONDUCT", personId };
    }

    [Theory]
    [InlineData("b-nowhere", "NOT_FOUND")]
    [InlineData("d-nowhere", "NOT_FOUND")]
    [InlineData("c-sh-1", "NOT_FOUND")]
    [InlineData("c-nobody", "NOT_FOUND")]
    [InlineData("b-cd", null)]
    [InlineData("d-sh-1", null)]
    public async Task A_product_was_sold_by_a_branch_or_dealer_there_is(string sellerId, string? code)
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        Assert.Equal(code, await _desk.Code("agent.sh", "registerInstalledProduct", new { customerId = "c-sh-2", product = new { model = "WM-8", serial = $"SELL-{mark}", sellerId } }));
        var known = (await _desk.Do("agent.sh", "registerInstalledProduct", new { customerId = "c-sh-2", product = new { model = "WM-8", serial = $"SOLD-{mark}" } }, "installedProduct { id }")).GetProperty("id").GetString();
        Assert.Equal(code, await _desk.Code("agent.sh", "amendInstalledProduct", new { id = known, product = new { model = "WM-8", serial = $"SOLD-{mark}", sellerId } }));
    }

    [Fact]
    public async Task A_dealers_customer_file_sells_too()
    {
        var dealer = (await _desk.Do("receptionist.sh", "registerCustomer", new { branchId = "b-sh", customer = new { kind = "DEALER", name = "苏州家电行" } }, "customer { id }")).GetProperty("id").GetString();
        Assert.Null(await _desk.Code("agent.sh", "registerInstalledProduct", new { customerId = "c-sh-2", product = new { model = "WM-8", serial = "SOLD-BY-DEALER", sellerId = dealer } }));
    }

    [Fact]
    public async Task An_administrator_gives_other_roles_and_another_password_and_opens_again_what_was_closed()
    {
        var accountId = await Left();
        Assert.Equal("ROLE_NOT_HELD_THERE", await _desk.Code("administrator", "assignRoles", new { accountId, assignments = new[] { new { role = "TECHNICIAN", place = "headquarters" } } }));
        Assert.Equal("PASSWORD_TOO_WEAK", await _desk.Code("administrator", "resetPassword", new { accountId, password = "short" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("administrator", "openAccount", new { accountId = "account-of-nobody" }));
        await _desk.Do("administrator", "assignRoles", new { accountId, assignments = new[] { new { role = "DISPATCHER", place = "b-cd" } } }, "account { id }");
        await _desk.Do("administrator", "resetPassword", new { accountId, password = "another good sentence" }, "account { id }");
        await _desk.Do("administrator", "dropSecondFactor", new { accountId }, "account { id }");
        var open = await _desk.Do("administrator", "openAccount", new { accountId }, "account { disabledAt lastLoggedInAt hasSecondFactor assignments { role place } }");
        Assert.Equal("""{"disabledAt":null,"lastLoggedInAt":null,"hasSecondFactor":false,"assignments":[{"role":"DISPATCHER","place":"b-cd"}]}""", open.GetRawText());
        Assert.Equal("LAST_ADMINISTRATOR", await _desk.Code("administrator", "closeAccount", new { accountId = await host.AccountOf("administrator") }));
    }

    private async Task<Func<string, object>> Asking(string mutation, string open)
    {
        switch (mutation)
        {
            case "handOverTicket":
                var ticketId = await _desk.Registered("c-sh-1", $"漏水 {Guid.NewGuid():N}");
                return account => new { ticketId, toAccountId = account };
            case "noteAbsence":
                return account => new { branchId = "b-sh", accountId = account, from = _desk.Today.AddDays(60), until = _desk.Today.AddDays(61), substituteId = open };
            case "noteAbsence as substitute":
                return account => new { branchId = "b-sh", accountId = open, from = _desk.Today.AddDays(70), until = _desk.Today.AddDays(71), substituteId = account };
            case "drawUpRepairOrder":
                var repair = await _desk.Registered("c-sh-3", $"腐蚀穿孔 {Guid.NewGuid():N}");
                await _desk.Do("dispatcher.sh", "assessTicket", new { ticketId = repair, parts = new[] { new { part = "exchanger" } }, estimateMinor = 600_000 });
                return account => new
                {
                    ticketId = repair, defect = "穿孔", cause = "水质", measures = "更换换热器", costMinor = 580_000, dueOn = _desk.Today.AddDays(10),
                    items = new[] { new { item = "换热器", quantity = 1, unit = "台" } }, projectManagerId = account,
                };
            case "makeContract":
                var productId = await Product();
                return account => Contract(productId, account);
            case "amendContract":
                var covered = await Product();
                var contractId = (await _desk.Do("manager.sh", "makeContract", Contract(covered, open), "contract { id }")).GetProperty("id").GetString();
                return account => new { contractId, contract = Agreed(covered, account) };
            case "registerContact":
                return account => Visit(account);
            default:
                var contact = (await _desk.Do("manager.sh", "registerContact", Visit(open), "contact { id }")).GetProperty("id").GetString();
                return account => new { contactId = contact, companionId = account };
        }
    }

    private object Contract(string productId, string? renewedById) => new
    {
        branchId = "b-sh", customerId = "c-sh-1", from = _desk.Today, to = _desk.Today.AddYears(1), priceMinor = 100_00, contract = Agreed(productId, renewedById),
    };

    private static object Agreed(string productId, string? renewedById) =>
        new { productIds = new[] { productId }, parts = "LIST", labour = "FREE", travel = "FREE", renewedById };

    private static object Visit(string companionId) =>
        new { branchId = "b-sh", contact = new { channel = "VISIT", direction = "INCOMING", text = "来店咨询", companionId } };

    private async Task<string> Product() => (await _desk.Do("agent.sh", "registerInstalledProduct",
        new { customerId = "c-sh-1", product = new { model = "WM-8", serial = $"NAMED-{Guid.NewGuid():N}"[..20] } }, "installedProduct { id }")).GetProperty("id").GetString()!;

    /// <summary>Somebody whose account was closed.</summary>
    private async Task<string> Left()
    {
        var made = await _desk.Do("administrator", "createAccount", new
        {
            email = $"leaver-{Guid.NewGuid():N}@demo.example", name = "Marta Ruiz", password = "correct horse battery staple", language = "es",
            assignments = new[] { new { role = "FOLLOW_UP_AGENT", place = "b-sh" } },
        }, "account { id }");
        var leaver = made.GetProperty("id").GetString()!;
        await _desk.Do("administrator", "closeAccount", new { accountId = leaver }, "account { id }");
        return leaver;
    }
}

public sealed class NamedPeopleOnSqlite(SqliteDemo host) : NamedPeopleTests(host), IClassFixture<SqliteDemo>;

public sealed class NamedPeopleOnPostgreSql(PostgreSqlDemo host) : NamedPeopleTests(host), IClassFixture<PostgreSqlDemo>;
