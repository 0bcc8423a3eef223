using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts;
using AfterSales.Customers;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.FollowUps.Voice;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.Headquarters;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Products;
using AfterSales.Projects;
using AfterSales.Projects.Rules;
using AfterSales.Questionnaires;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Branches;

/// <summary>A branch closes, and its open work goes on at another.</summary>
public abstract class HandOverTests(TestCluster cluster)
{
    [Fact]
    public async Task All_open_work_goes_to_the_other_branch_and_what_is_over_stays()
    {
        var (closing, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var open = await closing.Scheduled("open", cluster.Now.AddHours(30));
        var owed = await closing.Completed("owed", cluster.Now.AddHours(3));
        var over = await Over(closing);
        var task = cluster.Grains.GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(TaskKind.Notice, closing.BranchId));
        await Company.Accepted(task.Raise(closing.Intent(
            new RaisedTask(closing.BranchId, TaskKind.Notice, closing.CustomerId, null, Role.Dispatcher, cluster.Now.AddDays(9)))));
        await cluster.Time.Settle();
        var number = (await open.Read(closing.Staff))!.Number;

        await Rolled(closing, other);
        Assert.Equal((3, 0), (await Registered(closing), await Registered(other)));

        await Closed(closing, other);
        await Company.Refused<BranchClosed>(closing.Ticket("late").Register(closing.Intent(closing.Leak)));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));

        var branch = (await Branch(closing).Read(Caller.System))!;
        Assert.Equal((BranchState.Closed, other.BranchId), (branch.State, branch.HandOver!.ToBranchId));
        var moved = (await open.Read(other.Staff))!;
        Assert.Equal((number, TicketStep.Scheduled), (moved.Number, moved.Step));
        Assert.Null(await open.Read(closing.Staff));
        Assert.NotNull(await owed.Read(other.Staff));
        Assert.NotNull(await over.Read(closing.Staff));
        Assert.NotNull(await cluster.Grains.GetGrain<ICustomerGrain>(closing.CustomerId).Read(other.Staff));
        Assert.NotNull(await cluster.Grains.GetGrain<IProductGrain>(closing.ProductId).Read(other.Staff));
        Assert.NotNull(await task.Read(other.Staff));
        Assert.NotNull(await cluster.Grains.GetGrain<ITechnicianGrain>(closing.TechnicianId).Read(other.Staff));
        // The rows went along, and those of the follow-up calls with them.
        Assert.Equal(other.BranchId, Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.Id == open.GetPrimaryKeyString()))).BranchId);
        Assert.All(await cluster.Rows<FollowUpCallRow>(rows => rows.Where(row => row.TicketId == owed.GetPrimaryKeyString())), row => Assert.Equal(other.BranchId, row.BranchId));

        // What they count for is counted there now, and no longer here: each save has marked the branch it left.
        await Rolled(closing, other);
        Assert.Equal((1, 2), (await Registered(closing), await Registered(other)));
        foreach (var branchId in new[] { closing.BranchId, other.BranchId })
            await foreach (var difference in cluster.Services.GetRequiredService<FigureCheck>().Of(branchId)) Assert.Fail($"{difference}");

        // The work goes on there, with the technician who came along.
        await Company.Accepted(open.Depart(other.Intent(Company.Packed)));
        await Company.Accepted(other.Ticket("new").Register(other.Intent(other.Leak with { CustomerId = closing.CustomerId, ProductId = closing.ProductId })));
    }

    [Fact]
    public async Task Contacts_complaints_enquiries_cards_sales_calls_projects_and_absences_go_along_and_what_is_answered_stays()
    {
        var (closing, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var completed = await closing.Completed("card", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        var today = Company.OfficeHours.LocalDay(cluster.Now);
        var mark = closing.BranchId;
        var (contact, late) = (Grain<IContactGrain>($"k-{mark}"), Grain<IContactGrain>($"k-{mark}-late"));
        await Company.Accepted(contact.Record(closing.Intent(Said(closing))));
        var (complaint, answered) = (Grain<IComplaintGrain>($"cmp-{mark}"), Grain<IComplaintGrain>($"cmp-{mark}-closed"));
        foreach (var one in new[] { complaint, answered }) await Company.Accepted(one.Raise(AsSystem(Complained(closing))));
        await Company.Accepted(answered.Answer(AsSystem(new ComplaintWords("道歉", []))));
        await Company.Accepted(answered.Close(AsSystem(new ComplaintWords("", []))));
        var enquiry = Grain<IEnquiryGrain>($"enq-{mark}");
        await Company.Accepted(enquiry.Take(closing.Intent(Asked(closing))));
        var sale = Grain<ISaleGrain>(IHearSale.KeyOf(closing.ProductId, closing.CustomerId));
        await Company.Accepted(sale.Sold(AsSystem(new ProductSold(closing.BranchId, closing.CustomerId, closing.ProductId, null, today))));
        var voice = Grain<IVoiceCallGrain>($"vc-{mark}");
        cluster.Faults.Refuses = saved => saved is Saved<VoiceCall> { State.State: VoiceCallState.GivenUp };
        await Company.Accepted(voice.Ask(AsSystem(new AskVoiceCall(closing.BranchId, closing.CustomerId, sale.GetPrimaryKeyString(), 1, "thirdDay", false))));
        var project = Grain<IProjectGrain>($"prj-{mark}");
        var opened = new OpenProject(closing.BranchId, closing.CustomerId, "account-pm", new ProjectTerms([closing.ProductId], 100_00, 30_00), today.AddDays(30), "上海物业", null, null);
        foreach (var account in new[] { "account-pm", "account-a", "account-b", "account-c" }) await Company.Employed(cluster, account);
        await Company.Accepted(project.Open(closing.Intent(opened)));
        var absences = Grain<IAbsencesGrain>(IAbsencesGrain.KeyOf(mark, "account-a"));
        await Company.Accepted(absences.Note(closing.Intent(new NoteAbsence(mark, "account-a", today, today.AddDays(20), "account-b"))));
        var card = Assert.Single(await cluster.Rows<SurveyCardRow>(rows => rows.Where(row => row.TicketId == completed.GetPrimaryKeyString())));

        await Closed(closing, other);
        // Whoever begins something new there is told by name.
        await Company.Refused<BranchClosed>(late.Record(closing.Intent(Said(closing))));
        await Company.Refused<BranchClosed>(Grain<IComplaintGrain>($"cmp-{mark}-late").Raise(closing.Intent(Complained(closing))));
        await Company.Refused<BranchClosed>(Grain<IEnquiryGrain>($"enq-{mark}-late").Take(closing.Intent(Asked(closing))));
        await Company.Refused<BranchClosed>(Grain<IProjectGrain>($"prj-{mark}-late").Open(closing.Intent(opened)));
        await Company.Refused<BranchClosed>(Grain<IAbsencesGrain>(IAbsencesGrain.KeyOf(mark, "account-c"))
            .Note(closing.Intent(new NoteAbsence(mark, "account-c", today, today.AddDays(20), "account-b"))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
        cluster.Faults.Refuses = _ => false;

        Assert.Equal(BranchState.Closed, (await Branch(closing).Read(Caller.System))!.State);
        Assert.Equal(
            [other.BranchId, other.BranchId, other.BranchId, other.BranchId, other.BranchId, other.BranchId, other.BranchId, other.BranchId],
            [
                (await contact.Read(Caller.System))!.BranchId, (await complaint.Read(Caller.System))!.BranchId, (await enquiry.Read(Caller.System))!.BranchId,
                (await sale.Read(Caller.System))!.BranchId, (await voice.Read(Caller.System))!.BranchId, (await project.Read(Caller.System))!.BranchId,
                (await absences.Read(Caller.System))!.BranchId, (await Grain<ISurveyCardGrain>(card.Id).Read(Caller.System))!.BranchId,
            ]);
        Assert.Equal(closing.BranchId, (await answered.Read(Caller.System))!.BranchId);
        Assert.NotNull(await enquiry.Read(other.Staff));

        // What the service itself still hears of the closed branch is begun at the other one.
        await Company.Accepted(Grain<IEnquiryGrain>($"enq-{mark}-heard").Take(AsSystem(Asked(closing))));
        Assert.Equal(other.BranchId, (await Grain<IEnquiryGrain>($"enq-{mark}-heard").Read(Caller.System))!.BranchId);
        var task = Grain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(TaskKind.Notice, $"{mark}-heard"));
        await Company.Accepted(task.Raise(AsSystem(new RaisedTask(mark, TaskKind.Notice, closing.CustomerId, null, Role.Dispatcher, cluster.Now.AddDays(9)))));
        Assert.Equal(other.BranchId, (await task.Read(Caller.System))!.BranchId);
    }

    [Fact]
    public async Task What_the_service_hears_of_a_closed_branch_becomes_a_ticket_of_the_one_that_took_its_work()
    {
        var (closing, other) = (await Company.Open(cluster), await Company.Open(cluster));
        await Closed(closing, other);
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
        var (customer, product) = (closing.CustomerId, closing.ProductId);
        var (fault, failed, measured, inspected) = (closing.Ticket("fault"), closing.Ticket("failed"), closing.Ticket("measured"), closing.Ticket("inspected"));

        var heard = new RequestFromCall(closing.BranchId, customer, product, IHearSale.KeyOf(product, customer), false, "漏水", 1);
        await Company.Accepted(Grain<ITakeRequests>(customer).TakeRequest(AsSystem(heard), fault.GetPrimaryKeyString()));
        await Company.Accepted(failed.Register(AsSystem(closing.Leak with { Kind = TicketKind.ReturnOrExchange, HeardIn = fault.GetPrimaryKeyString() })));
        await Company.Accepted(measured.Register(AsSystem(new RegisterTicket(closing.BranchId, customer, null, TicketKind.Visit, Channel.Contract, false, "现场测量", null))));
        await Company.Accepted(inspected.AsReference<ITakeInspections>().TakeInspection(
            AsSystem(new OwedInspection("con-1", closing.BranchId, customer, product, Company.OfficeHours.LocalDay(cluster.Now), ["滤网"]))));
        foreach (var ticket in new[] { fault, failed, measured, inspected })
        {
            var begun = (await ticket.Read(other.Staff))!;
            Assert.Equal(other.BranchId, begun.BranchId);
            Assert.StartsWith(other.BranchCode, begun.Number, StringComparison.Ordinal);
        }

        // The same fault, heard once more, is with the ticket that is open there.
        var again = await Grain<ITakeRequests>(customer).TakeRequest(AsSystem(heard with { Number = 2 }), closing.Ticket("again").GetPrimaryKeyString());
        Assert.Equal(fault.GetPrimaryKeyString(), again.Key);
        await Company.Refused<BranchClosed>(closing.Ticket("by-hand").Register(other.Intent(closing.Leak) with { Caller = closing.Director }));
    }

    [Fact]
    public async Task A_sheet_and_its_message_are_both_made_at_the_branch_that_took_the_work()
    {
        var (closing, other) = (await Company.Open(cluster), await Company.Open(cluster));
        await Closed(closing, other);
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
        var sheet = Grain<IQuestionnaireSheetGrain>($"qs-{closing.BranchId}");
        await Company.Accepted(sheet.Make(AsSystem(new MakeSheet(closing.BranchId, closing.CustomerId, "qn-1", 1, 30))));
        await cluster.Time.Settle();
        var message = Grain<IMessageGrain>(IMessageGrain.KeyOf(MessageKind.QuestionnaireInvitation, sheet.GetPrimaryKeyString()));
        Assert.Equal((other.BranchId, other.BranchId), ((await sheet.Read(Caller.System))!.BranchId, (await message.Read(Caller.System))!.BranchId));

        // Asked by somebody who did not know of the closing, it comes there too.
        var letter = Grain<IMessageGrain>($"msg-{closing.BranchId}");
        await Company.Accepted(letter.Ask(AsSystem(
            new AskMessage(closing.BranchId, closing.CustomerId, null, MessageKind.QuestionnaireInvitation, sheet.GetPrimaryKeyString(), ContactChannel.Letter))));
        Assert.Equal(other.BranchId, (await letter.Read(Caller.System))!.BranchId);
    }

    [Fact]
    public async Task A_hand_over_that_is_broken_off_goes_on_after_a_restart_and_moves_nothing_twice()
    {
        var (closing, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var tickets = new List<ITicketGrain>();
        for (var i = 0; i < 12; i++) tickets.Add(await closing.Registered($"many{i}"));
        // Every third ticket can't be saved for a while.
        cluster.Faults.Refuses = saved => saved is Saved<Ticket> { Entry.Events: [HandedOver, ..], State.Number: var number } && number[^1] % 3 == 0;
        await Closed(closing, other);
        await cluster.Time.MoveTo(cluster.Now.AddSeconds(30));
        Assert.Equal(BranchState.Closing, (await Branch(closing).Read(Caller.System))!.State);
        Assert.NotEmpty(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == closing.BranchId)));

        await cluster.Restart();
        cluster.Faults.Refuses = _ => false;
        await cluster.Time.MoveTo(cluster.Now.AddHours(3));
        Assert.Equal(BranchState.Closed, (await Branch(closing).Read(Caller.System))!.State);
        foreach (var ticket in tickets)
        {
            var key = ticket.GetPrimaryKeyString();
            Assert.Equal(other.BranchId, Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.Id == key))).BranchId);
            var journal = await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == key));
            Assert.Single(journal, row => row.Events.Contains("HandedOver", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Two_branches_that_close_into_each_other_wait_until_one_opens_again()
    {
        var (a, b) = (await Company.Open(cluster), await Company.Open(cluster));
        await Closed(a, b);
        await Company.Refused<BranchClosed>(Branch(b).Close(new Intent<CloseBranch>(new CloseBranch(a.BranchId, null), b.Director)));
        // As if both had been closed at the same moment.
        await cluster.Execute($"update branch set state = 'Closing' where id = '{b.BranchId}'");
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(90));
        Assert.Equal(BranchState.Closing, (await Branch(a).Read(Caller.System))!.State);
        Assert.Equal(a.BranchId, (await cluster.Grains.GetGrain<ICustomerGrain>(a.CustomerId).Read(Caller.System))!.BranchId);
        await cluster.Execute($"update branch set state = 'Open' where id = '{b.BranchId}'");
        await cluster.Time.MoveTo(cluster.Now.AddHours(2));
        Assert.Equal(BranchState.Closed, (await Branch(a).Read(Caller.System))!.State);
        Assert.Equal(b.BranchId, (await cluster.Grains.GetGrain<ICustomerGrain>(a.CustomerId).Read(Caller.System))!.BranchId);
    }

    [Fact]
    public async Task A_branch_without_open_work_closes_at_once_and_opens_again()
    {
        var (closing, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var code = closing.BranchCode[..^1] + (closing.BranchCode[^1] == 'Z' ? 'A' : 'Z');
        var empty = cluster.Grains.GetGrain<IBranchGrain>(BranchRules.KeyOf(code));
        await Company.Accepted(empty.Open(new Intent<OpenBranch>(new OpenBranch(code, "空", "CN", "CNY", Company.OfficeHours), closing.Director)));
        await Company.Accepted(empty.Close(new Intent<CloseBranch>(new CloseBranch(other.BranchId, null), closing.Director)));
        await cluster.Time.MoveTo(cluster.Now);
        Assert.Equal(BranchState.Closed, (await empty.Read(Caller.System))!.State);
        await Company.Accepted(empty.Reopen(new Intent<ReopenBranch>(new ReopenBranch(), closing.Director)));
        Assert.Equal(BranchState.Open, (await empty.Read(Caller.System))!.State);
    }

    private TGrain Grain<TGrain>(string key) where TGrain : IGrainWithStringKey => cluster.Grains.GetGrain<TGrain>(key);

    private static Intent<T> AsSystem<T>(T body) => new(body, Caller.System);

    private static RecordedContact Said(Company company) => new(
        company.BranchId, ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Request, "问保修", CustomerId: company.CustomerId);

    private static RaiseComplaint Complained(Company company) => new(
        company.BranchId, company.CustomerId, null, null, ComplaintCategory.Other, ComplaintSeverity.General, ComplaintSource.Contact, null, "等太久");

    private static TakeEnquiry Asked(Company company) => new(company.BranchId, company.CustomerId, EnquiryKind.PriceQuestion, null, "多少钱");

    private IBranchGrain Branch(Company company) => cluster.Grains.GetGrain<IBranchGrain>(company.BranchId);

    private async Task Rolled(params Company[] companies)
    {
        foreach (var company in companies) await cluster.Services.GetRequiredService<Roller>().Roll(company.BranchId);
    }

    /// <summary>Tickets that figures count for the branch.</summary>
    private async Task<int> Registered(Company company) =>
        (await cluster.Rows<BranchDayRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Dimension == FigureDimension.Branch))).Sum(row => row.Get(Measures.Registered));

    private Task<Answer> Closed(Company closing, Company other) =>
        Company.Accepted(Branch(closing).Close(new Intent<CloseBranch>(new CloseBranch(other.BranchId, "并入"), closing.Director)));

    /// <summary>A ticket for which nothing is owed any more.</summary>
    private async Task<ITicketGrain> Over(Company company)
    {
        var ticket = await company.Completed("over", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        foreach (var call in (await ticket.Read(company.Staff))!.FollowUps.Calls)
        {
            await cluster.Time.MoveTo(call.OpensAt > cluster.Now ? call.OpensAt : cluster.Now);
            await Company.Accepted(ticket.AsReference<IFollowUpCalls>().RecordFollowUp(company.Intent(new RecordFollowUp(call.Number, CallResult.Declined, null, null))));
        }

        return ticket;
    }
}

public sealed class HandOverOnSqlite(SqliteCluster cluster) : HandOverTests(cluster), IClassFixture<SqliteCluster>;

public sealed class HandOverOnPostgreSql(PostgreSqlCluster cluster) : HandOverTests(cluster), IClassFixture<PostgreSqlCluster>;
