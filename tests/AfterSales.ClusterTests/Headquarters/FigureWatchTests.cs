using AfterSales.Access;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>What the service itself says of figures each morning, and what it keeps of each evening.</summary>
public abstract class FigureWatchTests(TestCluster cluster)
{
    [Fact]
    public async Task A_figure_that_crosses_its_threshold_is_a_task_of_headquarters_once_and_days_and_weeks_are_summed_up_and_kept()
    {
        var company = await Company.Open(cluster);
        var branch = company.BranchId;
        await company.Registered("open");
        await Cards(branch, "low", 12, SatisfactionLevel.Dissatisfied);
        // Monday, 09:00: the sweep has the watches begin.
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));

        var sign = Assert.Single(await Signs(branch));
        Assert.Equal((FigureKey.Satisfaction, 0.0, 0.95, true), (sign.Figure, sign.Value, sign.Threshold, sign.IsCurrent));
        Assert.Equal(new DateOnly(2026, 3, 2), sign.ToDay);
        var task = Assert.Single(await Tasks(sign));
        Assert.Equal((Assignment.Headquarters, Role.ServiceDirector, TaskState.Open), (task.BranchId, task.Role, task.State));
        var view = new EarlySignView(sign);
        Assert.Contains("Satisfaction was 0", view.GetReason(Caller.System), StringComparison.Ordinal);
        Assert.Contains($"branch={branch}", view.Link, StringComparison.Ordinal);

        var evening = Assert.Single(await cluster.Rows<BacklogDayRow>(rows => rows.Where(row => row.BranchId == branch && row.Day == new DateOnly(2026, 3, 2))));
        Assert.Equal((1, 0), (evening.Open, evening.OverADay));
        var live = await new BacklogQueries(Databases, cluster.Services.GetRequiredService<TimeProvider>()).GetBacklogAsync(company.Staff);
        Assert.Equal((1, 1, 0), (live.Single().Open, live.Single().OverADay, live.Single().OverThreeDays));

        // It stays as bad: nothing more is said. Then it is better, and the task is settled.
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));
        Assert.Single(await Signs(branch));
        await Cards(branch, "high", 400, SatisfactionLevel.VerySatisfied);
        await cluster.Time.MoveTo(cluster.Now.AddDays(5));
        Assert.False(Assert.Single(await Signs(branch)).IsCurrent);
        Assert.Equal(TaskState.Settled, Assert.Single(await Tasks(sign)).State);

        var summaries = await cluster.Rows<FigureSummaryRow>(rows => rows.Where(row => row.BranchId == branch).OrderBy(row => row.FromDay));
        Assert.Equal(7, summaries.Count(row => row.Kind == SummaryKind.Day));
        var week = Assert.Single(summaries, row => row.Kind == SummaryKind.Week);
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 8)), (week.FromDay, week.ToDay));
        var kept = (await cluster.Grains.GetGrain<IFigureSummaryGrain>(week.Id).Read(TestCluster.At(branch, Role.BranchManager)))!;
        Assert.Equal(FigureBook.All.Select(figure => figure.Key), kept.Lines.Select(line => line.Figure));
        Assert.Equal(1, kept.Lines.Single(line => line.Figure == FigureKey.TicketsRegistered).Numerator);
        Assert.Equal(0.98, kept.Lines.Single(line => line.Figure == FigureKey.Satisfaction).Goal);
        var ofCompany = Assert.Single(await cluster.Rows<FigureSummaryRow>(rows => rows.Where(row => row.BranchId == Assignment.Headquarters && row.Kind == SummaryKind.Week)));
        Assert.Null(await cluster.Grains.GetGrain<IFigureSummaryGrain>(ofCompany.Id).Read(TestCluster.At(branch, Role.BranchManager)));

        // A summary is kept as it was, whatever comes later.
        await Cards(branch, "late", 5, SatisfactionLevel.Dissatisfied);
        await Company.Accepted(cluster.Grains.GetGrain<IFigureSummaryGrain>(week.Id).Write(new(new SummaryAsked(branch, SummaryKind.Week, week.FromDay, week.ToDay), Caller.System)));
        var again = (await cluster.Grains.GetGrain<IFigureSummaryGrain>(week.Id).Read(Caller.System))!;
        Assert.Equal(kept.Lines, again.Lines);
    }

    private IDbContextFactory<AfterSalesDb> Databases => cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>();

    private Task<List<EarlySignRow>> Signs(string branch) => cluster.Rows<EarlySignRow>(rows => rows.Where(row => row.BranchId == branch));

    private Task<List<WorkTaskRow>> Tasks(EarlySignRow sign) => cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == sign.Id));

    /// <summary>Answered cards of this Monday.</summary>
    private async Task Cards(string branch, string name, int count, SatisfactionLevel level)
    {
        var day = new DateOnly(2026, 3, 2);
        await using var db = await Databases.CreateDbContextAsync();
        for (var i = 0; i < count; i++)
        {
            db.Add(new SurveyCardRow
            {
                Id = $"sv-{branch}-{name}-{i}", BranchId = branch, CustomerId = "c-1", TicketId = "t-1", CompletedDay = day, State = SurveyState.Answered, SendAt = cluster.Now,
                InvitedAt = cluster.Now, Attitude = (int)level, Skill = (int)level, Punctuality = (int)level, Promises = (int)level,
            });
        }

        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) values ({branch}, {day})");
    }
}

public abstract class WatchedCluster(StorageProvider provider) : TestCluster(provider)
{
    protected override bool LooksAtFigures => true;
}

public sealed class WatchedSqliteCluster() : WatchedCluster(StorageProvider.Sqlite);

public sealed class WatchedPostgreSqlCluster() : WatchedCluster(StorageProvider.PostgreSql);

public sealed class FigureWatchTestsOnSqlite(WatchedSqliteCluster cluster) : FigureWatchTests(cluster), IClassFixture<WatchedSqliteCluster>;

public sealed class FigureWatchTestsOnPostgreSql(WatchedPostgreSqlCluster cluster) : FigureWatchTests(cluster), IClassFixture<WatchedPostgreSqlCluster>;
