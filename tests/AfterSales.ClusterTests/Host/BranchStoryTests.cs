using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>A branch from its opening to its closing, as headquarters and its people meet it.</summary>
public abstract class BranchStoryTests(ServedHost host)
{
    private const string Branch = "branch { id code state calendar { version } zones { name } }";

    private static readonly object Office = new
    {
        timeZone = "Asia/Shanghai", week = new[] { "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY" }.Select(day => new { day, from = "09:00", to = "18:00" }),
    };

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_number_of_the_business_is_headquarters_and_a_branch_may_have_its_own_with_since_when_and_by_whom()
    {
        const string key = "tickets.contactHours";
        var standard = await Policy("b-cd", key);
        Assert.Equal(("STANDARD", 24, null, null), Said(standard));
        Assert.Contains("S3", standard.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("manager.sh", "setPolicy", new { key, value = 12 }));
        Assert.Equal("POLICY_UNKNOWN", await _desk.Code("director", "setPolicy", new { key = "tickets.colour", value = 12 }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("director", "setPolicy", new { key, value = 100_000 }));
        Assert.Equal("INPUT_INVALID", await _desk.Code("director", "setPolicy", new { key, value = "soon" }));

        var (director, administrator) = (await Account("director"), await Account("administrator"));
        await _desk.Do("director", "setPolicy", new { key, value = 20 }, "policy { key }");
        await _desk.Do("administrator", "setPolicy", new { key, value = 8, branchId = "b-cd" }, "policy { key }");
        var own = await Desk.Until(() => Policy("b-cd", key), policy => policy.GetProperty("origin").GetString() == "BRANCH");
        Assert.Equal(("BRANCH", 8, administrator, 20), Said(own));
        Assert.InRange(own.GetProperty("since").GetDateTimeOffset(), _desk.Now.AddMinutes(-5), _desk.Now);
        Assert.Equal(("HEADQUARTERS", 20, director, 20), Said(await Policy("b-sh", key)));
        // What is planned there from now on is planned by it, and elsewhere by headquarters'.
        Assert.Equal((8, 20), (await ContactHours("dispatcher.cd", "b-cd", "c-cd-1", "tech-cd-1"), await ContactHours("dispatcher.sh", "b-sh", "c-sh-1", "tech-sh-4")));
        Assert.Equal(JsonValueKind.Null, (await _desk.Ask("dispatcher.mad", "{ policies(branchId: \"b-cd\") { key } }")).GetProperty("policies").ValueKind);

        await _desk.Do("administrator", "setPolicy", new { key, branchId = "b-cd" }, "policy { key }");
        Assert.Equal(("HEADQUARTERS", 20, director, 20), Said(await Desk.Until(() => Policy("b-cd", key), policy => policy.GetProperty("origin").GetString() != "BRANCH")));
        await _desk.Do("director", "setPolicy", new { key }, "policy { key }");
        Assert.Equal(("STANDARD", 24, null, null), Said(await Desk.Until(() => Policy("b-cd", key), policy => policy.GetProperty("origin").GetString() == "STANDARD")));

        // What each place said before is still to be read, the newest first.
        Assert.Equal([(administrator, null), (administrator, 8)], await Before("b-cd"));
        Assert.Equal([(director, null), (director, 20)], await Before(null));
        Assert.Equal(JsonValueKind.Null, (await _desk.Ask("dispatcher.mad", "{ policyHistory(key: \"tickets.contactHours\", branchId: \"b-cd\") { at } }")).GetProperty("policyHistory").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await _desk.Ask("director", "{ policyHistory(key: \"tickets.colour\") { at } }")).GetProperty("policyHistory").ValueKind);

        async Task<(string, int?)[]> Before(string? branchId) =>
        [
            .. (await _desk.Ask("director", "query($key: String!, $branchId: ID) { policyHistory(key: $key, branchId: $branchId) { at setBy value } }", new { key, branchId }))
                .GetProperty("policyHistory").EnumerateArray().Select(change => (change.GetProperty("setBy").GetString()!,
                    change.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : (int?)null)),
        ];
    }

