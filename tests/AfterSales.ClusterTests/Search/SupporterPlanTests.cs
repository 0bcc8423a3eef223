using AfterSales.Access;
using AfterSales.ClusterTests.Storage;
using AfterSales.Customers;
using AfterSales.Search;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.ClusterTests.Search;

/// <summary>Among many files and tickets those of the customers a caller looks after elsewhere are found through indexes: nothing is read through.</summary>
public abstract class SupporterPlanTests(TestCluster cluster)
{
    private const int Many = 40_000;
    private const int Branches = 200;

    [Fact]
    public async Task What_a_support_group_finds_elsewhere_is_found_by_its_own_indexes()
    {
        await Fill();
        var seen = new SentStatements(cluster);
        var finder = new Finder(seen);
        var caller = TestCluster.At("b-7", Role.Dispatcher) with { Supported = ["c-plan-11", "c-plan-12"] };

        var found = await finder.Find("plan100011", SearchKinds.All, 20, includeArchived: false, caller, default);
        Assert.Equal(["c-plan-11", "t-plan-11"], found.Select(hit => hit.Row.Id).Order(StringComparer.Ordinal));
        Assert.Equal("Plan100011", (await finder.OwnersOf(found.Select(hit => hit.Row), caller, default))["c-plan-11"]);
        // Not among them, and not of his branch.
        Assert.Empty(await finder.Find("plan100013", SearchKinds.All, 20, includeArchived: false, caller, default));
        await using (var db = seen.CreateDbContext())
        {
            var page = await db.CustomersVisibleTo(caller).OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync();
            Assert.Equal((Many / Branches) + 2, page.Count);
        }

        Assert.True(seen.All.Count > 4, $"Only {seen.All.Count} statements were sent.");
        foreach (var sql in seen.All)
        {
            var plan = await cluster.Explain(sql);
            foreach (var table in new[] { "search_entry", "search_key", "customer" })
            {
                Assert.DoesNotContain($"seq scan on {table} ", plan + " ", StringComparison.OrdinalIgnoreCase);
                Assert.False(System.Text.RegularExpressions.Regex.IsMatch(plan, $"SCAN ({table}|[a-z])(?! VIRTUAL)( |$)", System.Text.RegularExpressions.RegexOptions.Multiline)
                    && cluster.Database.Provider == StorageProvider.Sqlite, $"{sql}\n{plan}");
            }
        }
    }

    private async Task Fill()
    {
        var isSqlite = cluster.Database.Provider == StorageProvider.Sqlite;
        var numbers = isSqlite ? $"with recursive n(i) as (select 0 union all select i + 1 from n where i < {Many - 1})" : $"with n(i) as (select generate_series(0, {Many - 1}))";
        var (yes, no, now) = isSqlite ? ("1", "0", "'2026-03-02T01:00:00.000Z'") : ("true", "false", "timestamptz '2026-03-02 01:00:00Z'");
        var day = isSqlite ? "'2026-03-02'" : "date '2026-03-02'";
        await cluster.Execute($"""
            insert into customer (id, branch_id, kind, name, phones, zone, tier, standing, terms, complete_percent, is_complete, is_file_overdue, registered_at, registered_day, changed_at, version, shape)
            {numbers} select 'c-plan-' || i, 'b-' || (i % {Branches}), 'Person', 'Plan' || (100000 + i), '', 'Urban', 'Normal', 'Active', '', 100, {yes}, {no}, {now}, {day}, {now}, 1, 1 from n
            """);
        foreach (var (kind, prefix, title, owner) in new[] { ("Customer", "c", "Plan", "null"), ("Ticket", "t", "T-", "'c-plan-' || i") })
        {
            await cluster.Execute($"""
                insert into search_entry (id, kind, branch_id, customer_id, title, names, phones, codes, text, is_archived)
                {numbers} select '{prefix}-plan-' || i, '{kind}', 'b-' || (i % {Branches}), {owner}, '{title}' || (100000 + i), '["{title.ToLowerInvariant()}' || (100000 + i) || '"]', '[]', '[]', ' {title.ToLowerInvariant()}' || (100000 + i) || ' ', {no} from n
                """);
        }

        await cluster.Execute("analyze");
    }
}

public sealed class SupporterPlanTestsOnSqlite(SqliteCluster cluster) : SupporterPlanTests(cluster), IClassFixture<SqliteCluster>;

public sealed class SupporterPlanTestsOnPostgreSql(PostgreSqlCluster cluster) : SupporterPlanTests(cluster), IClassFixture<PostgreSqlCluster>;
