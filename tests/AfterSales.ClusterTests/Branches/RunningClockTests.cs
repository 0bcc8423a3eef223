using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Branches;

/// <summary>On a clock that was put ahead and runs on by itself, as the demo's does: what follows goes on in its own time, and waits for no sweep.</summary>
public abstract class RunningClockTests(TestCluster cluster)
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_branch_with_open_work_of_several_kinds_has_handed_it_over_within_a_minute()
    {
        await cluster.Time.PassTo(cluster.Now.AddDays(3), TestContext.Current.CancellationToken);
        var (closing, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var ticket = await closing.Registered("open");
        var branch = cluster.Grains.GetGrain<IBranchGrain>(closing.BranchId);
        await Company.Accepted(branch.Close(new Intent<CloseBranch>(new CloseBranch(other.BranchId, "并入"), closing.Director)));

        var began = TimeProvider.System.GetTimestamp();
        while ((await branch.Read(Caller.System))!.State != BranchState.Closed && TimeProvider.System.GetElapsedTime(began) < LongEnough)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);

        var closed = (await branch.Read(Caller.System))!;
        Assert.Equal(BranchState.Closed, closed.State);
        // A page of each kind of record there was: customer, product, technician, ticket.
        Assert.InRange(closed.HandOver!.Told, 4, int.MaxValue);
        Assert.Equal(other.BranchId, (await ticket.Read(Caller.System))!.BranchId);
        Assert.Equal(other.BranchId, (await cluster.Grains.GetGrain<ICustomerGrain>(closing.CustomerId).Read(Caller.System))!.BranchId);
        Assert.Empty(await cluster.Rows<SetAsideRow>(rows => rows));
    }
}

public sealed class RunningSqliteCluster() : TestCluster(StorageProvider.Sqlite)
{
    protected override void Configure(ISiloBuilder silo) => silo.Services.AddVirtualTime(new VirtualClock(TimeProvider.System));
}

public sealed class RunningPostgreSqlCluster() : TestCluster(StorageProvider.PostgreSql)
{
    protected override void Configure(ISiloBuilder silo) => silo.Services.AddVirtualTime(new VirtualClock(TimeProvider.System));
}

public sealed class RunningClockOnSqlite(RunningSqliteCluster cluster) : RunningClockTests(cluster), IClassFixture<RunningSqliteCluster>;

public sealed class RunningClockOnPostgreSql(RunningPostgreSqlCluster cluster) : RunningClockTests(cluster), IClassFixture<RunningPostgreSqlCluster>;
