using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Products;
using AfterSales.Projects;
using AfterSales.Projects.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Projects;

/// <summary>An installation project from the handover form to the last settlement.</summary>
public abstract class ProjectTests(TestCluster cluster)
{
    private static readonly FileContent Signature = new("image/svg+xml", Convert.ToBase64String("<svg/>"u8));

    [Fact]
    public async Task A_project_goes_its_whole_way_and_its_acceptance_starts_the_warranty()
    {
        var (company, project) = await Opened("whole");
        await cluster.Time.Settle();
        var visits = await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Kind == TicketKind.Visit));
        Assert.Equal(company.CustomerId, Assert.Single(visits).CustomerId);

        await Report(ProjectMilestone.SiteMeasured);
        await Company.Refused<MilestoneTooEarly>(project.AnnounceArrival(company.Intent(new AnnounceArrival(cluster.Now.AddDays(3)))));
        await Company.Accepted(project.ConfirmPrepayment(company.Intent(new FinanceNote("已到账"))));
        await Report(ProjectMilestone.TeamRequested);
        await Company.Accepted(project.DecideTeam(company.Intent(new DecideTeam(true, null))));
        await Company.Accepted(project.AnnounceArrival(company.Intent(new AnnounceArrival(cluster.Now.AddDays(3)))));
        await Company.Refused<GoodsNotThere>(project.Report(company.Intent(new ReportMilestone(ProjectMilestone.GoodsChecked, null))));
        await Company.Accepted(project.AnnounceArrival(company.Intent(new AnnounceArrival(cluster.Now.AddDays(1)))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));
        await Report(ProjectMilestone.GoodsChecked);
        await Company.Accepted(project.CheckEntry(company.Intent(new CheckEntry(false, "没有电源"))));
        await Company.Refused<EntryIsBlocked>(project.Report(company.Intent(new ReportMilestone(ProjectMilestone.Installed, null))));
        await Company.Accepted(project.CheckEntry(company.Intent(new CheckEntry(true, null))));
        foreach (var milestone in new[] { ProjectMilestone.Installed, ProjectMilestone.Tested, ProjectMilestone.TrialRunEnded }) await Report(milestone);
        await Company.Accepted(project.Accept(company.Intent(new AcceptProject("王伟", Signature, Signature, null))));
        await cluster.Time.Settle();
        var product = await cluster.Rows<InstalledProductRow>(rows => rows.Where(row => row.Id == company.ProductId));
        Assert.Equal(Company.OfficeHours.LocalDay(cluster.Now), Assert.Single(product).AcceptedOn);
        await Company.Refused<MilestoneTooEarly>(project.Report(company.Intent(new ReportMilestone(ProjectMilestone.HandedOver, null))));
        foreach (var milestone in new[] { ProjectMilestone.CustomerTrained, ProjectMilestone.DocumentsDelivered, ProjectMilestone.HandedOver }) await Report(milestone);
        await Company.Accepted(project.Settle(company.Intent(new FinanceNote(null))));
        foreach (var milestone in new[] { ProjectMilestone.FeedbackReceived, ProjectMilestone.ContactsConfirmed, ProjectMilestone.Closed }) await Report(milestone);
        Assert.False(Assert.Single(await cluster.Rows<ProjectRow>(rows => rows.Where(row => row.Id == project.GetPrimaryKeyString()))).IsOpen);
        Assert.Equal(2, (await cluster.Query($"select hash from file where record = '{project.GetPrimaryKeyString()}'")).Count);

        async Task Report(ProjectMilestone milestone) => await Company.Accepted(project.Report(company.Intent(new ReportMilestone(milestone, null))));
    }

    [Fact]
    public async Task A_team_that_nobody_asks_for_becomes_an_overdue_task_of_the_project_manager()
    {
        var (company, project) = await Opened("team");
        await cluster.Time.MoveTo(cluster.Now.AddDays(30));
        var task = Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == project.GetPrimaryKeyString() && row.Kind == TaskKind.RequestTeam)));
        Assert.Equal((true, true, "account-pm"), (task.IsOpen, task.IsOverdue, task.AssignedTo));
        await Company.Accepted(project.Cancel(company.Intent(new CancelProject("客户取消"))));
        await cluster.Time.Settle();
        Assert.False((await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.Id == task.Id))).Single().IsOpen);
    }

    [Fact]
    public async Task An_open_project_goes_along_when_its_branch_closes_and_none_is_opened_there_any_more()
    {
        var (company, project) = await Opened("along");
        var other = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId).Close(new Intent<CloseBranch>(new CloseBranch(other.BranchId, null), company.Director)));
        await Company.Refused<BranchClosed>(cluster.Grains.GetGrain<IProjectGrain>($"prj-{Guid.NewGuid():N}").Open(new Intent<OpenProject>(new OpenProject(
            company.BranchId, company.CustomerId, "account-pm", new ProjectTerms([company.ProductId], 1, 0), new DateOnly(2030, 1, 1), "x", null, null), company.Director)));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
        Assert.Equal(other.BranchId, (await project.Read(other.Staff))!.BranchId);
        Assert.Null(await project.Read(company.Staff));
        Assert.Equal(other.BranchId, Assert.Single(await cluster.Rows<ProjectRow>(rows => rows.Where(row => row.Id == project.GetPrimaryKeyString()))).BranchId);
        await Company.Accepted(project.Report(other.Intent(new ReportMilestone(ProjectMilestone.SiteMeasured, null))));
    }

    [Fact]
    public async Task Another_branch_neither_sees_nor_moves_it()
    {
        var (_, project) = await Opened("scope");
        var stranger = TestCluster.At("b-elsewhere", Role.ProjectManager);
        Assert.Null(await project.Read(stranger));
        await Company.Refused<NotFound>(project.Cancel(new Intent<CancelProject>(new CancelProject("x"), stranger)));
    }

    [Fact]
    public async Task Of_its_products_each_reader_sees_those_he_may_see()
    {
        var (company, project) = await Opened("narrowed");
        var other = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>(company.ProductId).Move(new Intent<MoveProduct>(new MoveProduct(other.CustomerId), company.Director)));
        var view = new ProjectView(Assert.Single(await cluster.Rows<ProjectRow>(rows => rows.Where(row => row.Id == project.GetPrimaryKeyString()))));
        Assert.Empty(await SeenBy(company.Staff));
        Assert.Equal([company.ProductId], await SeenBy(company.Director));
        Assert.Equal([company.ProductId], await SeenBy(other.Staff));

        async Task<string[]> SeenBy(Caller reader) => [.. (await view.GetProductsAsync(cluster.Grains,
            new InstalledProductLoader(cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>(), cluster.Grains), reader, default)).Select(product => product.Id)];
    }

    [Fact]
    public async Task A_product_is_installed_by_one_project_at_a_time()
    {
        var (company, project) = await Opened("first");
        var second = cluster.Grains.GetGrain<IProjectGrain>($"prj-{company.BranchId[2..]}-second");
        var number = (await project.Read(company.Staff))!.Number;
        Assert.Equal(new ProductInProject(company.ProductId, number), await Company.Refused<ProductInProject>(second.Open(company.Intent(Asked(company)))));
        await Company.Accepted(project.Cancel(company.Intent(new CancelProject("客户取消"))));
        await Company.Accepted(second.Open(company.Intent(Asked(company))));
    }

    [Fact]
    public async Task Of_projects_that_are_opened_at_once_for_one_product_one_is_and_the_others_hear_why_not()
    {
        var company = await Company.Open(cluster);
        await Company.Employed(cluster, "account-pm");
        var projects = Enumerable.Range(0, 8).Select(i => cluster.Grains.GetGrain<IProjectGrain>($"prj-{company.BranchId[2..]}-race{i}")).ToArray();
        var answers = await Task.WhenAll(projects.Select(project => project.Open(company.Intent(Asked(company)))));
        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.All(answers.Where(answer => answer.Refusal is not null), answer => Assert.Equal(company.ProductId, Assert.IsType<ProductInProject>(answer.Refusal).ProductId));
        Assert.Single(await cluster.Rows<ProjectRow>(rows => rows.Where(row => row.BranchId == company.BranchId)));
    }

    [Fact]
    public async Task A_project_is_led_by_somebody_with_an_open_account_and_installs_what_is_the_customers()
    {
        var company = await Company.Open(cluster);
        await Company.Employed(cluster, "account-pm");
        var other = await Company.Open(cluster);
        var project = cluster.Grains.GetGrain<IProjectGrain>($"prj-{company.BranchId[2..]}-named");
        var nobody = await Company.Refused<NoOpenAccount>(project.Open(company.Intent(Asked(company) with { ManagerId = "account-nobody" })));
        Assert.Equal(["account-nobody"], nobody.Accounts);
        var foreign = Asked(company) with { Terms = new ProjectTerms([other.ProductId], 1, 0) };
        await Company.Refused<ProductOfAnotherCustomer>(project.Open(new Intent<OpenProject>(foreign, company.Director)));
        await Company.Accepted(project.Open(company.Intent(Asked(company))));
    }

    private OpenProject Asked(Company company) => new(company.BranchId, company.CustomerId, "account-pm",
        new ProjectTerms([company.ProductId], 900_000, 300_000), DateOnly.FromDateTime(cluster.Now.UtcDateTime).AddDays(20), "上海晨光酒店", null, null);

    private async Task<(Company Company, IProjectGrain Project)> Opened(string name)
    {
        var company = await Company.Open(cluster);
        var project = cluster.Grains.GetGrain<IProjectGrain>($"prj-{company.BranchId[2..]}-{name}");
        await Company.Employed(cluster, "account-pm");
        await Company.Accepted(project.Open(company.Intent(Asked(company))));
        return (company, project);
    }
}

public sealed class ProjectTestsOnSqlite(SqliteCluster cluster) : ProjectTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ProjectTestsOnPostgreSql(PostgreSqlCluster cluster) : ProjectTests(cluster), IClassFixture<PostgreSqlCluster>;
