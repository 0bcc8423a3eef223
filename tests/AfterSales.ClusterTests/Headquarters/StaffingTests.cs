using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using AfterSales.Headquarters;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>Technicians, installed products and tickets by area (feature 71b).</summary>
public abstract class StaffingTests(ServedHost host)
{
    private const string Staffing = "query($from: LocalDate!, $to: LocalDate!, $by: StaffingGrouping!) { staffing(from: $from, to: $to, by: $by) "
        + "{ group { id region { name } } technicians installedProducts ticketsRegistered ticketsPerTechnician productsPerTechnician } }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task Headquarters_compares_branches_and_regions_and_a_branch_sees_its_own()
    {
        await _desk.Registered("c-sh-1", "不制热");
        await host.Settle();
        await host.Services.GetRequiredService<Roller>().RollAll();
        var branches = await Desk.Until(() => Of("director", "BRANCH"), lines => Line(lines, "b-sh").GetProperty("ticketsRegistered").GetInt32() > 0);
        Assert.Equal(["b-bcn", "b-cd", "b-mad", "b-sh"], branches.Select(line => line.GetProperty("group").GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        var regions = await Of("director", "REGION");
        foreach (var (name, parts) in new[] { ("中国", new[] { "b-sh", "b-cd" }), ("España", ["b-mad", "b-bcn"]) })
        {
            var region = regions.Single(line => line.GetProperty("group").GetProperty("region") is { ValueKind: JsonValueKind.Object } known && known.GetProperty("name").GetString() == name);
            foreach (var field in new[] { "technicians", "installedProducts", "ticketsRegistered" })
                Assert.Equal(parts.Sum(part => Line(branches, part).GetProperty(field).GetInt32()), region.GetProperty(field).GetInt32());
        }

        var own = Assert.Single(await Of("manager.sh", "BRANCH"));
        Assert.Equal(Line(branches, "b-sh").ToString(), own.ToString());
        var (technicians, tickets, products) = (own.GetProperty("technicians").GetInt32(), own.GetProperty("ticketsRegistered").GetInt32(), own.GetProperty("installedProducts").GetInt32());
        Assert.True(technicians > 0 && products > 0);
        Assert.Equal(((double)tickets / technicians, (double)products / technicians), (own.GetProperty("ticketsPerTechnician").GetDouble(), own.GetProperty("productsPerTechnician").GetDouble()));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(await host.DemoToken("receptionist.sh"), Staffing, new { from = _desk.Today, to = _desk.Today, by = "BRANCH" }));
    }

    [Fact]
    public async Task A_loan_counts_where_he_is_lent_to()
    {
        var before = await Of("director", "BRANCH", days: 3);
        var noon = new DateTimeOffset(_desk.Today.AddDays(3).ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero);
        await _desk.Do("manager.sh", "lendTechnician", new { technicianId = "tech-sh-5", branchId = "b-cd", from = noon.AddHours(-30), to = noon.AddHours(30) }, "technician { id }");
        await host.Settle();
        var lent = await Of("director", "BRANCH", days: 3);
        Assert.Equal((People(before, "b-sh") - 1, People(before, "b-cd") + 1), (People(lent, "b-sh"), People(lent, "b-cd")));
        var after = await Of("director", "BRANCH", days: 8);
        Assert.Equal((People(before, "b-sh"), People(before, "b-cd")), (People(after, "b-sh"), People(after, "b-cd")));

        static int People(JsonElement[] lines, string branch) => Line(lines, branch).GetProperty("technicians").GetInt32();
    }

    private static JsonElement Line(JsonElement[] lines, string branch) => lines.Single(line => line.GetProperty("group").GetProperty("id").GetString() == branch);

    private async Task<JsonElement[]> Of(string person, string by, int days = 0) =>
        [.. (await _desk.Ask(person, Staffing, new { from = _desk.Today.AddDays(-3), to = _desk.Today.AddDays(days), by })).GetProperty("staffing").EnumerateArray()];
}

public sealed class StaffingOnSqlite(SqliteDemo host) : StaffingTests(host), IClassFixture<SqliteDemo>;

public sealed class StaffingOnPostgreSql(PostgreSqlDemo host) : StaffingTests(host), IClassFixture<PostgreSqlDemo>;
