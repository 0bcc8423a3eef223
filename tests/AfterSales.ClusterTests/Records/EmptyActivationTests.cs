using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>Whoever asks for keys at random does not fill the memory of the service with records that are none.</summary>
public abstract class EmptyActivationTests(TestCluster cluster)
{
    private static readonly Caller Staff = TestCluster.At("b-empty", Role.Dispatcher);

    [Fact]
    public async Task A_key_that_nobody_has_leaves_memory_after_seconds_and_a_record_stays()
    {
        var company = await Company.Open(cluster);
        Assert.NotNull(await cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Read(company.Staff));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => cluster.Grains.GetGrain<ICustomerGrain>($"c-nobody-{i}").Read(Staff)));
        Assert.True(await Active("c-nobody-") > 0);
        for (var tries = 0; await Active("c-nobody-") > 0; tries++)
        {
            Assert.True(tries < 240, "They are in memory still.");
            cluster.Services.GetRequiredService<VirtualClock>().MoveTo(cluster.Now.AddSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }

        Assert.Equal(1, await Active(company.CustomerId));
    }

    private async Task<int> Active(string prefix) =>
        (await cluster.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics()).Count(one => one.GrainId.Key.ToString()!.StartsWith(prefix, StringComparison.Ordinal));
}

public sealed class SqliteEmptyActivationTests(SqliteCluster cluster) : EmptyActivationTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgreSqlEmptyActivationTests(PostgreSqlCluster cluster) : EmptyActivationTests(cluster), IClassFixture<PostgreSqlCluster>;
