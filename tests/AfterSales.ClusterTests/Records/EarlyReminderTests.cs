using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>On a clock that was put ahead and runs on.</summary>
public abstract class EarlyReminderTests(TestCluster cluster)
{
    [Fact]
    public async Task A_reminder_that_comes_a_moment_early_waits_that_moment()
    {
        var company = await Company.Open(cluster);
        var from = cluster.Now.AddHours(2);
        var technician = cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId);
        await Company.Accepted(technician.Hold(new Intent<HoldSlot>(new HoldSlot("v-early", "t-early", from, from.AddHours(1), HoldMinutes: 10, company.BranchId), Caller.System)));
        var due = (await technician.Read(Caller.System))!.NextDue!.Value;
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo(due.AddMilliseconds(-300));
        await technician.AsReference<IRemindable>().ReceiveReminder(ReminderRow.Due, default);
        var slot = Assert.Single(await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId)));
        Assert.Equal(AppointmentState.Lapsed, slot.State);
    }

    public sealed class OnSqliteCluster() : TestCluster(StorageProvider.Sqlite)
    {
        protected override void Configure(ISiloBuilder silo) => silo.Services.AddVirtualTime(new VirtualClock(TimeProvider.System));
    }
}

public sealed class EarlyReminderTestsOnSqlite(EarlyReminderTests.OnSqliteCluster cluster) : EarlyReminderTests(cluster), IClassFixture<EarlyReminderTests.OnSqliteCluster>;
