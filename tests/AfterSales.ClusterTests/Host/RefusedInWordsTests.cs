using System.Text.Json;

namespace AfterSales.ClusterTests.Host;

/// <summary>What files, plans and contracts do not take is refused by name, and nothing is kept of it.</summary>
public abstract class RefusedInWordsTests(ServedHost host)
{
    private readonly Desk _desk = new(host);

    [Fact]
    public async Task The_next_service_is_not_planned_for_a_day_that_is_over()
    {
        var customerId = await Customer("ES");
        Assert.Equal("INPUT_INVALID", await _desk.Code("agent.sh", "planCustomerService", new { customerId, nextOn = _desk.Today.AddDays(-1) }));
        Assert.Null(await _desk.Code("agent.sh", "planCustomerService", new { customerId, nextOn = _desk.Today.AddDays(1) }));
    }

    [Fact]
    public async Task A_contract_covers_something()
    {
        var refused = await Contract([], null);
        Assert.Equal(("INPUT_INVALID", "contract.productIds"), (refused!.Value.GetProperty("code").GetString(), refused.Value.GetProperty("issues")[0].GetProperty("path").GetString()));
    }

    [Fact]
    public async Task A_contract_promises_nothing_that_is_looser_than_what_everybody_has()
    {
        var productId = await Product();
        foreach (var (kind, amount, unit) in new[] { ("ARRIVAL", 8, "WORKING_HOURS"), ("ARRIVAL", 20, "CALENDAR_DAYS"), ("RESTORED", 25, "CLOCK_HOURS"), ("WORKSHOP_DONE", 6, "WORKING_DAYS") })
        {
            var refused = await Contract([productId], new { kind, amount, unit });
            Assert.True(refused?.GetProperty("code").GetString() == "CONTRACT_ONLY_TIGHTENS", $"{kind} {amount} {unit}: {refused}");
        }

        Assert.Contains("工作小时", (await Contract([productId], new { kind = "ARRIVAL", amount = 8, unit = "WORKING_HOURS" }))!.Value.GetProperty("message").GetString(), StringComparison.Ordinal);
        // As much as in the suburbs may be less than in town, and is something to those there.
        foreach (var (kind, amount, unit) in new[] { ("ARRIVAL", 7, "WORKING_HOURS"), ("ARRIVAL", 4, "CLOCK_HOURS"), ("RESTORED", 8, "WORKING_HOURS"), ("WORKSHOP_DONE", 5, "WORKING_DAYS") })
            Assert.Null(await Contract([productId], new { kind, amount, unit }));
    }

    [Theory]
    [InlineData("XX")]
    [InlineData("UK")]
    public async Task A_country_that_is_none_is_refused(string country) =>
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "registerCustomer", Of(country)));

    [Theory]
    [InlineData("receptionist.sh", "es", "西班牙")]
    [InlineData("administrator", "es", "Spain")]
    [InlineData("dispatcher.bcn", null, "España")]
    public async Task A_country_is_called_by_its_name_in_the_readers_language(string person, string? country, string name)
    {
        var customerId = country is null
            ? (await _desk.Do("dispatcher.bcn", "registerCustomer", new { branchId = "b-bcn", customer = new { name = "Laia", addresses = new[] { new { street = "Gran Via 1" } } } }, "customer { id }")).GetProperty("id").GetString()
            : await Customer(country);
        var customer = (await _desk.Ask(person, "query($id: ID!) { customer(id: $id) { country countryName addresses { countryName } } }", new { id = customerId })).GetProperty("customer");
        Assert.Equal(("ES", name, name), (customer.GetProperty("country").GetString(), customer.GetProperty("countryName").GetString(), customer.GetProperty("addresses")[0].GetProperty("countryName").GetString()));
    }

    [Fact]
    public async Task A_calendar_for_longer_than_six_weeks_or_backwards_is_refused_instead_of_cut()
    {
        var (dispatcher, now) = (await host.DemoToken("dispatcher.sh"), _desk.Now);
        const string query = "query($from: DateTime!, $to: DateTime!) { technicianCalendars(branchId: \"b-sh\", from: $from, to: $to) { isComplete } }";
        Assert.Equal("PERIOD_INVALID", await host.Refused(dispatcher, query, new { from = now, to = now.AddDays(42).AddMinutes(1) }));
        Assert.True((await host.Ask(dispatcher, query, new { from = now, to = now.AddDays(42) })).GetProperty("technicianCalendars").GetProperty("isComplete").GetBoolean());
        Assert.Equal("PERIOD_INVALID", await host.Refused(dispatcher, query, new { from = now, to = now }));
        Assert.Equal("PERIOD_INVALID", await host.Refused(dispatcher, query, new { from = now, to = now.AddDays(-1) }));
        Assert.Equal("PERIOD_INVALID", await host.Refused(await host.DemoToken("technician.sh"),
            "query($from: DateTime!, $to: DateTime!) { myCalendar(from: $from, to: $to) { isLent } }", new { from = now, to = now.AddDays(43) }));
    }

    [Fact]
    public async Task What_a_device_says_of_the_future_is_not_taken()
    {
        var input = new { branchId = "b-sh", customerId = "c-sh-1", kind = "REPAIR", symptom = "漏水", isAnotherFault = true, deviceTime = _desk.Now.AddHours(1) };
        Assert.Equal("INPUT_INVALID", await _desk.Code("receptionist.sh", "registerTicket", input));
        Assert.Null(await _desk.Code("receptionist.sh", "registerTicket", input with { deviceTime = _desk.Now.AddMinutes(2) }));
    }

    private static object Of(string country) => new { branchId = "b-sh", customer = new { name = "王静", addresses = new[] { new { street = "Calle Mayor 1", country } } } };

    private async Task<string> Customer(string country) =>
        (await _desk.Do("receptionist.sh", "registerCustomer", Of(country), "customer { id }")).GetProperty("id").GetString()!;

    private async Task<string> Product() => (await _desk.Do("agent.sh", "registerInstalledProduct",
        new { customerId = "c-sh-1", product = new { model = "WM-8", serial = $"WORDS-{Guid.NewGuid():N}"[..20] } }, "installedProduct { id }")).GetProperty("id").GetString()!;

    private async Task<JsonElement?> Contract(string[] productIds, object? promise)
    {
        object[] promises = promise is null ? [] : [promise];
        var answer = (await _desk.Ask("manager.sh", """
            mutation($i: MakeContractInput!) { makeContract(input: $i) { contract { id } errors { ... on Error { code message } ... on InputInvalidError { issues { path code } } } } }
            """, new
        {
            i = new
            {
                branchId = "b-sh", customerId = "c-sh-1", from = _desk.Today, to = _desk.Today.AddYears(1), priceMinor = 100_00,
                contract = new { productIds, parts = "LIST", labour = "FREE", travel = "FREE", promises },
            },
        })).GetProperty("makeContract");
        return answer.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors ? errors[0] : null;
    }
}

public sealed class RefusedInWordsOnSqlite(SqliteDemo host) : RefusedInWordsTests(host), IClassFixture<SqliteDemo>;

public sealed class RefusedInWordsOnPostgreSql(PostgreSqlDemo host) : RefusedInWordsTests(host), IClassFixture<PostgreSqlDemo>;
