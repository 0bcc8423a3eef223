using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;

namespace AfterSales.ClusterTests.Records;

/// <summary>On the real clock, where Orleans itself delivers reminders.</summary>
public abstract class RealTimeTests(TestCluster cluster)
{
    [Fact]
    public async Task A_hold_lapses_by_a_reminder_that_Orleans_delivers()
    {
        var company = await Company.Open(cluster);
        var from = cluster.Now.AddHours(2);
        await Company.Accepted(cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId)
            .Hold(new Intent<HoldSlot>(new HoldSlot("v-real", "t-real", from, from.AddHours(1), HoldMinutes: 0, company.BranchId), Caller.System)));
        Assert.Equal(AppointmentState.Held, await State(company));
        // Long before the sweep, which comes after a minute.
        var until = cluster.Now.AddSeconds(40);
        while (await State(company) != AppointmentState.Lapsed)
        {
            Assert.True(cluster.Now < until, "Orleans delivered no reminder.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        Assert.Empty(await cluster.Rows<ReminderRow>(rows => rows.Where(row => row.GrainId == $"technician/{company.TechnicianId}")));
    }

    private async Task<AppointmentState> State(Company company) =>
        Assert.Single(await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId))).State;

    public sealed class OnSqliteCluster() : TestCluster(StorageProvider.Sqlite)
    {
        protected override void Configure(ISiloBuilder silo) { }
    }

    public sealed class OnPostgreSqlCluster() : TestCluster(StorageProvider.PostgreSql)
    {
        protected override void Configure(ISiloBuilder silo) { }
    }
}

public sealed class RealTimeTestsOnSqlite(RealTimeTests.OnSqliteCluster cluster) : RealTimeTests(cluster), IClassFixture<RealTimeTests.OnSqliteCluster>;

public sealed class RealTimeTestsOnPostgreSql(RealTimeTests.OnPostgreSqlCluster cluster)
    : RealTimeTests(cluster), IClassFixture<RealTimeTests.OnPostgreSqlCluster>;
