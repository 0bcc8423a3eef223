using AfterSales.Catalogue.Rules;
using AfterSales.Contacts;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Contracts;

/// <summary>Contracts, their inspections and letters, and the ends of warranties: one leap of the clock, a thousand steps and a long sleep give the same registers.</summary>
public abstract class ContractLeapTests(StorageProvider provider)
{
    private const int Days = 130;

    [Fact]
    public async Task One_leap_and_a_thousand_steps_give_the_same_registers()
    {
        var (leap, company) = await Registers(null, (cluster, until) => cluster.Time.MoveTo(until), withTimes: true);
        var (steps, _) = await Registers(company, async (cluster, until) =>
        {
            var step = (until - cluster.Now) / 1000;
            for (var i = 1; i < 1000; i++) await cluster.Time.MoveTo(cluster.Now + step);
            await cluster.Time.MoveTo(until);
        }, withTimes: true);
        Assert.Contains(leap, row => row.Contains("OfferContract", StringComparison.Ordinal));
        Assert.Contains(leap, row => row.Contains("RenewContract", StringComparison.Ordinal));
        Assert.Equal(leap, steps);
    }

    [Fact]
    public async Task A_system_that_slept_through_it_all_owes_the_same()
    {
        var (leap, company) = await Registers(null, (cluster, until) => cluster.Time.MoveTo(until.AddMinutes(5)), withTimes: false);
        var (slept, _) = await Registers(company, async (cluster, until) =>
        {
            cluster.Services.GetRequiredService<VirtualClock>().MoveTo(until);
            for (var i = 0; i < 5; i++)
            {
                await cluster.Services.GetRequiredService<Sweep>().Run();
                await cluster.Time.Settle();
            }

            // A notice that is asked for late is sent, or left to people, a moment after.
            await cluster.Time.MoveTo(until.AddMinutes(5));
        }, withTimes: false);
        Assert.Equal(leap, slept);
    }