    [Fact]
    public async Task A_branch_is_opened_numbers_its_own_work_and_hands_all_of_it_over_when_it_closes()
    {
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("manager.sh", "openBranch", Opened("HZX")));
        Assert.Equal("INPUT_INVALID", await _desk.Code("administrator", "openBranch", Opened("杭州")));
        await _desk.Do("administrator", "openBranch", Opened("HZX"), Branch);
        Assert.Equal("ALREADY_EXISTS", await _desk.Code("administrator", "openBranch", Opened("HZX")));
        await _desk.Do("administrator", "openBranch", Opened("NBX"), Branch);
        object[] zones =
        [
            new { name = "西湖", kind = "URBAN", travelMinutes = 15, area = new[] { At(30.2, 120.1), At(30.2, 120.2), At(30.3, 120.2), At(30.3, 120.1) } },
            new { name = "余杭", kind = "SUBURBAN", travelMinutes = 50, postalCodes = new[] { new { from = "311100", to = "311199" } } },
        ];
        await _desk.Do("administrator", "setBranchZones", new { branchId = "b-hzx", zones }, Branch);
        var customer = await _desk.Do("administrator", "registerCustomer", new
        {
            branchId = "b-hzx", customer = new { name = "胡杨", phones = new[] { "0571 8805 1234 转 801" }, addresses = new[] { new { street = "文一西路 1", city = "杭州", postalCode = "311121" } } },
        }, "customer { id zone phones { number extension } }");
        var customerId = customer.GetProperty("id").GetString()!;
        Assert.Equal(("SUBURBAN", "+8657188051234", "801"), (customer.GetProperty("zone").GetString(), customer.GetProperty("phones")[0].GetProperty("number").GetString(), customer.GetProperty("phones")[0].GetProperty("extension").GetString()));
        var productId = (await _desk.Do("administrator", "registerInstalledProduct", new { customerId, product = new { model = "WM-8", serial = $"HZX-{Guid.NewGuid():N}" } }, "installedProduct { id }")).GetProperty("id").GetString()!;
        var technicianId = (await _desk.Do("administrator", "registerTechnician", new { branchId = "b-hzx", name = "方正", skills = new[] { "washing" } }, "technician { id }")).GetProperty("id").GetString()!;
        var roster = (await _desk.Ask("administrator", "{ branchRoster(branchId: \"b-hzx\") { technicians { technician { id } } } }")).GetProperty("branchRoster").GetProperty("technicians");
        Assert.Equal(technicianId, Assert.Single(roster.EnumerateArray()).GetProperty("technician").GetProperty("id").GetString());
        var from = _desk.Today;
        var contract = await _desk.Do("administrator", "makeContract", new
        {
            branchId = "b-hzx", customerId, from, to = from.AddYears(1), priceMinor = 100, contract = new { productIds = new[] { productId }, parts = "FREE", labour = "FREE", travel = "FREE" },
        }, "contract { id number }");
        var contractId = contract.GetProperty("id").GetString()!;
        Assert.StartsWith("HZX-", contract.GetProperty("number").GetString(), StringComparison.Ordinal);

