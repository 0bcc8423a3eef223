using AfterSales.Headquarters;
using AfterSales.Operations;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Operations;

/// <summary>What the service has still to do is counted as it stands, so that somebody who watches it sees what does not get done.</summary>
public abstract class WaitingWorkTests(TestCluster cluster)
{
    [Fact]
    public async Task What_waits_is_counted_and_at_rest_nothing_waits()
    {
        await cluster.Time.Settle();
        await cluster.Services.GetRequiredService<Roller>().RollAll();
        var before = await Read();
        Assert.Equal((0, 0, 0, TimeSpan.Zero), (before.Effects, before.Overdue, before.FigureDays, before.FigureLag));

        await cluster.Execute($"""
            insert into effect (id, source, target, kind, body, next_try) values ('e-waits', 'ticket/t-waits', 'tech-waits', 'ConfirmAppointment', '[]', '2030-01-01T00:00:00.000Z')
            """);
        await cluster.Execute("insert into effect (id, source, target, kind, body, next_try) values ('e-aside', 'ticket/t-waits', 'tech-waits', 'ConfirmAppointment', '[]', null)");
        await cluster.Execute("""
            insert into set_aside (kind, key, record, attempts, error, first_at, next_try)
            values ('effect', 'e-aside', 'ticket/t-waits', 8, 'does not answer', '2026-01-01T00:00:00.000Z', null)
            """);
        await cluster.Execute("insert into mark (branch_id, day) values ('b-waits', '2026-03-02'), ('b-waits', '2026-03-02'), ('b-waits', '2026-03-03')");
        await cluster.Execute("insert into branch_roll (branch_id, rolled_at) values ('b-waits', '2026-03-02T00:59:30.000Z')");

        var waiting = await Read();
        Assert.Equal(1, waiting.Effects);
        Assert.Equal(1, waiting.SetAside[SetAside.EffectKind]);
        Assert.Equal(2, waiting.FigureDays);
        Assert.Equal(cluster.Now - new DateTimeOffset(2026, 3, 2, 0, 59, 30, TimeSpan.Zero), waiting.FigureLag);
    }

    [Fact]
    public async Task A_branch_that_was_never_counted_lags_since_it_was_opened()
    {
        await cluster.Execute("insert into branch_calendar (id, branch_id, number, since, calendar) values ('b-never/1', 'b-never', 1, '2020-03-02T00:00:00.000Z', '{}')");
        await cluster.Execute("insert into mark (branch_id, day) values ('b-never', '2026-03-02')");
        Assert.Equal(cluster.Now - new DateTimeOffset(2020, 3, 2, 0, 0, 0, TimeSpan.Zero), (await Read()).FigureLag);
        await cluster.Execute("delete from mark where branch_id = 'b-never'");
    }

    [Fact]
    public async Task A_record_that_was_due_and_not_woken_is_overdue_after_two_minutes_unless_it_is_set_aside()
    {
        var company = await Company.Open(cluster);
        var ticket = (await company.Registered("overdue")).GetGrainId().ToString();
        await cluster.Time.Settle();
        var before = await Read();
        await Due(cluster.Now.AddMinutes(-1));
        Assert.Equal(before.Overdue, (await Read()).Overdue);
        await Due(cluster.Now.AddMinutes(-3));
        Assert.Equal(before.Overdue + 1, (await Read()).Overdue);
        await cluster.Execute($"""
            insert into set_aside (kind, key, record, attempts, error, first_at, next_try) values ('wake', '{ticket}', '{ticket}', 1, 'broken', '2026-03-02T00:00:00.000Z', null)
            """);
        Assert.Equal(before.Overdue, (await Read()).Overdue);

        Task<int> Due(DateTimeOffset at) => cluster.Execute(
            $"update orleansreminderstable set starttime = '{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}' where grainid = '{ticket}' and remindername = 'due'");
    }

    private Task<WorkWaiting> Read() => cluster.Services.GetRequiredService<WaitingWork>().Read();
}

public sealed class WaitingWorkTestsOnSqlite(SqliteCluster cluster) : WaitingWorkTests(cluster), IClassFixture<SqliteCluster>;

public sealed class WaitingWorkTestsOnPostgreSql(PostgreSqlCluster cluster) : WaitingWorkTests(cluster), IClassFixture<PostgreSqlCluster>;
