using AfterSales.Access;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.ClusterTests.Products;

/// <summary>The warranty card is out within a month of completion (S3 ⑹-1 二3), and so is the warranty agreement of a project (S0 P4 二6(1)).</summary>
public abstract class WarrantyCardTests(TestCluster cluster)
{
    private DateOnly Today => DateOnly.FromDateTime(cluster.Now.AddHours(8).UtcDateTime);

    [Fact]
    public async Task A_card_that_is_not_issued_a_month_after_completion_is_overdue_by_its_own_reminder_and_settled_when_it_is()
    {
        var company = await Company.Open(cluster);
        var unit = await Unit(company, "overdue");
        await Company.Accepted(unit.Install(company.Intent(new InstallProduct(Today, null))));
        await cluster.Time.Settle();
        var due = Today.AddMonths(1);
        var task = Assert.Single(await Tasks(company));
        Assert.Equal((TaskKind.IssueWarrantyCard, Role.FollowUpAgent, company.CustomerId, false), (task.Kind, task.Role, task.CustomerId, task.IsOverdue));
        // The branch's last closing by that day.
        Assert.Equal(LastClosing(due), task.DueAt);
        await cluster.Time.MoveTo(task.DueAt.AddMinutes(-1));
        Assert.False(Assert.Single(await Tasks(company)).IsOverdue);
        await cluster.Time.MoveTo(task.DueAt.AddMinutes(1));
        Assert.True(Assert.Single(await Tasks(company)).IsOverdue);
        await Company.Accepted(unit.IssueCard(company.Intent(new IssuePaper("W-1", Today), "card-1")));
        await Company.Accepted(unit.IssueCard(company.Intent(new IssuePaper("W-1", Today), "card-1")));
        await cluster.Time.Settle();
        Assert.Equal(TaskState.Settled, Assert.Single(await Tasks(company)).State);
        Assert.Equal("W-1", (await unit.Read(company.Staff))!.Card!.Number);
    }

    [Fact]
    public async Task Nobody_is_asked_for_the_card_of_what_was_installed_long_before_it_came_on_file()
    {
        var company = await Company.Open(cluster);
        await Unit(company, "old", installed: Today.AddMonths(-2));
        await cluster.Time.Settle();
        Assert.Empty(await Tasks(company));
    }

    [Fact]
    public async Task Another_day_of_completion_makes_another_day_for_the_card()
    {
        var company = await Company.Open(cluster);
        var unit = await Unit(company, "moved-day", installed: Today.AddDays(-10));
        await Company.Accepted(unit.Install(company.Intent(new InstallProduct(null, Today.AddDays(-3)))));
        await cluster.Time.Settle();
        var tasks = (await Tasks(company)).OrderBy(task => task.DueAt).ToArray();
        Assert.Equal([TaskState.Settled, TaskState.Open], tasks.Select(task => task.State));
        Assert.Equal(LastClosing(Today.AddDays(-3).AddMonths(1)), tasks[1].DueAt);
    }

    [Fact]
    public async Task A_project_owes_an_agreement_beside_the_card_and_a_unit_that_is_retired_owes_neither()
    {
        var company = await Company.Open(cluster);
        var unit = await Unit(company, "project", installed: Today, isProject: true);
        await cluster.Time.Settle();
        Assert.Equal([TaskKind.IssueWarrantyCard, TaskKind.IssueWarrantyAgreement], (await Tasks(company)).Where(task => task.IsOpen).Select(task => task.Kind).Order());
        await Company.Accepted(unit.IssueAgreement(company.Intent(new IssuePaper("A-1", Today))));
        await cluster.Time.Settle();
        Assert.Equal([TaskKind.IssueWarrantyCard], (await Tasks(company)).Where(task => task.IsOpen).Select(task => task.Kind));
        await Company.Accepted(unit.Retire(company.Intent(new RetireProduct(Today, RetirementReason.Returned))));
        await cluster.Time.Settle();
        Assert.DoesNotContain(await Tasks(company), task => task.IsOpen);
        // It turns up again: the card is owed anew.
        await Company.Accepted(unit.Reinstate(company.Intent(new ReinstateProduct())));
        await cluster.Time.Settle();
        Assert.Equal([TaskKind.IssueWarrantyCard], (await Tasks(company)).Where(task => task.IsOpen).Select(task => task.Kind));
    }

    [Fact]
    public async Task The_branch_that_a_unit_is_moved_to_owes_the_card()
    {
        var (company, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var unit = await Unit(company, "away", installed: Today);
        var headquarters = TestCluster.At(Assignment.Headquarters, Role.Administrator);
        await Company.Accepted(unit.Move(new Intent<MoveProduct>(new MoveProduct(other.CustomerId), headquarters)));
        await cluster.Time.Settle();
        Assert.Equal(TaskState.Settled, Assert.Single(await Tasks(company)).State);
        Assert.True(Assert.Single(await Tasks(other)).IsOpen);
    }

    private async Task<IProductGrain> Unit(Company company, string name, DateOnly? installed = null, bool isProject = false)
    {
        var serial = $"{name}-{company.BranchId}";
        var unit = cluster.Grains.GetGrain<IProductGrain>(IProductGrain.KeyOf("AC-35", serial));
        var details = new ProductDetails("AC-35", serial, Today.AddMonths(-3), installed, null, [], IsProject: isProject);
        await Company.Accepted(unit.Put(company.Intent(new RegisterProduct(company.CustomerId, details))));
        return unit;
    }

    /// <summary>Six in the evening in Shanghai, on the last weekday by then.</summary>
    private static DateTimeOffset LastClosing(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(-1);
        return new DateTimeOffset(day, new TimeOnly(18, 0), TimeSpan.FromHours(8)).ToUniversalTime();
    }

    private Task<List<WorkTaskRow>> Tasks(Company company) =>
        cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.About.StartsWith("ip-")));
}

public sealed class WarrantyCardTestsOnSqlite(SqliteCluster cluster) : WarrantyCardTests(cluster), IClassFixture<SqliteCluster>;

public sealed class WarrantyCardTestsOnPostgreSql(PostgreSqlCluster cluster) : WarrantyCardTests(cluster), IClassFixture<PostgreSqlCluster>;
