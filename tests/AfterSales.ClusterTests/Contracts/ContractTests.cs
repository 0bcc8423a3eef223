using AfterSales.Access;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Contracts;

/// <summary>A contract keeps itself: it makes its inspections and sees to its renewal by its own reminder.</summary>
public abstract class ContractTests(TestCluster cluster)
{
    [Fact]
    public async Task A_year_of_a_contract_makes_each_inspection_once_and_one_renewal_task_for_the_named_person()
    {
        var (company, contract) = await Made("year", cluster.Now, months: 12);
        var to = (await contract.Read(company.Staff))!.Term.To;
        await cluster.Time.MoveTo(cluster.Now.AddDays(345));
        var tickets = await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Kind == TicketKind.Inspection));
        Assert.Equal(2, tickets.Count);
        Assert.All(tickets, ticket => Assert.Equal((company.CustomerId, company.ProductId, IModelGrain.KeyOf("WM-8")), (ticket.CustomerId, ticket.ProductId, ticket.ModelId)));
        var tasks = await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == contract.GetPrimaryKeyString()));
        Assert.Equal(11, tasks.Count(task => task.Kind == TaskKind.InspectByPhone));
        var renewal = Assert.Single(tasks, task => task.Kind == TaskKind.RenewContract);
        Assert.Equal(("account-renewals", true), (renewal.AssignedTo, renewal.IsOpen));
        await cluster.Time.MoveTo(cluster.Now.AddDays(15));
        Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == contract.GetPrimaryKeyString() && row.Kind == TaskKind.DecideRenewal)));

        await Company.Accepted(contract.Renew(company.Intent(new RenewContract(to.AddYears(1), 130_000))));
        await cluster.Time.Settle();
        Assert.DoesNotContain(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == contract.GetPrimaryKeyString())),
            task => task.Kind is TaskKind.RenewContract or TaskKind.DecideRenewal && task.IsOpen);
        await cluster.Time.MoveTo(cluster.Now.AddDays(345));
        Assert.Equal(2, (await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == contract.GetPrimaryKeyString() && row.Kind == TaskKind.RenewContract))).Count);
        Assert.Equal([TermOutcome.Renewed, TermOutcome.Open],
            (await cluster.Rows<ContractTermRow>(rows => rows.Where(row => row.ContractId == contract.GetPrimaryKeyString()).OrderBy(row => row.Id))).Select(row => row.Outcome));
    }

    [Fact]
    public async Task The_expiry_notice_is_sent_by_hand_once_and_stands_in_the_register_as_it_was_written()
    {
        var (company, contract) = await Made("letter", cluster.Now, months: 2);
        await cluster.Time.MoveTo(cluster.Now.AddDays(45));
        await contract.Wake();
        await cluster.Time.Settle();
        var message = Assert.Single(await Notices());
        Assert.Equal((MessageState.ByHand, ContactChannel.Message, company.CustomerId), (message.State, message.Channel, message.CustomerId));
        var task = Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == message.Id)));
        Assert.Equal((TaskKind.SendMessage, Role.FollowUpAgent, true), (task.Kind, task.Role, task.IsOpen));
        Assert.Empty(await Registered());
        await Company.Accepted(cluster.Grains.GetGrain<IMessageGrain>(message.Id).SentByHand(company.Intent(new MessageGone())));
        await cluster.Time.Settle();
        var entry = Assert.Single(await Registered());
        Assert.Equal((ContactDirection.Outgoing, ContactSubject.Notice, ContactOutcome.Sent), (entry.Direction, entry.Subject, entry.Outcome));
        var text = Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == entry.Id && row.Field == "text"))).Words!;
        Assert.Contains((await contract.Read(company.Staff))!.Number, text, StringComparison.Ordinal);
        Assert.Contains("尊敬的王伟", text, StringComparison.Ordinal);
        // The next term has a notice of its own, which is dropped when the contract is renewed before it went out.
        await Company.Accepted(contract.Renew(company.Intent(new RenewContract((await contract.Read(company.Staff))!.Term.To.AddMonths(3), 1))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(100));
        Assert.Equal([MessageState.Sent, MessageState.ByHand], (await Notices()).Select(row => row.State));
        await Company.Accepted(contract.Renew(company.Intent(new RenewContract((await contract.Read(company.Staff))!.Term.To.AddMonths(3), 1))));
        await cluster.Time.Settle();
        Assert.Equal([MessageState.Sent, MessageState.Dropped], (await Notices()).Select(row => row.State));

        Task<List<OutboundMessageRow>> Notices()
        {
            var key = contract.GetPrimaryKeyString();
            return cluster.Rows<OutboundMessageRow>(rows => rows.Where(row => row.About == key && row.Kind == MessageKind.ContractExpiry).OrderBy(row => row.AskedAt));
        }

        async Task<List<ContactRow>> Registered()
        {
            var notices = (await Notices()).ConvertAll(row => row.Id);
            return await cluster.Rows<ContactRow>(rows => rows.Where(row => row.About != null && notices.Contains(row.About)));
        }
    }

    [Fact]
    public async Task Who_wants_nothing_written_to_him_gets_no_expiry_notice_but_the_renewal_is_seen_to()
    {
        var (company, contract) = await Made("unwritten", cluster.Now, months: 2);
        foreach (var channel in Enum.GetValues<ConsentChannel>())
            await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).SayConsent(company.Intent(new SayConsent(channel, false))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(45));
        var key = contract.GetPrimaryKeyString();
        var message = Assert.Single(await cluster.Rows<OutboundMessageRow>(rows => rows.Where(row => row.About == key)));
        Assert.Equal((MessageState.Dropped, DropReason.NoConsent), (message.State, message.Dropped));
        Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.RenewContract)));
        // Somebody tells him in another way, unless the renewal is decided before.
        var tell = Assert.Single(await ToTell());
        Assert.Equal((Role.FollowUpAgent, company.CustomerId, true), (tell.Role, tell.CustomerId, tell.IsOpen));
        Assert.True(tell.DueAt > tell.RaisedAt);
        await Company.Accepted(contract.Renew(company.Intent(new RenewContract((await contract.Read(company.Staff))!.Term.To.AddYears(1), 1))));
        await cluster.Time.Settle();
        Assert.Equal(TaskState.Settled, Assert.Single(await ToTell()).State);

        Task<List<WorkTaskRow>> ToTell() => cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.TellWithoutWriting));
    }

    [Fact]
    public async Task An_expiry_notice_that_is_sent_after_the_end_says_that_the_contract_has_ended()
    {
        var (company, contract) = await Made("overslept", cluster.Now, months: 2);
        await cluster.Time.MoveTo(cluster.Now.AddDays(75));
        var key = contract.GetPrimaryKeyString();
        var message = Assert.Single(await cluster.Rows<OutboundMessageRow>(rows => rows.Where(row => row.About == key)));
        Assert.Equal(MessageState.ByHand, message.State);
        await Company.Accepted(cluster.Grains.GetGrain<IMessageGrain>(message.Id).SentByHand(company.Intent(new MessageGone())));
        await cluster.Time.Settle();
        var entry = Assert.Single(await cluster.Rows<ContactRow>(rows => rows.Where(row => row.About == message.Id)));
        var text = Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == entry.Id && row.Field == "text"))).Words!;
        Assert.Contains("已于", text, StringComparison.Ordinal);
        Assert.DoesNotContain("将于", text, StringComparison.Ordinal);
        Assert.DoesNotContain("到期日之前", text, StringComparison.Ordinal);
    }

    // S0 P3 一5: monthly, by phone too, with a report to the person in charge
    [Fact]
    public async Task What_an_inspection_found_is_read_by_the_person_the_contract_names_by_phone_and_on_site()
    {
        var (company, contract) = await Made("report", cluster.Now, months: 12);
        await cluster.Time.MoveTo(cluster.Now.AddDays(25));
        var key = contract.GetPrimaryKeyString();
        var call = (await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.InspectByPhone))).First();
        var task = cluster.Grains.GetGrain<IWorkTaskGrain>(call.Id);
        var agent = TestCluster.At(company.BranchId, Role.FollowUpAgent);
        await Company.Refused<TaskIsForOthers>(task.Complete(company.Intent(new CompleteTask("运行正常"))));
        await Company.Refused<InputInvalid>(task.Complete(new Intent<CompleteTask>(new CompleteTask(null), agent)));
        await Company.Accepted(task.Complete(new Intent<CompleteTask>(new CompleteTask("运行正常"), agent)));
        await cluster.Time.Settle();
        var read = Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.ReadInspectionReport)));
        Assert.Equal(("account-renewals", Role.BranchManager, true), (read.AssignedTo, read.Role, read.IsOpen));
        Assert.True(read.DueAt > read.RaisedAt);
        Assert.Equal("运行正常", Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == read.Id && row.Field == "note"))).Words);

        await cluster.Time.MoveTo(cluster.Now.AddDays(125));
        var row = Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Kind == TicketKind.Inspection)));
        var ticket = cluster.Grains.GetGrain<ITicketGrain>(row.Id);
        Assert.Equal(key, (await ticket.Read(company.Staff))!.Intake.ContractId);
        await Company.Accepted(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null))));
        await company.Serve(ticket, cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        var onSite = Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row2 => row2.About == row.Id && row2.Kind == TaskKind.ReadInspectionReport)));
        Assert.Equal(("account-renewals", true), (onSite.AssignedTo, onSite.IsOpen));
    }

    [Fact]
    public async Task The_end_of_a_warranty_opens_an_offer_once_which_a_contract_settles()
    {
        var company = await Company.Open(cluster);
        var product = cluster.Grains.GetGrain<IProductGrain>($"ip-{company.BranchId[2..]}-offer");
        var day = Company.OfficeHours.LocalDay(cluster.Now);
        await Company.Accepted(product.Put(company.Intent(new RegisterProduct(company.CustomerId, new ProductDetails("WM-9", $"O-{company.BranchId}", day.AddMonths(-10), null, null, [])))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(70));
        await product.Wake();
        await cluster.Time.Settle();
        var offer = Assert.Single(await Offers());
        Assert.Equal((true, company.CustomerId, Role.FollowUpAgent), (offer.IsOpen, offer.CustomerId, offer.Role));
        var contract = cluster.Grains.GetGrain<IContractGrain>($"con-{Guid.NewGuid():N}");
        await Company.Accepted(contract.Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId,
            new ContractDetails { ProductIds = [product.GetPrimaryKeyString()] }, new ContractTerm(day, day.AddYears(2), 1)))));
        await cluster.Time.Settle();
        Assert.Equal(TaskState.Settled, Assert.Single(await Offers()).State);
        // What is under contract when its warranty ends is offered none.
        var covered = cluster.Grains.GetGrain<IProductGrain>($"ip-{company.BranchId[2..]}-covered");
        await Company.Accepted(covered.Put(company.Intent(new RegisterProduct(company.CustomerId, new ProductDetails("WM-9", $"C-{company.BranchId}", day, null, null, [])))));
        await Company.Accepted(contract.Amend(company.Intent(new AmendContract(new ContractDetails { ProductIds = [covered.GetPrimaryKeyString()] }))));
        await cluster.Time.Settle();
        Assert.Null((await covered.Read(company.Staff))!.NextDue);

        async Task<List<WorkTaskRow>> Offers()
        {
            var key = product.GetPrimaryKeyString();
            return await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.OfferContract));
        }
    }

    [Fact]
    public async Task A_fault_of_a_covered_product_is_category_B_as_the_contract_says_and_an_override_needs_a_reason()
    {
        var (company, contract) = await Made("category", cluster.Now, months: 12);
        var ticket = await company.Registered("covered");
        await Company.Refused<OverrideNeedsReason>(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("seal", null, ServiceCategory.Paid)], null, null))));
        await Company.Accepted(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("seal", WarrantyExclusion.Misuse, null)], null, null))));
        var part = Assert.Single((await ticket.Read(company.Staff))!.Assessment.Parts);
        Assert.Equal((ServiceCategory.Contract, contract.GetPrimaryKeyString()), (part.Category, part.ContractId));
        await Company.Accepted(contract.Cancel(company.Intent(new CancelContract("x"))));
        // The day of the request counts: today the contract holds no more.
        var after = company.Ticket("after");
        await Company.Accepted(after.Register(company.Intent(company.Leak)));
        await Company.Accepted(after.Assess(company.Intent(new AssessTicket([new PartToAssess("seal", WarrantyExclusion.Misuse, null)], null, null))));
        Assert.Equal(ServiceCategory.Paid, Assert.Single((await after.Read(company.Staff))!.Assessment.Parts).Category);
    }

    [Fact]
    public async Task What_was_made_ahead_for_after_the_end_of_a_cancelled_contract_is_taken_back_or_decided_over_where_it_is_arranged()
    {
        var company = await Company.Open(cluster);
        var today = Company.OfficeHours.LocalDay(cluster.Now);
        var contract = cluster.Grains.GetGrain<IContractGrain>($"con-{company.BranchId[2..]}-ended");
        var first = today.AddDays(-21);
        // All three are due in about ten days, and made by now.
        static InspectionItem Item(string code, InspectionChannel channel) => new(code, code, 1, null, channel, null, []);
        var details = new ContractDetails
        {
            ProductIds = [company.ProductId],
            Inspections = [Item("joints", InspectionChannel.Site), Item("seals", InspectionChannel.Site), Item("call", InspectionChannel.Phone)],
        };
        await Company.Accepted(contract.Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId, details, new ContractTerm(first, first.AddYears(1), 1)))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        Assert.Equal(["call", "joints", "seals"], (await contract.Read(company.Staff))!.Raised.Select(raised => raised.Code).Order(StringComparer.Ordinal));
        var tickets = await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Kind == TicketKind.Inspection).OrderBy(row => row.Id));
        Assert.Equal(2, tickets.Count);
        // A time is agreed for one of them.
        var arranged = cluster.Grains.GetGrain<ITicketGrain>(tickets[0].Id);
        await Company.Accepted(arranged.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null))));
        var at = Company.OfficeHours.NextOpening(cluster.Now.AddDays(8))!.Value.AddHours(1);
        await Company.Accepted(arranged.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, at, at.AddHours(1), "客户只有这时在家"))));
        await Company.Accepted(contract.Cancel(company.Intent(new CancelContract("搬迁", today))));
        await cluster.Time.Settle();
        Assert.Empty((await contract.Read(company.Staff))!.Raised);
        var open = cluster.Grains.GetGrain<ITicketGrain>(tickets[1].Id);
        Assert.Equal((TicketStep.Cancelled, TicketStep.Scheduled), ((await open.Read(company.Staff))!.Step, (await arranged.Read(company.Staff))!.Step));
        var number = (await contract.Read(company.Staff))!.Number;
        Assert.Contains(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == tickets[1].Id && row.Field == "reason")), text => text.Words!.Contains(number, StringComparison.Ordinal));
        var decide = Assert.Single(await Decisions());
        Assert.Equal((tickets[0].Id, Role.Dispatcher, true), (decide.About, decide.Role, decide.IsOpen));
        var key = contract.GetPrimaryKeyString();
        Assert.Equal(TaskState.Settled, Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.InspectByPhone))).State);
        // It holds longer after all: somebody reads which inspections are owed again, once.
        await Company.Accepted(contract.Cancel(company.Intent(new CancelContract("下月搬迁", today.AddDays(20)))));
        await Company.Accepted(contract.Cancel(company.Intent(new CancelContract("下月搬迁", today.AddDays(21)))));
        await cluster.Time.Settle();
        var again = Assert.Single(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.Notice)));
        Assert.Equal((Role.Dispatcher, true), (again.Role, again.DueAt > again.RaisedAt));
        var note = Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == again.Id && row.Field == "note"))).Words!;
        Assert.All(new[] { "joints", "seals", "call" }, name => Assert.Contains(name, note, StringComparison.Ordinal));
        // Over what is arranged nobody has to decide any more, until the contract ends before it again.
        Assert.Equal(TaskState.Settled, Assert.Single(await Decisions()).State);
        Assert.Null((await arranged.Read(company.Staff))!.Intake.ContractEndsOn);
        await Company.Accepted(contract.Cancel(company.Intent(new CancelContract("搬迁", today))));
        await cluster.Time.Settle();
        Assert.Equal([TaskState.Open, TaskState.Settled], (await Decisions()).Select(task => task.State).Order());
        // Cancelled by hand, it is decided.
        await Company.Accepted(arranged.Cancel(company.Intent(new Because("客户不需要"))));
        await cluster.Time.Settle();
        Assert.Equal([TaskState.Settled, TaskState.Settled], (await Decisions()).Select(task => task.State));
        await cluster.Time.MoveTo(cluster.Now.AddDays(60));
        Assert.Equal(2, (await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Kind == TicketKind.Inspection))).Count);

        Task<List<WorkTaskRow>> Decisions() =>
            cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Kind == TaskKind.DecideInspection));
    }

    // S0 P4 III: what is to be looked after at every unit of a model
    [Fact]
    public async Task Where_nobody_says_what_is_inspected_it_is_what_the_catalogue_says_of_the_models()
    {
        var company = await Company.Open(cluster);
        var code = $"T-{company.BranchCode}";
        await Company.Accepted(cluster.Grains.GetGrain<IModelGrain>(IModelGrain.KeyOf(code)).Register(new Intent<RegisterModel>(new RegisterModel(code, new ModelDetails(
            new LocalText("Window", null, null), "windows", [], [], [new ModelInspection("seals", new LocalText("Seals", "密封条", null), 1, 6, InspectionChannel.Site)], [], LocalText.None)), company.Director)));
        var window = $"ip-{company.BranchId[2..]}-window";
        await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>(window).Put(company.Intent(new RegisterProduct(company.CustomerId, new ProductDetails(code, window, null, null, null, [])))));
        var day = Company.OfficeHours.LocalDay(cluster.Now);
        var details = new ContractDetails { ProductIds = [window] };
        var proposed = await Made("proposed", asModelsSay: true);
        var seals = Assert.Single((await proposed.Read(company.Staff))!.Details.Inspections);
        Assert.Equal(("seals", "密封条", 1, 6), (seals.Code, seals.Name, seals.FirstAfterMonths, seals.EveryMonths));
        Assert.True(Assert.Single((await proposed.Read(company.Staff))!.Owed).Day >= day.AddMonths(1));
        // Amended in another respect it keeps its plan; what is said of it holds.
        await Company.Accepted(proposed.Amend(company.Intent(new AmendContract(details with { Parts = ContractCharge.List }, InspectsAsBefore: true))));
        Assert.Equal((ContractCharge.List, 1), ((await proposed.Read(company.Staff))!.Details.Parts, (await proposed.Read(company.Staff))!.Details.Inspections.Count));
        await Company.Accepted(proposed.Amend(company.Intent(new AmendContract(details))));
        Assert.Empty((await proposed.Read(company.Staff))!.Details.Inspections);
        Assert.Empty((await (await Made("none", asModelsSay: false)).Read(company.Staff))!.Details.Inspections);

        async Task<IContractGrain> Made(string name, bool asModelsSay)
        {
            var contract = cluster.Grains.GetGrain<IContractGrain>($"con-{company.BranchId[2..]}-{name}");
            await Company.Accepted(contract.Make(company.Intent(new MakeContract(company.BranchId, company.CustomerId, details, new ContractTerm(day, day.AddYears(1), 1), asModelsSay))));
            return contract;
        }
    }

    [Fact]
    public async Task A_contract_that_is_let_go_says_why_and_settles_its_task()
    {
        var (company, contract) = await Made("lapse", cluster.Now, months: 2);
        await cluster.Time.MoveTo(cluster.Now.AddDays(40));
        await Company.Accepted(contract.Lapse(company.Intent(new EndContract("搬迁"))));
        await cluster.Time.Settle();
        var tasks = await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == contract.GetPrimaryKeyString() && row.Kind == TaskKind.RenewContract));
        Assert.Equal(TaskState.Settled, Assert.Single(tasks).State);
        await Company.Refused<ContractOver>(contract.Renew(company.Intent(new RenewContract(new DateOnly(2030, 1, 1), 1))));
    }

    [Fact]
    public async Task A_customer_who_stays_after_all_is_seen_to_once_more()
    {
        var (company, contract) = await Made("stays", cluster.Now, months: 2);
        await cluster.Time.MoveTo(cluster.Now.AddDays(40));
        await Company.Accepted(contract.Lapse(company.Intent(new EndContract("搬迁"))));
        await Company.Accepted(contract.Resume(company.Intent(new ResumeContract("不搬了"))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        var key = contract.GetPrimaryKeyString();
        var tasks = await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.RenewContract));
        Assert.Equal([TaskState.Open, TaskState.Settled], tasks.Select(task => task.State).Order());
        // He was told before, and is not told again.
        Assert.Single(await cluster.Rows<OutboundMessageRow>(rows => rows.Where(row => row.About == key)));
        Assert.Equal([TermOutcome.Open], (await cluster.Rows<ContractTermRow>(rows => rows.Where(row => row.ContractId == key))).Select(row => row.Outcome));
        await Company.Accepted(contract.Renew(company.Intent(new RenewContract((await contract.Read(company.Staff))!.Term.To.AddYears(1), 1))));
        await cluster.Time.Settle();
        Assert.DoesNotContain(await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && row.Kind == TaskKind.RenewContract)), task => task.IsOpen);
    }

    [Fact]
    public async Task A_product_is_found_under_the_contract_that_covers_it_that_day_and_no_other()
    {
        var (company, contract) = await Made("cover", cluster.Now, months: 3);
        var covering = cluster.Services.GetRequiredService<CoveringContracts>();
        var term = (await contract.Read(company.Staff))!.Term;
        Assert.Equal(contract.GetPrimaryKeyString(), (await covering.Of(company.ProductId, term.From))?.Id);
        Assert.Equal(contract.GetPrimaryKeyString(), (await covering.Of(company.ProductId, term.To))?.Id);
        Assert.Null(await covering.Of(company.ProductId, term.To.AddDays(1)));
        Assert.Null(await covering.Of(company.ProductId, term.From.AddDays(-1)));
        await Company.Accepted(contract.Cancel(company.Intent(new CancelContract("x"))));
        Assert.Null(await covering.Of(company.ProductId, term.From.AddDays(1)));
    }

    [Fact]
    public async Task A_product_of_somebody_else_and_another_branchs_contract_are_refused()
    {
        var (company, contract) = await Made("refuse", cluster.Now, months: 3);
        var other = await Company.Open(cluster);
        var details = (await contract.Read(company.Staff))!.Details;
        await Company.Refused<NotFound>(contract.Amend(company.Intent(new AmendContract(details with { ProductIds = [other.ProductId] }))));
        Assert.Null(await contract.Read(other.Staff));
        await Company.Refused<NotFound>(contract.Cancel(other.Intent(new CancelContract("x"))));
        await Company.Refused<NotFound>(cluster.Grains.GetGrain<IContractGrain>($"con-{Guid.NewGuid():N}").Make(
            other.Intent(new MakeContract(other.BranchId, company.CustomerId, details, new ContractTerm(new(2026, 1, 1), new(2026, 12, 31), 0)))));
    }

    [Fact]
    public async Task The_same_request_again_makes_one_contract_with_one_number()
    {
        var company = await Company.Open(cluster);
        var contract = cluster.Grains.GetGrain<IContractGrain>($"con-{Guid.NewGuid():N}");
        var request = new MakeContract(company.BranchId, company.CustomerId, new ContractDetails { ProductIds = [company.ProductId] }, new ContractTerm(new(2026, 1, 1), new(2026, 12, 31), 0));
        await Company.Accepted(contract.Make(company.Intent(request, "r-1")));
        var number = (await contract.Read(company.Staff))!.Number;
        await Company.Accepted(contract.Make(company.Intent(request, "r-1")));
        await Company.Refused<AlreadyExists>(contract.Make(company.Intent(request, "r-2")));
        Assert.Equal(number, (await contract.Read(company.Staff))!.Number);
        Assert.Matches("^[A-Z]+-V[0-9]{4}-00001$", number);
    }

    private async Task<(Company Company, IContractGrain Contract)> Made(string name, DateTimeOffset from, int months)
    {
        var company = await Company.Open(cluster);
        var contract = cluster.Grains.GetGrain<IContractGrain>($"con-{company.BranchId[2..]}-{name}");
        var first = DateOnly.FromDateTime(from.UtcDateTime);
        var details = new ContractDetails
        {
            ProductIds = [company.ProductId], RenewedBy = await Company.Employed(cluster, "account-renewals"),
            Inspections =
            [
                new InspectionItem("joints", "接缝", 5, 5, InspectionChannel.Site, null, ["漏水"]),
                new InspectionItem("monthly", "电话检查", 1, 1, InspectionChannel.Phone, null, []),
            ],
        };
        await Company.Accepted(contract.Make(company.Intent(new MakeContract(
            company.BranchId, company.CustomerId, details, new ContractTerm(first, first.AddMonths(months).AddDays(-1), 120_000)))));
        return (company, contract);
    }
}

public sealed class ContractTestsOnSqlite(SqliteCluster cluster) : ContractTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ContractTestsOnPostgreSql(PostgreSqlCluster cluster) : ContractTests(cluster), IClassFixture<PostgreSqlCluster>;
