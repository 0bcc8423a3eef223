using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AfterSales.ClusterTests.Customers;

/// <summary>What is known of a person is given out whole, erased wherever it stands, and words that need not be kept are pruned.</summary>
public abstract class PersonalDataTests(TestCluster cluster)
{
    private const string Name = "欧阳修";
    private const string Phone = "+8613911112222";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_given_out_is_all_that_is_filed_under_the_customer()
    {
        var (company, customer, _, _) = await Known();
        var given = (await Persons.Export(customer.GetPrimaryKeyString(), Cancelled)).ToString();
        Assert.All((string[])[Name, Phone, "漏水", "likes tea", "asked for a price"], known => Assert.Contains(known, System.Text.RegularExpressions.Regex.Unescape(given), StringComparison.Ordinal));
        await Company.Accepted(customer.GiveOut(new(new GiveOutPersonalData(), company.Director)));
        Assert.Contains(await Events(customer), happened => happened.Name == nameof(PersonalDataGivenOut));
    }

    [Fact]
    public async Task A_customer_is_erased_wherever_he_stands_and_for_good()
    {
        var (company, customer, ticket, contact) = await Known();
        var (key, staff) = (customer.GetPrimaryKeyString(), company.Staff);
        await Company.Refused<CustomerHasOpenWork>(customer.Erase(new(new EraseCustomer("he asked for it"), company.Director)));
        await Company.Refused<InputInvalid>(customer.Erase(new(new EraseCustomer(" "), company.Director)));
        await Company.Accepted(ticket.Cancel(new(new Because("bought a new one"), staff)));
        var photo = cluster.Grains.GetGrain<IStoredFileGrain>(key.Replace("c-", "f-", StringComparison.Ordinal));
        await Company.Accepted(photo.Receive(new(new ReceivedFile($"{Name}.jpg", "image/jpeg", 3, "ab"), staff)));
        await Company.Accepted(ticket.Attach(new(new AttachFile(photo.GetPrimaryKeyString()), staff)));
        await cluster.Execute($"insert into file (record, version, event, field, media_type, content, hash) values ('{ticket.GetPrimaryKeyString()}', 1, 0, 'signature', 'image/png', 'iVBO', 'cd')");
        await cluster.Time.Settle();
        await Company.Accepted(customer.Erase(new(new EraseCustomer("he asked for it"), company.Director)));
        await cluster.Time.Settle();

        var state = (await customer.Read(Caller.System))!;
        Assert.Equal(CustomerStanding.Erased, state.Standing);
        Assert.Null((await contact.Read(Caller.System))!.Counterpart);
        Assert.Equal("0 0 0 0", await Found(Name));
        Assert.Equal("0 0 0 0", await Found(Phone));
        Assert.Empty(await cluster.Query($"select words from journal_text where record in ('{key}', '{contact.GetPrimaryKeyString()}') and words is not null and field <> 'erasureReason'"));
        // What shows him or his home is gone at once: the photos of his tickets and his signature, whose hash stays.
        Assert.Empty((await ticket.Read(Caller.System))!.Attachments.Files);
        Assert.Equal(("", true), (await photo.Read(Caller.System))! is var gone ? (gone.Name, gone.DroppedAt is not null) : default);
        Assert.Equal(["cd"], (await cluster.Query($"select hash from file where record = '{ticket.GetPrimaryKeyString()}' and content is null")).Select(row => row[0]));
        Assert.Equal([("contact", false), ("customer", false), ("ticket", true)],
            (await Persons.ByKind(key, Cancelled)).Where(records => records.Kind is "contact" or "customer" or "ticket").Select(records => (records.Kind, records.AreWordsKept)));
        // What was repaired is kept for its term, and the journal says what was done without saying to whom.
        Assert.NotEmpty(await cluster.Query($"select words from journal_text where record = '{ticket.GetPrimaryKeyString()}' and words is not null"));
        Assert.Contains(await Events(customer), happened => happened.Name == nameof(CustomerErased));

        await Company.Refused<CustomerIsErased>(customer.Amend(new(Company.Wang, staff)));
        await Company.Refused<CustomerIsErased>(customer.Unarchive(new(new UnarchiveCustomer(), staff)));
        await Company.Refused<CustomerIsErased>(customer.GiveOut(new(new GiveOutPersonalData(), company.Director)));
        await Company.Refused<CustomerIsErased>(company.Ticket("again").Register(new(company.Leak with { CustomerId = key, ProductId = null }, staff)));
        var version = (await customer.ReadVersioned(Caller.System))!.Version;
        await Company.Accepted(customer.Erase(new(new EraseCustomer("once more"), company.Director)));
        await Company.Accepted(customer.ServiceDone(new(new ServiceDone(new DateOnly(2026, 3, 2)), Caller.System)));
        Assert.Equal(version, (await customer.ReadVersioned(Caller.System))!.Version);
        Assert.DoesNotContain(await cluster.Services.GetRequiredService<StoredCheck>().All(Cancelled).ToListAsync(Cancelled), difference => difference.Record.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_duplicate_is_erased_with_the_file_it_leads_to()
    {
        var (company, customer, ticket, _) = await Known();
        await Company.Accepted(ticket.Cancel(new(new Because("x"), company.Staff)));
        var duplicate = cluster.Grains.GetGrain<ICustomerGrain>(customer.GetPrimaryKeyString() + "-twice");
        await Company.Accepted(duplicate.Register(new(new RegisterCustomer(company.BranchId, Company.Wang with { Name = Name }), company.Staff)));
        await Company.Accepted(duplicate.Merge(new(new MergeCustomer(customer.GetPrimaryKeyString()), company.Staff)));
        await cluster.Time.Settle();
        await Company.Accepted(customer.Erase(new(new EraseCustomer("he asked for it"), company.Director)));
        await cluster.Time.Settle();
        Assert.Equal("0 0 0 0", await Found(Name));
        Assert.NotNull((await duplicate.Read(Caller.System))!.ErasedAt);
    }

    [Fact]
    public async Task What_is_older_than_its_term_is_pruned_and_what_is_followed_is_kept_and_named()
    {
        var (company, customer, ticket, contact) = await Known();
        await Company.Accepted(ticket.Cancel(new(new Because("x"), company.Staff)));
        await cluster.Time.Settle();
        var parts = 0;
        var young = await Prune(years: 4);
        Assert.Equal((0, 0, 0), (young.Words, young.Files, young.Persons));

        var old = await Prune(years: 6);
        Assert.True(old.Words > 0);
        Assert.True(old.Persons > 0);
        Assert.True(parts > 10, $"{parts}");
        Assert.Contains(old.Kept, kept => kept is { Kind: "customer", Because: KeptBecause.Followed });
        Assert.Empty(await Words(ticket));
        Assert.Empty(await Words(contact));
        Assert.NotEmpty(await Words(customer));
        Assert.Null((await contact.Read(Caller.System))!.Counterpart);
        Assert.Equal(company.BranchId, (await ticket.Read(Caller.System))!.BranchId);
        var again = await Prune(years: 6);
        Assert.Equal((0, 0, 0), (again.Words, again.Files, again.Persons));

        // In the smallest parts there are: a page of two records each.
        async Task<Pruned> Prune(int years)
        {
            var pruning = ActivatorUtilities.CreateInstance<Pruning>(cluster.Services, new FakeTimeProvider(cluster.Now.AddYears(years)));
            (pruning.PageSize, pruning.AtATime, parts) = (2, TimeSpan.Zero, 0);
            Pruned? sum = null;
            do
            {
                var part = (await pruning.Run(sum?.Next, Cancelled))!;
                sum = sum is null ? part : part with { Words = sum.Words + part.Words, Files = sum.Files + part.Files, Persons = sum.Persons + part.Persons, Kept = [.. sum.Kept, .. part.Kept] };
                parts++;
            }
            while (sum.Next is not null);
            Assert.Null(await pruning.Run("nowhere/x", Cancelled));
            return sum;
        }

        Task<List<string?[]>> Words(IGrainWithStringKey record) => cluster.Query($"select words from journal_text where record = '{record.GetPrimaryKeyString()}' and words is not null");
    }

    private PersonalRecords Persons => cluster.Services.GetRequiredService<PersonalRecords>();

    /// <summary>A customer with a note, an open ticket, and an entry in the register that names him.</summary>
    private async Task<(Company Company, ICustomerGrain Customer, ITicketGrain Ticket, IContactGrain Contact)> Known()
    {
        var company = await Company.Open(cluster);
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId + "-person");
        await Company.Accepted(customer.Register(new(new RegisterCustomer(company.BranchId, Company.Wang with { Name = Name, Phones = [new Phone(Phone)] }), company.Staff)));
        await Company.Accepted(customer.AddNote(new(new AddNote("likes tea"), company.Staff)));
        var ticket = company.Ticket("person");
        await Company.Accepted(ticket.Register(new(company.Leak with { CustomerId = customer.GetPrimaryKeyString(), ProductId = null }, company.Staff)));
        var contact = cluster.Grains.GetGrain<IContactGrain>(company.CustomerId.Replace("c-", "k-", StringComparison.Ordinal));
        await Company.Accepted(contact.Record(new(new RecordedContact(company.BranchId, ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Other, "asked for a price",
            CustomerId: customer.GetPrimaryKeyString(), Counterpart: new Counterpart(Name, Phone)), company.Staff)));
        await cluster.Time.Settle();
        return (company, customer, ticket, contact);
    }

    private async Task<IReadOnlyList<JournalEvent>> Events(IGrainWithStringKey record) => await cluster.Services.GetRequiredService<Journal>().Read(record.GetPrimaryKeyString(), Cancelled);

    /// <summary>How often it stands in states, rows, the search and the journal.</summary>
    private async Task<string> Found(string text)
    {
        var state = cluster.Database.Provider == AfterSales.Storage.StorageProvider.Sqlite ? "cast(payloadbinary as text)" : "convert_from(payloadbinary, 'UTF8')";
        var events = cluster.Database.Provider == AfterSales.Storage.StorageProvider.Sqlite ? "events" : "events::text";
        var counts = await cluster.Query($"""
            select (select count(*) from orleansstorage where {state} like '%{text}%' and serviceid = 'aftersales'),
              (select count(*) from customer where name like '%{text}%' or phones like '%{text}%') + (select count(*) from contact where counterpart_name = '{text}' or counterpart_phone = '{text}'),
              (select count(*) from search_entry where title like '%{text}%' or text like '%{text}%' or cast(phones as text) like '%{text.TrimStart('+')}%') + (select count(*) from search_key where key like '%{text.TrimStart('+')}%'), (select count(*) from journal where {events} like '%{text}%')
            """);
        return string.Join(' ', counts[0]);
    }
}

public sealed class PersonalDataTestsOnSqlite(SqliteCluster cluster) : PersonalDataTests(cluster), IClassFixture<SqliteCluster>;

public sealed class PersonalDataTestsOnPostgreSql(PostgreSqlCluster cluster) : PersonalDataTests(cluster), IClassFixture<PostgreSqlCluster>;
