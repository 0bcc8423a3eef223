using System.Text.Json;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Customers;

/// <summary>Who registers a customer is told which files may be of the same one, within his branch, and is hindered by none.</summary>
public abstract class DuplicateTests(ServedHost host)
{
    private const string Register = """
        mutation($b: ID!, $c: CustomerInput!) { registerCustomer(input: { branchId: $b, customer: $c }) {
          customer { id likelyDuplicates { reasons customer { id } } } errors { ... on Error { code } } } }
        """;

    private const string Preview = "query($b: ID!, $c: CustomerInput!) { likelyDuplicates(branchId: $b, customer: $c) { reasons customer { id name } } }";

    [Fact]
    public async Task A_registration_reports_the_files_that_are_alike_and_takes_place()
    {
        var first = await Registered("dispatcher.mad", "b-mad", new { name = "Josefa Núñez Oliva", phones = new[] { "612 555 001" }, addresses = new[] { new { street = "Calle del Pez 12", city = "Madrid" } }, reference = "DUP-1" });
        Assert.Empty(first.Duplicates);
        object[] others =
        [
            new { name = "Pepa", phones = new[] { "+34 612 555 001" } },
            new { name = "Josefa Nunez", addresses = new[] { new { street = "C. del Pez 12", city = "Madrid" } } },
            new { name = "Otra", reference = "dup-1" },
        ];
        string[] reasons = ["SAME_PHONE", "SIMILAR_NAME_AND_PLACE", "SAME_REFERENCE"];
        foreach (var (other, reason) in others.Zip(reasons))
        {
            Assert.Contains((first.Id, reason), await Previewed("dispatcher.mad", "b-mad", other));
            Assert.Contains((first.Id, reason), (await Registered("dispatcher.mad", "b-mad", other)).Duplicates);
        }

        Assert.Empty(await Previewed("dispatcher.mad", "b-mad", new { name = "Nadie Parecido", phones = new[] { "612 555 999" } }));
    }

    [Fact]
    public async Task Another_branchs_customers_are_never_reported()
    {
        var customer = new { name = "段誉", phones = new[] { "138 0013 7777" }, addresses = new[] { new { street = "无量山 1 号", city = "大理" } }, reference = "DUP-2" };
        var known = await Registered("dispatcher.sh", "b-sh", customer);
        Assert.Equal(known.Id, Assert.Single(await Previewed("dispatcher.sh", "b-sh", customer), found => found.Reason == "SAME_PHONE").Id);
        var same = new { customer.name, phones = new[] { "+86 138 0013 7777" }, customer.addresses, customer.reference };
        Assert.Empty(await Previewed("dispatcher.mad", "b-mad", same));
        // Nor by naming the other branch.
        Assert.Empty(await Previewed("dispatcher.mad", "b-sh", same));
        Assert.Empty((await Registered("dispatcher.mad", "b-mad", same)).Duplicates);
    }

    private async Task<(string Id, List<(string Id, string Reason)> Duplicates)> Registered(string person, string branch, object customer)
    {
        var data = (await host.Ask(await host.DemoToken(person), Register, new { b = branch, c = customer })).GetProperty("registerCustomer").GetProperty("customer");
        return (data.GetProperty("id").GetString()!, Found(data.GetProperty("likelyDuplicates")));
    }

    private async Task<List<(string Id, string Reason)>> Previewed(string person, string branch, object customer) =>
        Found((await host.Ask(await host.DemoToken(person), Preview, new { b = branch, c = customer })).GetProperty("likelyDuplicates"));

    private static List<(string Id, string Reason)> Found(JsonElement duplicates) =>
    [
        .. duplicates.EnumerateArray().SelectMany(duplicate => duplicate.GetProperty("reasons").EnumerateArray()
            .Select(reason => (duplicate.GetProperty("customer").GetProperty("id").GetString()!, reason.GetString()!))),
    ];
}

public sealed class DuplicateTestsOnSqlite(SqliteDemo host) : DuplicateTests(host), IClassFixture<SqliteDemo>;

public sealed class DuplicateTestsOnPostgreSql(PostgreSqlDemo host) : DuplicateTests(host), IClassFixture<PostgreSqlDemo>;
