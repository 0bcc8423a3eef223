using AfterSales.Access;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Projects;
using AfterSales.Projects.Rules;
using AfterSales.Search;
using AfterSales.Search.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Search;

/// <summary>What belongs to a customer or product is found with it, behind what is found by itself, by whom may see both.</summary>
public abstract class BelongingTests(TestCluster cluster)
{
    [Fact]
    public async Task Contracts_and_projects_are_found_by_their_number_and_by_their_customer()
    {
        var made = await Made();
        foreach (var (kind, key, number) in new[] { (SearchKind.Contract, made.Contract, made.ContractNumber), (SearchKind.Project, made.Project, made.ProjectNumber) })
        {
            Assert.Equal((kind, key, SearchMatch.Code), (await Find(number, made.Company.Staff)).Select(hit => (hit.Row.Kind, hit.Row.Id, hit.Match)).First());
            Assert.Contains((key, SearchMatch.Name), (await Find(number[..^1], made.Company.Staff)).Select(hit => (hit.Row.Id, hit.Match)));
            foreach (var typed in new[] { "王伟", "ww", "wangwei", "13800138000", "南京东路" })
                Assert.Contains((key, SearchMatch.BelongsTo), (await Find(typed, made.Company.Staff)).Select(hit => (hit.Row.Id, hit.Match)));
            Assert.Equal(key, Assert.Single(await Find("王伟", made.Company.Staff, kind)).Row.Id);
        }
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_customer_and_its_products_serial_number_behind_what_is_found_itself()
    {
        var made = await Made();
        var serial = $"S-{made.Company.ProductId[3..]}";
        foreach (var (typed, first) in new[] { (serial, made.Company.ProductId), ("王伟", made.Company.CustomerId), (serial.ToLowerInvariant(), made.Company.ProductId) })
        {
            var found = await Find(typed, made.Company.Staff);
            Assert.Equal(first, found[0].Row.Id);
            Assert.Contains((made.Ticket, SearchMatch.BelongsTo), found.Select(hit => (hit.Row.Id, hit.Match)));
            Assert.Equal([.. found.OrderBy(hit => hit.Match).Select(hit => hit.Row.Id)], found.Select(hit => hit.Row.Id));
            // A full page of what is found itself leaves no room.
            Assert.Equal(first, Assert.Single(await Find(typed, made.Company.Staff, first: 1)).Row.Id);
        }

        var owners = await Finder.OwnersOf((await Find("王伟", made.Company.Staff, SearchKind.Ticket)).Select(hit => hit.Row), made.Company.Staff, CancellationToken.None);
        Assert.Equal(("王伟", $"WM-8 {serial}"), (owners[made.Company.CustomerId], owners[made.Company.ProductId]));
    }

    [Fact]
    public async Task A_customer_who_is_called_otherwise_now_brings_his_tickets_along_and_so_does_the_file_a_duplicate_was_merged_into()
    {
        var made = await Made();
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(made.Company.CustomerId);
        await Company.Accepted(customer.Amend(made.Company.Intent(Company.Wang with { Name = "欧阳锋" })));
        Assert.Empty(await Find("王伟", made.Company.Staff));
        Assert.Contains(made.Ticket, (await Find("欧阳锋", made.Company.Staff)).Select(hit => hit.Row.Id));
        var into = $"{made.Company.CustomerId}-kept";
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(into).Register(made.Company.Intent(new RegisterCustomer(made.Company.BranchId, Company.Wang with { Name = "洪七公" }))));
        await Company.Accepted(customer.Merge(made.Company.Intent(new MergeCustomer(into))));
        await cluster.Time.Settle();
        var found = (await Find("洪七公", made.Company.Staff)).Select(hit => hit.Row.Id).ToArray();
        foreach (var key in new[] { made.Ticket, made.Contract, made.Project }) Assert.Contains(key, found);
    }

    [Theory]
    [InlineData(Role.Dispatcher, true, true, true)]
    [InlineData(Role.BranchManager, true, true, true)]
    [InlineData(Role.Accountant, true, true, true)]
    [InlineData(Role.Storekeeper, true, false, false)]
    public async Task Each_kind_is_found_by_the_roles_that_may_see_it(Role role, bool tickets, bool contracts, bool projects)
    {
        var made = await Made();
        var caller = TestCluster.At(made.Company.BranchId, role);
        Assert.Equal((tickets, contracts, projects), (await Finds(made.TicketNumber, made.Ticket), await Finds(made.ContractNumber, made.Contract), await Finds(made.ProjectNumber, made.Project)));
        // By the customer's name only for whom may see the customer.
        var byName = (await Find("王伟", caller, first: 50)).Select(hit => hit.Row.Id).ToArray();
        Assert.Equal(caller.May(Permission.SeeCustomers) && contracts, byName.Contains(made.Contract));
        if (!caller.May(Permission.SeeCustomers)) Assert.Empty(byName);

        async Task<bool> Finds(string typed, string key) => (await Find(typed, caller)).Any(hit => hit.Row.Id == key);
    }

    [Fact]
    public async Task Another_branch_and_a_technician_without_the_job_find_none_of_them()
    {
        var (made, other) = (await Made(), await Company.Open(cluster));
        foreach (var typed in new[] { made.TicketNumber, made.ContractNumber, made.ProjectNumber, "王伟", $"S-{made.Company.ProductId[3..]}" })
        {
            Assert.DoesNotContain(await Find(typed, other.Staff, first: 50), hit => hit.Row.BranchId != other.BranchId);
            Assert.Empty(await Find(typed, TestCluster.At(made.Company.BranchId, Role.Technician) with { Technician = "tech-nobody" }));
        }
    }

    private Finder Finder => cluster.Services.GetRequiredService<Finder>();

    private async Task<Situation> Made()
    {
        var company = await Company.Open(cluster);
        var today = Company.OfficeHours.LocalDay(cluster.Now);
        var contract = cluster.Grains.GetGrain<IContractGrain>($"con-{company.CustomerId[2..]}");
        await Company.Accepted(contract.Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId,
            new ContractDetails { ProductIds = [company.ProductId], Parts = ContractCharge.Cost }, new ContractTerm(today, today.AddYears(1), 100)))));
        var project = cluster.Grains.GetGrain<IProjectGrain>($"prj-{company.CustomerId[2..]}");
        await Company.Accepted(project.Open(company.Intent(new OpenProject(
            company.BranchId, company.CustomerId, await Company.Employed(cluster, "account-pm"), new ProjectTerms([company.ProductId], 0, 0), today.AddDays(30), "业主", null, null))));
        var ticket = await company.Registered("belongs");
        return new(company, ticket.GetPrimaryKeyString(), (await ticket.Read(Caller.System))!.Number, contract.GetPrimaryKeyString(), (await contract.Read(Caller.System))!.Number,
            project.GetPrimaryKeyString(), (await project.Read(Caller.System))!.Number);
    }

    private Task<IReadOnlyList<(SearchRow Row, SearchMatch Match)>> Find(string text, Caller caller, SearchKind? kind = null, int first = 20) =>
        Finder.Find(text, kind is { } one ? [one] : SearchKinds.All, first, false, caller, CancellationToken.None);

    private sealed record Situation(
        Company Company, string Ticket, string TicketNumber, string Contract, string ContractNumber, string Project, string ProjectNumber);
}

public sealed class BelongingTestsOnSqlite(SqliteCluster cluster) : BelongingTests(cluster), IClassFixture<SqliteCluster>;

public sealed class BelongingTestsOnPostgreSql(PostgreSqlCluster cluster) : BelongingTests(cluster), IClassFixture<PostgreSqlCluster>;
