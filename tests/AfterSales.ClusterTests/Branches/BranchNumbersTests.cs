using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Branches;

public abstract class BranchNumbersTests(TestCluster cluster)
{
    [Fact]
    public async Task A_code_is_given_once_whoever_asks()
    {
        var company = await Company.Open(cluster);
        OpenBranch same = new(company.BranchCode, "Another", "CN", "CNY", Company.OfficeHours);
        await Company.Refused<AlreadyExists>(Open(company.BranchId));
        // Nor under another key.
        await Company.Refused<InputInvalid>(Open(company.BranchId + "-2"));

        Task<Answer> Open(string key) => cluster.Grains.GetGrain<IBranchGrain>(key).Open(new Intent<OpenBranch>(same, company.Director));
    }

    [Fact]
    public async Task Numbers_asked_for_at_once_are_all_different_and_each_series_counts_by_itself()
    {
        var company = await Company.Open(cluster);
        var numbers = cluster.Services.GetRequiredService<BranchNumbers>();
        var asked = new[] { NumberSeries.Tickets, NumberSeries.Contacts, NumberSeries.Contracts }
            .SelectMany(series => Enumerable.Range(0, 50).Select(_ => numbers.Next(series, company.BranchId, "SH", new DateOnly(2026, 11, 3)).AsTask()));
        var given = await Task.WhenAll(asked);
        Assert.Equal(150, given.Distinct().Count());
        foreach (var begin in new[] { "SH-2611-", "SH-K2611-", "SH-V2611-" })
            Assert.Equal(Enumerable.Range(1, 50).Select(i => $"{begin}{i:D5}"), given.Where(number => number.StartsWith(begin, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}

public sealed class BranchNumbersOnSqlite(SqliteCluster cluster) : BranchNumbersTests(cluster), IClassFixture<SqliteCluster>;

public sealed class BranchNumbersOnPostgreSql(PostgreSqlCluster cluster) : BranchNumbersTests(cluster), IClassFixture<PostgreSqlCluster>;
