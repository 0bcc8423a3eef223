using AfterSales.Access;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.ClusterTests.Contacts;

/// <summary>Every call and letter stands in the register once, under the customer it belongs to.</summary>
public abstract class ContactRegisterTests(TestCluster cluster)
{
    [Fact]
    public async Task Each_entry_has_a_number_of_its_own_in_the_branchs_series()
    {
        var company = await Company.Open(cluster);
        var entries = await Task.WhenAll(Enumerable.Range(0, 25).Select(i => Recorded(company, $"n{i}", Call(company))));
        var numbers = (await Task.WhenAll(entries.Select(entry => entry.Read(company.Staff)))).Select(contact => contact!.Number).ToArray();
        Assert.Equal(25, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.Matches(@"^[A-Z]{2,6}-K\d{4}-\d{5}$", number));
    }

    [Fact]
    public async Task A_call_told_twice_by_another_record_stands_in_the_register_once()
    {
        var company = await Company.Open(cluster);
        var key = IContactGrain.KeyOf($"{company.CustomerId} call 1");
        var effect = new RecordContact(key, Call(company) with { CustomerId = company.CustomerId, TakenBy = "acc-7", Direction = ContactDirection.Outgoing });
        foreach (var id in new[] { "a", "a", "b" }) Assert.Null((await effect.Deliver(cluster.Grains, new EffectContext($"{key}-{id}"))).Refusal);
        var row = Assert.Single(await cluster.Rows<ContactRow>(rows => rows.Where(r => r.CustomerId == company.CustomerId)));
        Assert.Equal((key, "acc-7", 1), (row.Id, row.TakenBy, row.Version));
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_number()
    {
        var company = await Company.Open(cluster);
        var entry = Entry(company, "repeat");
        var intent = company.Intent(Call(company), "contact-1");
        await Company.Accepted(entry.Record(intent));
        var number = (await entry.Read(company.Staff))!.Number;
        await Company.Accepted(entry.Record(intent));
        Assert.Equal(number, (await entry.Read(company.Staff))!.Number);
        await Company.Refused<AlreadyExists>(entry.Record(company.Intent(Call(company))));
    }

    [Fact]
    public async Task A_contact_is_not_filed_under_an_archived_customer_until_his_file_is_taken_up_again()
    {
        var company = await Company.Open(cluster);
        var file = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var told = await Recorded(company, "told", Call(company) with { CustomerId = company.CustomerId });
        await Company.Accepted(file.Archive(company.Intent(new ArchiveCustomer("搬走了"))));
        var entry = Entry(company, "archived");
        Assert.Equal(company.CustomerId, (await Company.Refused<CustomerIsArchived>(entry.Record(company.Intent(Call(company) with { CustomerId = company.CustomerId })))).CustomerId);
        // The call itself is registered; whose it was is said later.
        await Company.Accepted(entry.Record(company.Intent(Call(company) with { CustomerId = null })));
        await Company.Refused<CustomerIsArchived>(entry.Link(company.Intent(new LinkContact(company.CustomerId, null))));
        await Company.Accepted(told.Link(company.Intent(new LinkContact(company.CustomerId, "t-later"))));
        // What the service itself tells is in the register whatever became of the file.
        var effect = new RecordContact($"k-{company.CustomerId}-told", Call(company) with { CustomerId = company.CustomerId, About = "t-1" });
        Assert.Null((await effect.Deliver(cluster.Grains, new EffectContext($"{company.CustomerId}-told"))).Refusal);

        await Company.Accepted(file.Unarchive(company.Intent(new UnarchiveCustomer())));
        await Company.Accepted(entry.Link(company.Intent(new LinkContact(company.CustomerId, null))));
        Assert.Equal(company.CustomerId, (await entry.Read(company.Staff))!.CustomerId);
    }

    [Fact]
    public async Task An_emergency_is_a_task_of_the_superior_at_once_and_goes_up_until_it_is_confirmed()
    {
        var company = await Company.Open(cluster);
        var entry = await Recorded(company, "emergency", Call(company) with { IsEmergency = true });
        await cluster.Time.Settle();
        var task = Assert.Single(await TasksAbout(entry));
        Assert.Equal((TaskKind.EmergencyReported, Role.Dispatcher, cluster.Now.AddMinutes(15)), (task.Kind, task.Role, task.DueAt));
        Assert.Equal(cluster.Now, (await entry.Read(company.Staff))!.SuperiorToldAt);
        await cluster.Time.MoveTo(cluster.Now.AddDays(4));
        Assert.NotNull(Assert.Single(await TasksAbout(entry)).EscalatedTo);
    }

    [Fact]
    public async Task A_visitor_whose_file_is_thin_begins_the_two_days_once_it_is_known_who_he_is()
    {
        var company = await Company.Open(cluster);
        var entry = await Recorded(company, "visit", Call(company) with { Channel = ContactChannel.Visit, Companion = await Company.Employed(cluster, "acc-2"), Counterpart = new Counterpart("王伟", null) });
        await Company.Accepted(entry.Link(company.Intent(new LinkContact(company.CustomerId, null))));
        await cluster.Time.Settle();
        var file = (await cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Read(company.Staff))!.File;
        Assert.Equal((FileOccasion.Visit, cluster.Now.AddDays(2), "test"), (file.Occasion, file.DueAt, file.Responsible));
    }

    [Fact]
    public async Task An_entry_names_the_file_a_duplicate_was_merged_into()
    {
        var company = await Company.Open(cluster);
        var duplicate = cluster.Grains.GetGrain<ICustomerGrain>($"{company.CustomerId}-b");
        await Company.Accepted(duplicate.Register(company.Intent(new RegisterCustomer(company.BranchId, Company.Wang))));
        await Company.Accepted(duplicate.Merge(company.Intent(new MergeCustomer(company.CustomerId))));
        var entry = await Recorded(company, "merged", Call(company) with { CustomerId = $"{company.CustomerId}-b" });
        Assert.Equal(company.CustomerId, (await entry.Read(company.Staff))!.CustomerId);
    }

    [Fact]
    public async Task What_was_said_stands_among_the_words_that_can_be_erased_and_names_stay_out_of_the_journal()
    {
        var company = await Company.Open(cluster);
        var entry = await Recorded(company, "words", Call(company) with { Text = "¿Cuándo vienen?", Counterpart = new Counterpart("Núñez", "+34612345678") });
        var key = entry.GetPrimaryKeyString();
        var text = Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == key)));
        Assert.Equal(("text", "¿Cuándo vienen?"), (text.Field, text.Words));
        var journal = Assert.Single(await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == key)));
        foreach (var person in new[] { "Núñez", "34612345678", "vienen" }) Assert.DoesNotContain(person, journal.Events, StringComparison.Ordinal);
        var row = Assert.Single(await cluster.Rows<ContactRow>(rows => rows.Where(r => r.Id == key)));
        Assert.Equal(("Núñez", "+34612345678"), (row.CounterpartName, row.CounterpartPhone));
    }

    [Fact]
    public async Task Another_branch_neither_registers_for_this_one_nor_sees_its_entries()
    {
        var company = await Company.Open(cluster);
        var entry = await Recorded(company, "scope", Call(company));
        var stranger = TestCluster.At("b-elsewhere", Role.Dispatcher);
        Assert.Null(await entry.Read(stranger));
        Task<Answer>[] asked =
        [
            Entry(company, "foreign").Record(new(Call(company), stranger)), entry.FlagEmergency(new(new FlagEmergency(), stranger)),
            entry.SendOn(new(new SendContactOn("x"), stranger)), entry.Link(new(new LinkContact(company.CustomerId, null), stranger)),
            entry.NameCompanion(new(new NameCompanion("x"), stranger)), entry.Leave(new(new VisitorLeaves(), stranger)),
        ];
        Assert.All(await Task.WhenAll(asked), answer => Assert.IsType<NotFound>(answer.Refusal));
        await Company.Refused<NotFound>(Entry(company, "unknown").Record(company.Intent(Call(company) with { CustomerId = "c-nobody" })));
    }

    private static RecordedContact Call(Company company) => new(company.BranchId, ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Request, "洗衣机漏水");

    private IContactGrain Entry(Company company, string name) => cluster.Grains.GetGrain<IContactGrain>($"k-{company.BranchId[2..]}-{name}");

    private async Task<IContactGrain> Recorded(Company company, string name, RecordedContact contact)
    {
        var entry = Entry(company, name);
        await Company.Accepted(entry.Record(company.Intent(contact)));
        return entry;
    }

    private Task<List<WorkTaskRow>> TasksAbout(IContactGrain entry)
    {
        var key = entry.GetPrimaryKeyString();
        return cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key));
    }
}

public sealed class ContactRegisterOnSqlite(SqliteCluster cluster) : ContactRegisterTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ContactRegisterOnPostgreSql(PostgreSqlCluster cluster) : ContactRegisterTests(cluster), IClassFixture<PostgreSqlCluster>;
