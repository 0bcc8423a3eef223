using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Customers;

/// <summary>Duplicates become one file, and two again.</summary>
public abstract class MergeTests(TestCluster cluster)
{
    private CustomerFiles Files => cluster.Services.GetRequiredService<CustomerFiles>();

    private CustomerAliases Aliases => cluster.Services.GetRequiredService<CustomerAliases>();

    [Fact]
    public async Task Naming_the_duplicate_leads_to_the_file_it_was_merged_into()
    {
        var (company, kept, duplicate) = await Two();
        await Merge(company, duplicate, kept);
        Assert.Equal(Key(kept), (await Files.Find(Key(duplicate), company.Staff))!.Id);
        var ticket = company.Ticket("merged");
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { CustomerId = Key(duplicate) })));
        Assert.Equal(Key(kept), (await ticket.Read(company.Staff))!.CustomerId);
        await Company.Refused<CustomerIsMerged>(duplicate.AddNote(company.Intent(new AddNote("x"))));
        Assert.Null(await Files.Find(Key(duplicate), TestCluster.At("b-elsewhere", Role.Dispatcher)));
    }

    [Fact]
    public async Task What_belongs_to_either_is_listed_under_both_keys_and_apart_again_afterwards()
    {
        var (company, kept, duplicate) = await Two();
        var product = $"{company.ProductId}-2";
        await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>(product).Put(company.Intent(
            new RegisterProduct(Key(duplicate), new ProductDetails("RF-420", "S9", null, null, null, [])))));
        await company.Registered("one");
        await Company.Accepted(company.Ticket("two").Register(company.Intent(company.Leak with { CustomerId = Key(duplicate), ProductId = product })));
        await Merge(company, duplicate, kept);
        foreach (var key in new[] { Key(kept), Key(duplicate) })
        {
            Assert.Equal([company.ProductId, product], (await Listed<InstalledProductRow>(key)).Select(row => row.Id));
            Assert.Equal(2, (await Listed<TicketRow>(key)).Count);
        }

        // The product of the duplicate is one of the file's own now.
        await Company.Accepted(company.Ticket("three").Register(company.Intent(company.Leak with { ProductId = product })));
        await Company.Accepted(duplicate.Unmerge(company.Intent(new UnmergeCustomer())));
        await cluster.Time.Settle();
        Assert.Equal([product], (await Listed<InstalledProductRow>(Key(duplicate))).Select(row => row.Id));
        Assert.Equal([company.ProductId], (await Listed<InstalledProductRow>(Key(kept))).Select(row => row.Id));
    }

    [Fact]
    public async Task The_file_that_stays_knows_what_the_duplicate_knew_and_lets_it_go_again()
    {
        var (company, kept, duplicate) = await Two();
        await Merge(company, duplicate, kept);
        Assert.Equal([new Phone("+8613800138000"), new Phone("+8613916023344")], (await kept.Read(company.Staff))!.Details.Phones);
        await Company.Accepted(duplicate.Unmerge(company.Intent(new UnmergeCustomer())));
        await cluster.Time.Settle();
        Assert.Equal([new Phone("+8613800138000")], (await kept.Read(company.Staff))!.Details.Phones);
        Assert.Equal(CustomerStanding.Active, (await duplicate.Read(company.Staff))!.Standing);
    }

    [Fact]
    public async Task What_was_filed_meanwhile_stays_with_the_file_and_both_timelines_say_how_much_of_what()
    {
        var (company, kept, duplicate) = await Two();
        await company.Registered("before");
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        await Merge(company, duplicate, kept);
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        foreach (var name in new[] { "during-1", "during-2" })
            await Company.Accepted(company.Ticket(name).Register(company.Intent(company.Leak with { CustomerId = Key(duplicate), ProductId = null, Symptom = name })));
        var call = new RecordedContact(company.BranchId, ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Request, "问保修", CustomerId: Key(kept));
        await Company.Accepted(cluster.Grains.GetGrain<IContactGrain>($"k-{Key(kept)}").Record(company.Intent(call)));
        await cluster.Time.Settle();
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        await Company.Accepted(duplicate.Unmerge(company.Intent(new UnmergeCustomer())));
        await cluster.Time.Settle();

        // Each ticket is told of by a call as well, which the register has.
        EventCount[] stayed = [new("contact", 3), new("ticket", 2)];
        var back = (await duplicate.Read(company.Staff))!.Merging.TakenBack!;
        Assert.Equal(Key(kept), back.From);
        Assert.Equal(stayed, back.Stayed);
        var journal = cluster.Services.GetRequiredService<Journal>();
        Assert.Equal(stayed, (await journal.Read(Key(duplicate), TestContext.Current.CancellationToken)).Single(e => e.Name == nameof(CustomerUnmerged)).Counts);
        Assert.Equal(stayed, (await journal.Read(Key(kept), TestContext.Current.CancellationToken)).Single(e => e.Name == nameof(DuplicateLetGo)).Counts);
        Assert.Equal(3, (await Listed<TicketRow>(Key(kept))).Count);
        Assert.Empty(await Listed<TicketRow>(Key(duplicate)));
    }

    [Fact]
    public async Task A_merging_during_which_nothing_came_leaves_nothing_behind()
    {
        var (company, kept, duplicate) = await Two();
        await Merge(company, duplicate, kept);
        await Company.Accepted(duplicate.Unmerge(company.Intent(new UnmergeCustomer())));
        Assert.Empty((await duplicate.Read(company.Staff))!.Merging.TakenBack!.Stayed);
    }

    [Fact]
    public async Task After_thirty_days_a_merging_stands()
    {
        var (company, kept, duplicate) = await Two();
        await Merge(company, duplicate, kept);
        await cluster.Time.MoveTo(cluster.Now.AddDays(31));
        await Company.Refused<UnmergeTooLate>(duplicate.Unmerge(company.Intent(new UnmergeCustomer())));
    }

    [Fact]
    public async Task A_chain_of_mergings_leads_to_its_end()
    {
        var (company, kept, duplicate) = await Two();
        var third = await Registered(company, "c");
        await Merge(company, third, duplicate);
        await Merge(company, duplicate, kept);
        Assert.Equal(Key(kept), (await Files.Find(Key(third), company.Staff))!.Id);
        Assert.Equal([Key(kept), Key(duplicate), Key(third)], await Aliases.Of(Key(duplicate), CancellationToken.None));
        Assert.Equal([Key(duplicate), Key(kept)], (await Aliases.SurvivorsOf([Key(third), company.CustomerId], CancellationToken.None)).Order().Reverse());
    }

    [Fact]
    public async Task Two_files_merged_into_each_other_at_once_still_lead_somewhere()
    {
        var (company, kept, duplicate) = await Two();
        await Task.WhenAll(
            Company.Accepted(kept.Merge(company.Intent(new MergeCustomer(Key(duplicate))))),
            Company.Accepted(duplicate.Merge(company.Intent(new MergeCustomer(Key(kept))))));
        await cluster.Time.Settle();
        foreach (var key in new[] { Key(kept), Key(duplicate) })
            Assert.NotEqual(CustomerStanding.Merged, (await Files.Find(key, company.Staff))!.Standing);
        Assert.Empty(await cluster.Rows<SetAsideRow>(rows => rows));
    }

    [Fact]
    public async Task Reminders_of_a_merged_file_rest()
    {
        var (company, kept, duplicate) = await Two();
        await Company.Accepted(duplicate.PlanCall(company.Intent(new PlanCall("续保", cluster.Now.AddDays(1)))));
        await Merge(company, duplicate, kept);
        Assert.Empty(await cluster.Rows<ReminderRow>(rows => rows.Where(row => row.GrainId == duplicate.GetGrainId().ToString())));
    }

    private static string Key(ICustomerGrain file) => file.GetPrimaryKeyString();

    private async Task<(Company Company, ICustomerGrain Kept, ICustomerGrain Duplicate)> Two()
    {
        var company = await Company.Open(cluster);
        return (company, cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId), await Registered(company, "b"));
    }

    private async Task<ICustomerGrain> Registered(Company company, string name)
    {
        var file = cluster.Grains.GetGrain<ICustomerGrain>($"{company.CustomerId}-{name}");
        await Company.Accepted(file.Register(company.Intent(new RegisterCustomer(company.BranchId, Company.Wang with { Name = "王  伟", Phones = [new Phone("+8613916023344")] }))));
        return file;
    }

    private async Task Merge(Company company, ICustomerGrain duplicate, ICustomerGrain into)
    {
        await Company.Accepted(duplicate.Merge(company.Intent(new MergeCustomer(Key(into)))));
        await cluster.Time.Settle();
    }

    /// <summary>The rows a list shows that was asked for the customer by this key.</summary>
    private async Task<List<TRow>> Listed<TRow>(string customerId) where TRow : class
    {
        var where = new Dictionary<string, object?> { ["customerId"] = new Dictionary<string, object?> { ["eq"] = customerId } };
        var page = await Aliases.Follow(new PageRequest(50, null, null, null, where, [], 50), CancellationToken.None);
        var databases = cluster.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<AfterSales.Storage.AfterSalesDb>>();
        return [.. (await databases.ToConnectionAsync(db => db.Set<TRow>(), page)).Edges.Select(edge => edge.Node)];
    }
}

public sealed class MergeOnSqlite(SqliteCluster cluster) : MergeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class MergeOnPostgreSql(PostgreSqlCluster cluster) : MergeTests(cluster), IClassFixture<PostgreSqlCluster>;
