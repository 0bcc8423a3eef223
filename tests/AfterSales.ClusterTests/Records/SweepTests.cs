using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

public sealed class SweepTests(SweepTests.Cluster cluster) : IClassFixture<SweepTests.Cluster>
{
    [Fact]
    public async Task A_part_that_fails_keeps_no_other_from_its_work()
    {
        var counting = cluster.Services.GetServices<ISweepPart>().OfType<Counting>().Single();
        var before = counting.Runs;
        await cluster.Services.GetRequiredService<Sweep>().Run();
        Assert.Equal(before + 1, counting.Runs);
    }

    public sealed class Cluster() : TestCluster(StorageProvider.Sqlite)
    {
        protected override void Configure(ISiloBuilder silo)
        {
            base.Configure(silo);
            silo.Services.AddSingleton<ISweepPart, Failing>().AddSingleton<ISweepPart, Counting>();
        }
    }

    private sealed class Failing : ISweepPart
    {
        public Task Run(CancellationToken cancellation) => throw new InvalidOperationException("A mistake of ours.");
    }

    private sealed class Counting : ISweepPart
    {
        public int Runs { get; private set; }

        public Task Run(CancellationToken cancellation)
        {
            Runs++;
            return Task.CompletedTask;
        }
    }
}
