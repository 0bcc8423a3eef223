using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Customers;

/// <summary>The customer file as it is kept: by several people, with reminders of its own.</summary>
public abstract class CustomerFileTests(TestCluster cluster)
{
    [Fact]
    public async Task Agents_who_amend_a_file_at_once_lose_nothing_of_each_other()
    {
        var (company, file) = await Opened();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Company.Accepted(i % 2 == 0
            ? file.PutContact(company.Intent(new ContactPerson("", $"联系人 {i}", null, [])))
            : file.PutAddress(company.Intent(new CustomerAddress("", $"Calle Mayor, {i}", "Madrid"))))));
        var details = (await file.Read(company.Staff))!.Details;
        Assert.Equal(["联系人 0", "联系人 2", "联系人 4", "联系人 6"], details.Contacts.Select(contact => contact.Name).Order(StringComparer.Ordinal));
        Assert.Equal(5, details.Addresses.Count);
        var ids = details.Contacts.Select(contact => contact.Id).Concat(details.Addresses.Select(address => address.Id)).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(details.Addresses[0], details.Address);
    }

    [Fact]
    public async Task A_repeated_request_adds_a_contact_once()
    {
        var (company, file) = await Opened();
        var intent = company.Intent(new ContactPerson("", "Íñigo Peña", "portero", [new Phone("+34612345678", "7")]), "contact-1");
        var first = await Company.Accepted(file.PutContact(intent));
        Assert.Equal(first, await Company.Accepted(file.PutContact(intent)));
        await cluster.Forget(file);
        Assert.Equal(first, await Company.Accepted(file.PutContact(intent)));
        Assert.Equal("Íñigo Peña", Assert.Single((await file.Read(company.Staff))!.Details.Contacts).Name);
        await Company.Refused<RequestIdReused>(file.PutContact(company.Intent(new ContactPerson("", "Otra", null, []), "contact-1")));
    }

    [Fact]
    public async Task The_row_says_where_the_customer_is_and_how_complete_the_file_is()
    {
        var (company, file) = await Opened();
        var hotel = new CustomerDetails
        {
            Kind = CustomerKind.Organisation, Name = "Hôtel Núñez 酒店", Phones = [new Phone("+34915221098", "12"), new Phone("+34612345678")],
            Contacts = [new ContactPerson("", "Íñigo Peña", "portero", [])],
            Addresses = [new CustomerAddress("", "Calle Mayor, 4", "Madrid", "Comunidad de Madrid", "28013", "ES", Zone.Suburban, new Coordinates(40.4155, -3.7074), true)],
            Language = "es", TimeZone = "Europe/Madrid",
        };
        await Company.Accepted(file.Amend(company.Intent(hotel)));
        var row = await Row(company);
        Assert.Equal(("Hôtel Núñez 酒店", "+34915221098", "+34915221098;ext=12 +34612345678"), (row.Name, row.Phone, row.Phones));
        Assert.Equal(("Comunidad de Madrid", "28013", Zone.Suburban, 40.4155, -3.7074), (row.Region, row.PostalCode, row.Zone, row.Latitude, row.Longitude));
        Assert.Equal((85, false), (row.CompletePercent, row.IsComplete));
        await Company.Accepted(file.PlanService(company.Intent(new PlanService(new MaintenanceCycle(6, CycleUnit.Months), null, []))));
        var complete = await Row(company);
        Assert.Equal((100, true), (complete.CompletePercent, complete.IsComplete));
        Assert.NotNull(complete.NextServiceOn);
    }

    [Fact]
    public async Task A_file_not_made_two_days_after_the_first_intake_is_a_task_of_who_registered_the_customer_until_it_is_made()
    {
        var company = await Company.Open(cluster);
        await company.Registered("duty");
        await cluster.Time.Settle();
        var owed = await Row(company);
        Assert.Equal((cluster.Now.AddDays(2), "test", false), (owed.FileDueAt!.Value, owed.FileResponsible, owed.IsFileOverdue));
        await company.Registered("again");
        await cluster.Time.MoveTo(cluster.Now.AddDays(2).AddMinutes(-1));
        Assert.Empty(await TasksOf(company));
        await cluster.Time.MoveTo(cluster.Now.AddDays(6));
        Assert.True((await Row(company)).IsFileOverdue);
        var task = Assert.Single(await TasksOf(company));
        Assert.Equal((TaskKind.CompleteCustomerFile, "test", true, Role.ServiceDirector), (task.Kind, task.AssignedTo, task.IsOverdue, task.EscalatedTo));
        await Company.Accepted(File(company).PlanService(company.Intent(new PlanService(new MaintenanceCycle(1, CycleUnit.Years), null, []))));
        await cluster.Time.Settle();
        Assert.Equal(TaskState.Settled, Assert.Single(await TasksOf(company)).State);
        var made = await Row(company);
        Assert.Equal((false, null, null), (made.IsFileOverdue, made.FileDueAt, made.FileResponsible));
    }

    [Fact]
    public async Task A_first_sale_owes_the_file_in_two_days_and_one_of_an_old_list_owes_none()
    {
        var (company, file) = await Opened();
        var today = Company.OfficeHours.LocalDay(cluster.Now);
        await Sold("old", today.AddDays(-31));
        Assert.Null((await Row(company)).FileDueAt);
        await Sold("new", today.AddDays(-1));
        Assert.Equal((cluster.Now.AddDays(2), "test"), ((await Row(company)).FileDueAt!.Value, (await Row(company)).FileResponsible));
        Assert.Equal(FileOccasion.Sale, (await file.Read(company.Staff))!.File.Occasion);
        await cluster.Time.MoveTo(cluster.Now.AddDays(3));
        Assert.Equal(TaskKind.CompleteCustomerFile, Assert.Single(await TasksOf(company)).Kind);

        async Task Sold(string serial, DateOnly day)
        {
            var product = cluster.Grains.GetGrain<IProductGrain>($"{company.ProductId}-{serial}");
            await Company.Accepted(product.Put(company.Intent(new RegisterProduct(
                company.CustomerId, new ProductDetails("WM-8", $"{company.ProductId}-{serial}".ToUpperInvariant(), day, null, null, [])))));
            await cluster.Time.Settle();
        }
    }

    [Fact]
    public async Task A_service_that_comes_near_is_reminded_of_once_and_one_that_was_done_moves_the_date_on()
    {
        var (company, file) = await Opened();
        var today = DateOnly.FromDateTime(cluster.Now.UtcDateTime);
        await Company.Accepted(file.PlanService(company.Intent(new PlanService(new MaintenanceCycle(3, CycleUnit.Months), today.AddDays(20), ["清洗滤网"]))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(12));
        await file.Wake();
        await file.Wake();
        await cluster.Time.Settle();
        var task = Assert.Single(await TasksOf(company));
        Assert.Equal((TaskKind.MaintenanceCall, TaskState.Open), (task.Kind, task.State));
        var done = DateOnly.FromDateTime(cluster.Now.UtcDateTime).AddDays(-1);
        await new TellServiceDone(company.CustomerId, done).Deliver(cluster.Grains, new EffectContext($"{company.CustomerId}-done"));
        await new TellServiceDone(company.CustomerId, done).Deliver(cluster.Grains, new EffectContext($"{company.CustomerId}-done"));
        await cluster.Time.Settle();
        Assert.Equal(TaskState.Settled, Assert.Single(await TasksOf(company)).State);
        Assert.Equal(done.AddMonths(3), (await file.Read(company.Staff))!.Service.NextOn);
        await cluster.Time.MoveTo(cluster.Now.AddMonths(3));
        Assert.Equal(2, (await TasksOf(company)).Count);
    }

    [Fact]
    public async Task Who_refused_every_channel_is_not_reminded()
    {
        var (company, file) = await Opened();
        foreach (var channel in Enum.GetValues<ConsentChannel>()) await Company.Accepted(file.SayConsent(company.Intent(new SayConsent(channel, false))));
        await Company.Accepted(file.PlanService(company.Intent(new PlanService(null, DateOnly.FromDateTime(cluster.Now.UtcDateTime).AddDays(16), []))));
        await Company.Accepted(file.PlanCall(company.Intent(new PlanCall("续保", cluster.Now.AddDays(1)))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(20));
        Assert.Empty(await TasksOf(company));
        Assert.Null((await file.Read(company.Staff))!.NextDue);
    }

    [Fact]
    public async Task Two_offers_sent_at_once_do_not_pass_the_limit_together()
    {
        var (company, file) = await Opened();
        await Company.Refused<ConsentNotGiven>(file.MakeOffer(company.Intent(new MakeOffer("spring", ConsentChannel.Message))));
        await Company.Accepted(file.SayConsent(company.Intent(new SayConsent(ConsentChannel.Message, true))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => file.MakeOffer(company.Intent(new MakeOffer($"offer {i}", ConsentChannel.Message)))));
        Assert.Equal(2, answers.Count(answer => answer.Refusal is null));
        Assert.Equal(3, answers.Count(answer => answer.Refusal is OfferTooSoon));
    }

    [Fact]
    public async Task Notes_are_read_the_latest_first_and_stand_among_the_words_that_can_be_erased()
    {
        var (company, file) = await Opened();
        await Company.Accepted(file.AddNote(company.Intent(new AddNote("喜欢下午来电"))));
        await Company.Accepted(file.AddNote(company.Intent(new AddNote("Prefiere que le llamen por la tarde"))));
        var notes = await cluster.Services.GetRequiredService<CustomerNotes>().Of(company.CustomerId, 10, CancellationToken.None);
        Assert.Equal(["Prefiere que le llamen por la tarde", "喜欢下午来电"], notes.Select(note => note.Note));
        Assert.All(notes, note => Assert.Equal(("test", cluster.Now), (note.ById, note.At)));
        Assert.Single(await cluster.Services.GetRequiredService<CustomerNotes>().Of(company.CustomerId, 1, CancellationToken.None));
    }

    [Fact]
    public async Task No_new_ticket_is_taken_for_an_archived_customer_until_the_file_is_taken_up_again()
    {
        var (company, file) = await Opened();
        await Company.Accepted(file.Archive(company.Intent(new ArchiveCustomer("搬走了"))));
        var refusal = await Company.Refused<CustomerIsArchived>(company.Ticket("archived").Register(company.Intent(company.Leak)));
        Assert.Equal(company.CustomerId, refusal.CustomerId);
        await Company.Accepted(file.Unarchive(company.Intent(new UnarchiveCustomer())));
        await company.Registered("archived");
    }

    [Fact]
    public async Task A_file_put_away_in_the_moment_in_which_work_is_begun_is_taken_up_again()
    {
        var (company, file) = await Opened();
        await cluster.Time.Settle();
        // The ticket has seen the file in use, and is saved only after it was put away.
        var archived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Faults.Before = async saved =>
        {
            if (saved is not Saved<Ticket> { Entry.Events: [TicketRegistered, ..], State.CustomerId: var customer } || customer != company.CustomerId) return;
            reached.TrySetResult();
            await archived.Task;
        };
        var registered = company.Ticket("same-moment").Register(company.Intent(company.Leak));
        await reached.Task;
        await Company.Accepted(file.Archive(company.Intent(new ArchiveCustomer("搬走了"))));
        Assert.Equal(CustomerStanding.Archived, (await file.Read(company.Staff))!.Standing);
        archived.SetResult();
        await Company.Accepted(registered);
        cluster.Faults.Before = _ => Task.CompletedTask;
        await cluster.Time.Settle();
        Assert.Equal(CustomerStanding.Active, (await file.Read(company.Staff))!.Standing);
        await Company.Refused<CustomerHasOpenWork>(file.Archive(company.Intent(new ArchiveCustomer("搬走了"))));
    }

    [Fact]
    public async Task Word_of_work_that_is_over_leaves_an_archived_file_where_it_is()
    {
        var (company, file) = await Opened();
        await cluster.Time.Settle();
        await Company.Accepted(file.Archive(company.Intent(new ArchiveCustomer("搬走了"))));
        await Company.Accepted(file.WorkBegan(new Intent<WorkBegan>(new WorkBegan(), Caller.System)));
        await Company.Accepted(file.OweFile(new Intent<OweFile>(new OweFile(FileOccasion.Intake, cluster.Now, null), Caller.System)));
        Assert.Equal(CustomerStanding.Archived, (await file.Read(company.Staff))!.Standing);
    }

    [Fact]
    public async Task Another_branch_changes_nothing_in_a_file()
    {
        var (company, file) = await Opened();
        var before = await file.Read(Caller.System);
        Task<Answer>[] asked =
        [
            file.PutAddress(By(new CustomerAddress("", "x", "y"))), file.RemoveAddress(By(new RemovePart("a1"))),
            file.PutContact(By(new ContactPerson("", "x", null, []))), file.RemoveContact(By(new RemovePart("p1"))),
            file.ChangeTier(By(new ChangeTier(CustomerTier.Vip, "x"))), file.SayConsent(By(new SayConsent(ConsentChannel.Call, true))),
            file.NameSupportGroup(By(new NameSupportGroup(new SupportGroup("x", ["y"])))), file.AddNote(By(new AddNote("x"))),
            file.PlanService(By(new PlanService(null, new DateOnly(2027, 1, 1), []))), file.ServiceDone(By(new ServiceDone(new DateOnly(2026, 1, 1)))),
            file.PlanCall(By(new PlanCall("x", cluster.Now.AddDays(1)))), file.MakeOffer(By(new MakeOffer("x", ConsentChannel.Call))),
            file.OweFile(By(new OweFile(FileOccasion.Sale, cluster.Now, null))), file.Merge(By(new MergeCustomer("c-x"))),
            file.Unmerge(By(new UnmergeCustomer())), file.TakeIn(By(new TakeInDuplicate("c-x", Company.Wang, ServicePlan.None, Consents.None))),
            file.LetGo(By(new LetGoDuplicate("c-x"))), file.TakeBack(By(new TakeMergeBack("c-x"))),
            file.Archive(By(new ArchiveCustomer(null))), file.Unarchive(By(new UnarchiveCustomer())),
        ];
        Assert.All(await Task.WhenAll(asked), answer => Assert.IsType<NotFound>(answer.Refusal));
        Assert.Equal(before, await file.Read(Caller.System));

        static Intent<T> By<T>(T body) => new(body, TestCluster.At("b-elsewhere", Role.BranchManager));
    }

    private ICustomerGrain File(Company company) => cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);

    private async Task<(Company Company, ICustomerGrain File)> Opened()
    {
        var company = await Company.Open(cluster);
        return (company, File(company));
    }

    private async Task<CustomerRow> Row(Company company) => Assert.Single(await cluster.Rows<CustomerRow>(rows => rows.Where(row => row.Id == company.CustomerId)));

    private Task<List<WorkTaskRow>> TasksOf(Company company) => cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == company.CustomerId));
}

public sealed class CustomerFileOnSqlite(SqliteCluster cluster) : CustomerFileTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CustomerFileOnPostgreSql(PostgreSqlCluster cluster) : CustomerFileTests(cluster), IClassFixture<PostgreSqlCluster>;