        // The first version of its calendar stays readable when the second holds.
        Assert.Equal("CHANGED_MEANWHILE", await _desk.Code("administrator", "changeCalendar", new { branchId = "b-hzx", calendar = Office, expectedVersion = 7 }));
        var closing = new { branchId = "b-hzx", toBranchId = "b-nbx", reason = "合并" };
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("director", "closeBranch", closing));
        await _desk.Do("administrator", "closeBranch", closing, Branch);
        Assert.Equal("BRANCH_CLOSED", await _desk.Code("administrator", "registerTechnician", new { branchId = "b-hzx", name = "后来" }));
        await _desk.MoveTime(hours: 1);
        var after = (await _desk.Ask("administrator", """
            query($c: ID!, $p: ID!, $t: ID!, $k: ID!) { branch(id: "b-hzx") { state successor { id } handOver { doneAt left { kind count } } }
              customer(id: $c) { branchId } installedProduct(id: $p) { branch { id } } technician(id: $t) { branch { id } } contract(id: $k) { branch { id } number } }
            """, new { c = customerId, p = productId, t = technicianId, k = contractId }));
        Assert.Equal("CLOSED", after.GetProperty("branch").GetProperty("state").GetString());
        Assert.All(after.GetProperty("branch").GetProperty("handOver").GetProperty("left").EnumerateArray(), kind => Assert.Equal(0, kind.GetProperty("count").GetInt32()));
        Assert.Equal("b-nbx", after.GetProperty("customer").GetProperty("branchId").GetString());
        foreach (var record in new[] { "installedProduct", "technician", "contract" })
            Assert.Equal("b-nbx", after.GetProperty(record).GetProperty("branch").GetProperty("id").GetString());
        Assert.Equal(contract.GetProperty("number").GetString(), after.GetProperty("contract").GetProperty("number").GetString());

        static object At(double latitude, double longitude) => new { latitude, longitude };
    }

    private static object Opened(string code) => new { code, name = code, country = "CN", currency = "CNY", calendar = Office };

    /// <summary>Hours a technician has to call the customer of a visit that is scheduled now.</summary>
    private async Task<int> ContactHours(string dispatcher, string branchId, string customerId, string technicianId)
    {
        var ticketId = (await _desk.Do(dispatcher, "registerTicket", new { branchId, customerId, kind = "REPAIR", symptom = $"政策 {Guid.NewGuid():N}", isAnotherFault = true })).GetProperty("id").GetString()!;
        await _desk.Do(dispatcher, "assessTicket", new { ticketId, parts = new[] { new { part = "board" } } });
        var from = _desk.Now.AddDays(20);
        await _desk.Do(dispatcher, "scheduleVisit", new { ticketId, technicianId, from, to = from.AddMinutes(30), reason = "客户只有这时在家", travelMinutes = 0 });
        var visit = (await _desk.Ask(dispatcher, "query($id: ID!) { visits(where: { ticketId: { eq: $id } }) { nodes { contactBy } } }", new { id = ticketId }))
            .GetProperty("visits").GetProperty("nodes")[0];
        return (int)Math.Round((visit.GetProperty("contactBy").GetDateTimeOffset() - _desk.Now).TotalHours);
    }

    private async Task<JsonElement> Policy(string branchId, string key) => (await _desk.Ask("administrator",
        "query($b: ID!, $k: String!) { policies(branchId: $b, keyStartsWith: $k) { key value origin since setBy headquartersValue source } }", new { b = branchId, k = key }))
        .GetProperty("policies").EnumerateArray().Single(policy => policy.GetProperty("key").GetString() == key);

    private static (string? Origin, int Value, string? By, int? Headquarters) Said(JsonElement policy) => (policy.GetProperty("origin").GetString(), policy.GetProperty("value").GetInt32(),
        policy.GetProperty("setBy").GetString(), policy.GetProperty("headquartersValue") is { ValueKind: JsonValueKind.Number } set ? set.GetInt32() : null);

    private async Task<string> Account(string person) =>
        (await _desk.Ask("administrator", "{ accounts { id email } }")).GetProperty("accounts").EnumerateArray()
            .Single(account => account.GetProperty("email").GetString() == $"{person}@demo.example").GetProperty("id").GetString()!;
}

public sealed class BranchStoriesOnSqlite(SqliteDemo host) : BranchStoryTests(host), IClassFixture<SqliteDemo>;

public sealed class BranchStoriesOnPostgreSql(PostgreSqlDemo host) : BranchStoryTests(host), IClassFixture<PostgreSqlDemo>;
