using AfterSales.Access;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>A clock that leaps before anybody has looked at a new branch.</summary>
public abstract class FigureWatchLeapTests(TestCluster cluster)
{
    [Fact]
    public async Task The_weeks_and_the_month_of_a_branch_that_nobody_had_looked_at_yet_are_summed_up_too()
    {
        var company = await Company.Open(cluster);
        await company.Registered("before");
        await cluster.Time.Settle();
        // The service sleeps before the branch's first morning, until after the next month has begun.
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo(new DateTimeOffset(2026, 4, 2, 3, 0, 0, TimeSpan.Zero));
        await cluster.Services.GetRequiredService<Sweep>().Run();
        await cluster.Time.Settle();
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));
        foreach (var place in new[] { company.BranchId, Assignment.Headquarters })
        {
            var summaries = await cluster.Rows<FigureSummaryRow>(rows => rows.Where(row => row.BranchId == place).OrderBy(row => row.FromDay));
            var month = Assert.Single(summaries, row => row.Kind == SummaryKind.Month);
            Assert.Equal((new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)), (month.FromDay, month.ToDay));
            Assert.Equal(4, summaries.Count(row => row.Kind == SummaryKind.Week));
            // From the day it opened, 2 March, to yesterday.
            Assert.Equal(32, summaries.Count(row => row.Kind == SummaryKind.Day));
            var kept = (await cluster.Grains.GetGrain<IFigureSummaryGrain>(month.Id).Read(Caller.System))!;
            Assert.Equal(1, kept.Lines.Single(line => line.Figure == FigureKey.TicketsRegistered).Numerator);
        }
    }
}

public sealed class FigureWatchLeapOnSqlite(WatchedSqliteCluster cluster) : FigureWatchLeapTests(cluster), IClassFixture<WatchedSqliteCluster>;

public sealed class FigureWatchLeapOnPostgreSql(WatchedPostgreSqlCluster cluster) : FigureWatchLeapTests(cluster), IClassFixture<WatchedPostgreSqlCluster>;
