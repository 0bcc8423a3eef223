using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.FollowUps;

/// <summary>A call from its plan to what the customer said in it, with all that others are told.</summary>
public abstract class FollowUpsTests(TestCluster cluster)
{
    private static readonly Marks Poor = new(SatisfactionLevel.Dissatisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.VeryDissatisfied, SatisfactionLevel.Satisfied);

    [Fact]
    public async Task What_the_customer_says_in_a_call_opens_everything_once_and_the_second_call_is_planned()
    {
        var (company, calls) = await FirstCallDue("said");
        var agent = TestCluster.At(company.BranchId, Role.FollowUpAgent);
        var made = new RecordFollowUp(1, CallResult.Reached, Words: "总体满意", Marks: Poor)
        {
            Said =
            [
                new SaidByCustomer(SaidKind.Fault, "排水管又松了", new SaidDetails(IsEmergency: true)),
                new SaidByCustomer(SaidKind.Request, "想要一份说明书", new SaidDetails()),
                new SaidByCustomer(SaidKind.PriceQuestion, "烘干机多少钱", new SaidDetails()),
                new SaidByCustomer(SaidKind.Interest, "考虑签保养合同", new SaidDetails()),
                new SaidByCustomer(SaidKind.Complaint, "师傅迟到", new SaidDetails(ComplaintCategory.StaffConduct, IsAboutTechnician: true)),
            ],
        };
        var intent = new AfterSales.Records.Intent<RecordFollowUp>(made, agent, "call-1");
        await Company.Accepted(calls.RecordFollowUp(intent));
        await Company.Accepted(calls.RecordFollowUp(intent));
        await cluster.Time.Settle();

        var file = (await calls.ReadFollowUps(agent))!;
        Assert.Equal([("first", FollowUpState.Reached), ("second", FollowUpState.Planned)], file.Calls.Calls.Select(call => (call.Step, call.State)));
        var first = file.Calls.Calls[0];
        Assert.Equal(5, first.Opened.Distinct().Count());

        var ticket = Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Id != file.RecordId)));
        Assert.Equal((first.Opened.Single(id => id.StartsWith(ITicketFollowUps.Prefix, StringComparison.Ordinal)), company.CustomerId, company.ProductId, true, TicketStep.Registered), (ticket.Id, ticket.CustomerId, ticket.ProductId, ticket.IsEmergency, ticket.Step));
        var enquiries = await cluster.Rows<EnquiryRow>(rows => rows.Where(row => row.BranchId == company.BranchId));
        Assert.Equal([EnquiryKind.PriceQuestion, EnquiryKind.Lead, EnquiryKind.Request], enquiries.Select(row => row.Kind).Order());
        Assert.All(enquiries, row => Assert.Equal((FollowUpEffects.KeyOf(file.RecordId, 1), agent.Account), (row.HeardIn, row.TakenBy)));
        // One was said, one follows from the marks.
        var complaints = await cluster.Rows<ComplaintRow>(rows => rows.Where(row => row.BranchId == company.BranchId));
        Assert.Equal([ComplaintSource.Survey, ComplaintSource.FollowUpCall], complaints.Select(row => row.Source).Order());
        Assert.All(complaints, row => Assert.Equal((company.TechnicianId, file.RecordId), (row.PersonId, row.TicketId)));
        var card = Assert.Single(await cluster.Rows<SurveyCardRow>(rows => rows.Where(row => row.TicketId == file.RecordId)));
        Assert.Equal((SurveyState.Answered, AnswerWay.FollowUpCall, 2, true), (card.State, card.AnsweredBy, card.Attitude, card.IsLow));
        Assert.Equal(
            [
                (TaskKind.AnswerRequest, Role.FollowUpAgent), (TaskKind.AskSellerForFacts, Role.Receptionist), (TaskKind.CallBackWithPrice, Role.FollowUpAgent),
                (TaskKind.ContactLead, Role.SalesManager), (TaskKind.EmergencyReported, Role.BranchManager),
            ],
            (await TasksAbout(first.Opened)).Where(row => row.BranchId == company.BranchId).Select(row => (row.Kind, row.Role)).OrderBy(x => x.Kind.ToString(), StringComparer.Ordinal));
        Assert.Equal(2, (await TasksAbout([.. complaints.Select(row => row.Id)])).Count(row => row is { BranchId: Assignment.Headquarters, Kind: TaskKind.AnswerComplaint }));
    }

    [Fact]
    public async Task A_fault_said_by_a_customer_whose_file_is_archived_is_refused_in_the_call_and_taken_once_it_is_taken_up_again()
    {
        var (company, calls) = await FirstCallDue("archived");
        var file = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        await Company.Accepted(file.Archive(company.Intent(new ArchiveCustomer("搬走了"))));
        var made = new RecordFollowUp(1, CallResult.Reached) { Said = [new SaidByCustomer(SaidKind.Fault, "又漏水", new SaidDetails())] };
        Assert.Equal(company.CustomerId, (await Company.Refused<CustomerIsArchived>(calls.RecordFollowUp(company.Intent(made)))).CustomerId);
        Assert.Equal(FollowUpState.Due, (await calls.ReadFollowUps(company.Staff))!.Calls.Calls[0].State);
        await Company.Accepted(file.Unarchive(company.Intent(new UnarchiveCustomer())));
        await Company.Accepted(calls.RecordFollowUp(company.Intent(made)));
        await cluster.Time.Settle();
        Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Id != calls.GetPrimaryKeyString())));
    }

    // S3 ⑹-5 规定 4: two days, then the supervisor; told the same day it is solved.
    [Fact]
    public async Task A_fault_said_in_a_call_is_a_linked_ticket_that_goes_to_the_supervisor_when_it_is_unsolved_after_two_days()
    {
        var (company, calls) = await FirstCallDue("unsolved");
        await Said(company, calls, "又漏水");
        var opened = (await calls.ReadFollowUps(company.Staff))!.Calls.Calls[0].Opened.Single();
        var ticket = cluster.Grains.GetGrain<ITicketGrain>(opened);
        Assert.Equal([new TicketLink(TicketLinkKind.FollowUpOf, calls.GetPrimaryKeyString())], (await ticket.Read(company.Staff))!.Intake.Links);
        await cluster.Time.MoveTo(cluster.Now.AddDays(2).AddMinutes(-1));
        Assert.DoesNotContain(await TasksAbout([opened]), task => task.Kind == TaskKind.ReportRequest);
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(2));
        var report = Assert.Single(await TasksAbout([opened]), task => task.Kind == TaskKind.ReportRequest);
        Assert.Equal((Role.Dispatcher, true), (report.Role, report.IsOpen));
        await Company.Accepted(ticket.SolveRemotely(company.Intent(new SolveRemotely("重启即可"))));
        await Company.Accepted(ticket.Complete(company.Intent(new CompleteTicket())));
        await cluster.Time.Settle();
        Assert.Equal([(TaskKind.ReportRequest, false), (TaskKind.TellResult, true)],
            (await TasksAbout([opened])).Where(task => task.Kind is TaskKind.ReportRequest or TaskKind.TellResult).Select(task => (task.Kind, task.IsOpen)).Order());

        // Reopened, nothing of before is reported up; asked for once more and unsolved again, the supervisor has a task of its own.
        await Company.Accepted(ticket.Reopen(company.Intent(new Because("又漏水"))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(3));
        Assert.DoesNotContain(await TasksAbout([opened]), task => task is { Kind: TaskKind.ReportRequest, IsOpen: true });
        await Company.Accepted(ticket.Report(company.Intent(new ReportAgain(Channel.Call, "还在漏", null, HeardIn: FollowUpEffects.KeyOf(calls.GetPrimaryKeyString(), 1)))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(3));
        var second = Assert.Single(await TasksAbout([opened]), task => task is { Kind: TaskKind.ReportRequest, IsOpen: true });
        Assert.NotEqual(report.Id, second.Id);
        Assert.True(second.DueAt > second.RaisedAt);
    }

    [Fact]
    public async Task A_fault_that_a_ticket_is_open_about_is_with_that_ticket_and_the_call_says_so()
    {
        var (company, calls) = await FirstCallDue("joined");
        var open = await company.Registered("joined-open");
        await Said(company, calls, $" {company.Leak.Symptom} ");
        var call = (await calls.ReadFollowUps(company.Staff))!.Calls.Calls[0];
        Assert.Equal([open.GetPrimaryKeyString()], call.Opened);
        var ticket = (await open.Read(company.Staff))!;
        Assert.Equal((2, calls.GetPrimaryKeyString()), (ticket.Intake.Reports, ticket.Intake.Links.Single().TicketId));
        Assert.Equal(2, (await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId))).Count);
    }

    // domain.md §5: what the customer asks or complains of in the call becomes a ticket, linked
    [Fact]
    public async Task Each_fault_told_in_a_call_is_a_linked_ticket_of_its_own_whatever_else_is_open()
    {
        var (company, calls) = await FirstCallDue("two");
        // One about another fault of the product, one about another product in the very words that will be told.
        var other = cluster.Grains.GetGrain<IProductGrain>($"{company.ProductId}-other");
        await Company.Accepted(other.Put(company.Intent(new RegisterProduct(company.CustomerId, new ProductDetails("WM-8", $"{company.ProductId}-other", null, null, null, [])))));
        var another = await company.Registered("two-another");
        var elsewhere = company.Ticket("two-elsewhere");
        await Company.Accepted(elsewhere.Register(company.Intent(company.Leak with { ProductId = other.GetPrimaryKeyString(), Symptom = "门关不严" })));

        await Said(company, calls, "门关不严", "面板不亮");
        var opened = (await calls.ReadFollowUps(company.Staff))!.Calls.Calls[0].Opened;
        var made = await cluster.Rows<TicketRow>(rows => rows.Where(row => opened.Contains(row.Id)));
        Assert.Equal(2, made.Count);
        Assert.All(made, row => Assert.Equal((company.ProductId, TicketStep.Registered), (row.ProductId, row.Step)));
        foreach (var id in opened)
            Assert.Equal([new TicketLink(TicketLinkKind.FollowUpOf, calls.GetPrimaryKeyString())], (await cluster.Grains.GetGrain<ITicketGrain>(id).Read(company.Staff))!.Intake.Links);
        foreach (var untouched in new[] { another, elsewhere }) Assert.Equal(1, (await untouched.Read(company.Staff))!.Intake.Reports);
    }

    [Fact]
    public async Task A_call_names_the_tickets_that_are_there_and_none_that_could_not_be_made()
    {
        var (company, calls) = await FirstCallDue("named");
        // One of these words joins the other, so that one of the two keys never comes to be.
        await Said(company, calls, "异响", "异响", "停转");
        var call = (await calls.ReadFollowUps(company.Staff))!.Calls.Calls[0];
        Assert.Equal(2, call.Opened.Count);
        Assert.Empty(call.Told);
        Assert.Equal(call.Opened.Order(StringComparer.Ordinal), (await cluster.Rows<TicketRow>(rows => rows.Where(row => call.Opened.Contains(row.Id)))).Select(row => row.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_nobody_makes_goes_up_and_is_settled_when_it_is_made_after_all()
    {
        var (company, calls) = await FirstCallDue("late");
        var agent = TestCluster.At(company.BranchId, Role.FollowUpAgent);
        var file = (await calls.ReadFollowUps(agent))!;
        await cluster.Time.MoveTo(file.Calls.Calls[0].ClosesAt.AddDays(3));
        Assert.Equal(FollowUpState.Overdue, (await calls.ReadFollowUps(agent))!.Calls.Calls[0].State);
        var task = Assert.Single(await TasksAbout([FollowUpEffects.KeyOf(file.RecordId, 1)]));
        Assert.Equal((TaskKind.MakeOverdueCall, true, true), (task.Kind, task.IsOpen, task.IsOverdue));
        Assert.NotNull(task.EscalatedTo);
        await Company.Accepted(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.Reached), agent)));
        await cluster.Time.Settle();
        Assert.False((await TasksAbout([task.About])).Single().IsOpen);
    }

    [Fact]
    public async Task Who_wants_no_more_calls_is_called_no_more_for_this_ticket_or_another()
    {
        var (company, calls) = await FirstCallDue("declined");
        var agent = TestCluster.At(company.BranchId, Role.FollowUpAgent);
        var other = await company.Completed("other", cluster.Now.AddHours(1));
        await Company.Accepted(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.Declined, Words: "别再打了"), agent)));
        await cluster.Time.Settle();
        var customer = (await cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Read(agent))!;
        Assert.True(customer.Consents.IsRefusedTo(ConsentChannel.Call));
        Assert.Single((await calls.ReadFollowUps(agent))!.Calls.Calls);
        // The other ticket's call was planned before he said so.
        await cluster.Time.MoveTo(cluster.Now.AddDays(20));
        Assert.Equal((FollowUpState.Withdrawn, WithdrawalReason.NoConsent), (await other.Read(company.Staff))!.FollowUps.Calls
            .Select(call => (call.State, call.Withdrawal!.Value)).Single());
        var third = await company.Completed("third", cluster.Now.AddHours(1));
        Assert.Equal(FollowUpState.Withdrawn, Assert.Single((await third.Read(company.Staff))!.FollowUps.Calls).State);
    }

    [Fact]
    public async Task A_wrong_number_is_somebodys_to_correct()
    {
        var (company, calls) = await FirstCallDue("wrong");
        await Company.Accepted(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.WrongNumber), TestCluster.At(company.BranchId, Role.FollowUpAgent))));
        await cluster.Time.Settle();
        var task = Assert.Single(await TasksAbout([company.CustomerId]), task => task.Kind == TaskKind.CorrectPhoneNumber);
        Assert.Equal((Role.FollowUpAgent, true), (task.Role, task.IsOpen));
    }

    [Fact]
    public async Task A_sale_is_called_about_on_the_third_day_however_often_it_is_heard_of()
    {
        var company = await Company.Open(cluster);
        var sale = cluster.Grains.GetGrain<ISaleGrain>(IHearSale.KeyOf(company.ProductId, company.CustomerId));
        var day = Company.OfficeHours.LocalDay(cluster.Now);
        for (var i = 0; i < 3; i++)
            await Company.Accepted(sale.Sold(new(new ProductSold(company.BranchId, company.CustomerId, company.ProductId, "d-1", day), Caller.System)));
        var call = Assert.Single((await sale.ReadFollowUps(company.Staff))!.Calls.Calls);
        Assert.Equal((FollowUpMaker.Dealer, "d-1", "thirdDay"), (call.By, call.DealerId, call.Step));
        await cluster.Time.MoveTo(call.OpensAt);
        var row = Assert.Single(await cluster.Rows<FollowUpCallRow>(rows => rows.Where(r => r.RecordId == sale.GetPrimaryKeyString())));
        Assert.Equal((FollowUpState.Due, null, FollowUpTrigger.Sale), (row.State, row.TicketId, row.Occasion));
        await Company.Accepted(sale.RecordFollowUp(new(new RecordFollowUp(1, CallResult.Reached, Words: "会用了"), company.Staff)));
        await cluster.Time.Settle();
    }

    [Fact]
    public async Task A_product_that_is_registered_with_its_purchase_is_a_sale_and_one_of_an_old_list_is_none()
    {
        var company = await Company.Open(cluster);
        var day = Company.OfficeHours.LocalDay(cluster.Now);
        var sold = await Registered("new", day.AddDays(-1));
        var old = await Registered("old", day.AddMonths(-5));
        var unknown = await Registered("unknown", null);
        await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>(unknown).Amend(company.Intent(Details("unknown", day))));
        await cluster.Time.Settle();
        var sales = await cluster.Rows<SaleRow>(rows => rows.Where(row => row.BranchId == company.BranchId).OrderBy(row => row.SoldOn));
        Assert.Equal([(sold, day.AddDays(-1)), (unknown, day)], sales.Select(row => (row.ProductId, row.SoldOn)));
        Assert.DoesNotContain(sales, row => row.ProductId == old);

        async Task<string> Registered(string serial, DateOnly? purchased)
        {
            await Company.Employed(cluster, "dealer-1", Role.Dealer, "d-1");
            var id = $"{company.ProductId}-{serial}";
            await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>(id).Put(company.Intent(new RegisterProduct(company.CustomerId, Details(serial, purchased)))));
            return id;
        }

        ProductDetails Details(string serial, DateOnly? purchased) =>
            new("WM-8", $"{serial}-{company.ProductId}", purchased, null, null, [], SellerId: "d-1");
    }

    [Fact]
    public async Task A_call_of_another_branch_is_not_found()
    {
        var (_, calls) = await FirstCallDue("scope");
        var stranger = TestCluster.At("b-elsewhere", Role.FollowUpAgent);
        Assert.Null(await calls.ReadFollowUps(stranger));
        await Company.Refused<AfterSales.Records.NotFound>(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.Reached), stranger)));
        await Company.Refused<AfterSales.Records.NotFound>(calls.AssignFollowUp(new(new AssignFollowUp(1, "x"), stranger)));
    }

    [Fact]
    public async Task Two_agents_who_record_the_same_call_at_the_same_time_open_things_once()
    {
        var (company, calls) = await FirstCallDue("both");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => calls.RecordFollowUp(new(
            new RecordFollowUp(1, CallResult.Reached) { Said = [new SaidByCustomer(SaidKind.Request, "说明书", new SaidDetails())] },
            TestCluster.At(company.BranchId, Role.FollowUpAgent) with { Account = $"agent-{i}" }, $"r-{i}"))));
        await cluster.Time.Settle();
        Assert.Equal(3, answers.Count(answer => answer.Refusal is FollowUpOver { State: FollowUpState.Reached }));
        Assert.Single(await cluster.Rows<EnquiryRow>(rows => rows.Where(row => row.BranchId == company.BranchId)));
    }

    private async Task<(Company Company, ITicketFollowUps Calls)> FirstCallDue(string name)
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed(name, cluster.Now.AddHours(1));
        await cluster.Time.MoveTo((await ticket.Read(company.Staff))!.FollowUps.Calls[0].OpensAt);
        return (company, cluster.Grains.GetGrain<ITicketFollowUps>(ticket.GetPrimaryKeyString()));
    }

    private async Task Said(Company company, ITicketFollowUps calls, params string[] faults)
    {
        await Company.Accepted(calls.RecordFollowUp(new(
            new RecordFollowUp(1, CallResult.Reached) { Said = [.. faults.Select(fault => new SaidByCustomer(SaidKind.Fault, fault, new SaidDetails()))] },
            TestCluster.At(company.BranchId, Role.FollowUpAgent))));
        await cluster.Time.Settle();
    }

    private Task<List<WorkTaskRow>> TasksAbout(IReadOnlyList<string> records) =>
        cluster.Rows<WorkTaskRow>(rows => rows.Where(row => records.Contains(row.About)));
}

public sealed class FollowUpsOnSqlite(SqliteCluster cluster) : FollowUpsTests(cluster), IClassFixture<SqliteCluster>;

public sealed class FollowUpsOnPostgreSql(PostgreSqlCluster cluster) : FollowUpsTests(cluster), IClassFixture<PostgreSqlCluster>;
