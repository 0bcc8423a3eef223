using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
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
        var open = await company.Registered("open");
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

        // A week after it came the ticket itself stands behind the old backlog of each evening.
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));
        var old = Assert.Single(await cluster.Rows<BacklogTicketRow>(rows => rows.Where(row => row.BranchId == branch)));
        Assert.Equal((open.GetPrimaryKeyString(), new DateOnly(2026, 3, 9)), (old.TicketId, old.Day));
        Assert.Equal((1, 1), Assert.Single(await cluster.Rows<BacklogDayRow>(rows => rows.Where(row => row.BranchId == branch && row.Day == old.Day))) is var last ? (last.Open, last.OverAWeek) : default);
    }

    // S3: 2 a year; S4 A4 三: 100 %
    [Fact]
    public async Task Of_each_half_year_of_a_warranty_it_is_kept_whether_the_customer_was_visited_and_a_visit_entered_late_comes_right()
    {
        var company = await Company.Open(cluster);
        var (branch, today) = (company.BranchId, Company.OfficeHours.LocalDay(cluster.Now));
        var (other, young) = ($"{company.CustomerId}-other", $"{company.CustomerId}-young");
        foreach (var customer in new[] { other, young })
            await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(customer).Register(company.Intent(new RegisterCustomer(branch, Company.Wang with { Name = customer }))));
        // Two products of one customer that were bought together owe him one visit.
        foreach (var (customer, name, bought) in new[] { (company.CustomerId, "a", -6), (company.CustomerId, "b", -6), (other, "c", -6), (young, "d", -5) })
            await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>($"{company.ProductId}-{name}").Put(company.Intent(
                new RegisterProduct(customer, new ProductDetails("WM-8", $"H-{name}-{branch}", today.AddMonths(bought), null, null, [])))));
        await cluster.Time.Settle();
        await Visited(company.CustomerId, today.AddDays(-20), TicketKind.Visit);
        await Visited(other, today.AddDays(-20), TicketKind.Repair);
        await Keeper().Run(default);
        Assert.Equal([(company.CustomerId, true), (other, false)], await Kept());
        Assert.Equal((1, 2), await Figure());

        await Visited(other, today.AddDays(-2), TicketKind.Inspection);
        await Keeper().Run(default);
        Assert.Equal([(company.CustomerId, true), (other, true)], await Kept());
        Assert.Equal((2, 2), await Figure());

        WarrantyVisitKeeper Keeper() => new(Databases, cluster.Services.GetRequiredService<CustomerAliases>(), cluster.Services.GetRequiredService<Roller>(), cluster.Services.GetRequiredService<TimeProvider>());

        async Task<(string, bool)[]> Kept() => [.. (await cluster.Rows<WarrantyVisitRow>(rows => rows.Where(row => row.BranchId == branch).OrderBy(row => row.CustomerId))).Select(row => (row.CustomerId, row.TicketId is not null))];

        async Task<(long, long?)> Figure()
        {
            await cluster.Services.GetRequiredService<Roller>().Roll(branch);
            var asked = new FiguresAsked([FigureBook.Of(FigureKey.ReturnVisits)], FigureGrouping.Company, new(today.AddDays(-31), today), null, FigureStep.None, null, [branch]);
            var value = Assert.Single((await cluster.Services.GetRequiredService<FigureReports>().Of(asked, [branch], default)).Lines).Value;
            return (value.Numerator, value.Denominator);
        }

        async Task Visited(string customer, DateOnly day, TicketKind kind)
        {
            await using var db = await Databases.CreateDbContextAsync();
            db.Add(new TicketCompletionRow { Id = $"t-{customer}-{kind}/1", BranchId = branch, TicketId = $"t-{customer}-{kind}", Round = 1, CustomerId = customer, Kind = kind, CompletedDay = day, CompletedAt = cluster.Now });
            await db.SaveChangesAsync();
        }
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