    private async Task<(string[] Registers, Company Company)> Registers(Company? same, Func<TestCluster, DateTimeOffset, Task> move, bool withTimes)
    {
        await using TestCluster cluster = provider == StorageProvider.Sqlite ? new SqliteCluster() : new PostgreSqlCluster();
        await cluster.InitializeAsync();
        var company = await Company.Open(cluster, same);
        // Beside the unit whose warranty ends in between.
        var covered = $"ip-{company.BranchId[2..]}-covered";
        await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>(covered).Put(company.Intent(new RegisterProduct(company.CustomerId,
            new ProductDetails("WM-8", $"S-{company.BranchId[2..]}-covered", new DateOnly(2026, 2, 1), null, null, [])))));
        var contract = cluster.Grains.GetGrain<IContractGrain>($"con-{company.BranchId[2..]}-leap");
        // A Saturday: the plan's first day is outside working days.
        var first = new DateOnly(2026, 2, 28);
        await Company.Accepted(contract.Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId, new ContractDetails
        {
            ProductIds = [covered],
            Inspections =
            [
                new InspectionItem("site", "接缝", 1, 2, InspectionChannel.Site, null, ["漏水"]),
                new InspectionItem("phone", "电话检查", 1, 1, InspectionChannel.Phone, null, []),
            ],
        }, new ContractTerm(first, first.AddMonths(4), 1)))));
        await cluster.Time.Settle();
        // Entered a year late: what has passed is not caught up, however the clock goes.
        await Company.Accepted(cluster.Grains.GetGrain<IContractGrain>($"con-{company.BranchId[2..]}-late").Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId, new ContractDetails
        {
            ProductIds = [covered],
            Inspections = [new InspectionItem("site", "密封胶", 1, 1, InspectionChannel.Site, null, []), new InspectionItem("phone", "电话检查", 1, 3, InspectionChannel.Phone, null, [])],
        }, new ContractTerm(first.AddYears(-1), first.AddMonths(3), 1)))));
        await cluster.Time.Settle();
        Assert.Empty(await cluster.Rows<TicketRow>(rows => rows));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        // Ended before its time: what was made ahead for later is taken back, the rest is owed to the last day.
        var ended = cluster.Grains.GetGrain<IContractGrain>($"con-{company.BranchId[2..]}-ended");
        await Company.Accepted(ended.Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId, new ContractDetails
        {
            ProductIds = [covered],
            Inspections =
            [
                new InspectionItem("near", "近期", 0, null, InspectionChannel.Site, null, []),
                new InspectionItem("near-call", "近期电话", 0, null, InspectionChannel.Phone, null, []),
                new InspectionItem("site", "每月", 1, 1, InspectionChannel.Site, null, []),
            ],
        }, new ContractTerm(Company.OfficeHours.LocalDay(cluster.Now).AddDays(10), first.AddYears(1), 1)))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        await Company.Accepted(ended.Cancel(company.Intent(new CancelContract("搬迁", Company.OfficeHours.LocalDay(cluster.Now).AddDays(5)))));
        await cluster.Time.Settle();
        Assert.Equal(TicketStep.Cancelled, (await cluster.Rows<TicketRow>(rows => rows.OrderByDescending(row => row.Number))).First().Step);
        // And one that ends amid its inspections.
        var cut = cluster.Grains.GetGrain<IContractGrain>($"con-{company.BranchId[2..]}-cut");
        await Company.Accepted(cut.Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId, new ContractDetails
        {
            ProductIds = [covered],
            Inspections = [new InspectionItem("site", "每月", 1, 1, InspectionChannel.Site, null, [])],
        }, new ContractTerm(first.AddDays(-4), first.AddYears(1), 1)))));
        await Company.Accepted(cut.Cancel(company.Intent(new CancelContract("搬迁", first.AddMonths(3).AddDays(-1)))));
        await cluster.Time.Settle();
        await move(cluster, TestCluster.Start.AddDays(Days));
        // What falls due in one instant may be told in any order, and with it numbered.
        string[] registers =
        [
            .. (await cluster.Rows<ContractRow>(rows => rows.OrderBy(row => row.Id))).Select(row => withTimes ? row.ToString() : $"{row.Id} {row.State} {row.EndsOn:O}"),
            .. (await cluster.Rows<TicketRow>(rows => rows.OrderBy(row => row.Id))).Select(row => withTimes ? row.ToString() : $"{row.Id} {row.Kind} {row.Step} {row.ProductId}"),
            .. (await cluster.Rows<ContactRow>(rows => rows.OrderBy(row => row.Id))).Select(row => withTimes ? row.ToString() : $"{row.Id} {row.Channel} {row.Subject}"),
            // A file is owed two days after a ticket: who slept registers the ticket late, and with it owes the file later.
            // What is raised late goes up once it could have been read, and later therefore.
            .. (await cluster.Rows<WorkTaskRow>(rows => rows.OrderBy(row => row.Id))).Where(row => withTimes || row.Kind != TaskKind.CompleteCustomerFile).Select(row => withTimes ? row.ToString() : 
                row.Kind == TaskKind.SendMessage ? $"{row.Id} {row.Kind} {row.State}" : $"{row.Id} {row.Kind} {row.State} {row.DueAt:O}"),
            .. withTimes ? (await cluster.Rows<JournalRow>(rows => rows.OrderBy(row => row.Record).ThenBy(row => row.Version))).Select(row => $"{row.Record} {row.Version} {row.At:O} {row.Cause}") : [],
        ];
        Assert.Empty(await cluster.Rows<SetAsideRow>(rows => rows));
        return (registers, company);
    }
}

public sealed class ContractLeapOnSqlite() : ContractLeapTests(StorageProvider.Sqlite);

public sealed class ContractLeapOnPostgreSql() : ContractLeapTests(StorageProvider.PostgreSql);
