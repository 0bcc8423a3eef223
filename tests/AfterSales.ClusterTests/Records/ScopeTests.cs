using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Records;

/// <summary>A record does not even tell a caller of another branch that it exists.</summary>
public abstract class ScopeTests(TestCluster cluster)
{
    private static readonly Caller Stranger = TestCluster.At("b-elsewhere", Role.BranchManager);

    [Fact]
    public async Task A_caller_of_another_branch_reads_nothing()
    {
        var (company, ticket) = await Completed("read");
        Assert.Null(await ticket.Read(Stranger));
        Assert.Null(await ticket.Read(Caller.Nobody));
        Assert.Null(await cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Read(Stranger));
        Assert.Null(await cluster.Grains.GetGrain<IProductGrain>(company.ProductId).Read(Stranger));
        Assert.NotNull(await ticket.Read(TestCluster.At(Assignment.Headquarters, Role.Administrator)));
    }

    [Fact]
    public async Task Every_intent_of_a_caller_of_another_branch_is_not_found_and_leaves_nothing()
    {
        var (company, ticket) = await Completed("intent");
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var technician = cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId);
        var before = await cluster.Rows<JournalRow>(rows => rows);
        Task<Answer>[] asked =
        [
            ticket.Register(By(company.Leak)),
            ticket.Assess(By(new AssessTicket([new PartToAssess("motor", null, null)], null, null))),
            ticket.Schedule(By(new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(1), cluster.Now.AddHours(2)))),
            ticket.Depart(By(Company.Packed)),
            ticket.Arrive(By(new Step())),
            ticket.StartWork(By(new Step())),
            ticket.Finish(By(Company.Certificate)),
            ticket.Report(By(new ReportAgain(Channel.Call, "x", null))),
            ticket.Supply(By(new SupplyFacts(Wish: "x"))),
            ticket.AskCustomer(By(new Step())),
            ticket.Flag(By(new Step())),
            ticket.HandOver(By(new HandOverTicket("x", null))),
            ticket.Link(By(new TicketLink(TicketLinkKind.CausedBy, "t-x"))),
            ticket.Note(By(new NoteTicket("x"))),
            ticket.Message(By(new SendMessage(Channel.Call, "x"))),
            ticket.RequestParts(By(new Step())),
            ticket.ConfirmConditions(By(new ConfirmConditions("x", "x", "x", "x"))),
            ticket.NameCause(By(new NameCause(CauseOf.Customer, null, null, [], "x", 1))),
            ticket.DrawUpOrder(By(new DrawUpRepairOrder("x", "x", "x", [new WorkItem("x", 1, "m")], 1, new DateOnly(2026, 4, 1), null))),
            ticket.ReviewOrder(By(new DecideRepairOrder(true, null))),
            ticket.ApproveOrder(By(new DecideRepairOrder(true, null))),
            ticket.FileAcceptance(By(new FileAcceptance("x", "x", "x", "x", new FileContent("image/png", "AQID")))),
            ticket.Reschedule(By(new RescheduleVisit(null, cluster.Now.AddHours(1), cluster.Now.AddHours(2), true, "x"))),
            ticket.HandOn(By(new HandOnVisit(null, company.TechnicianId, null, null, true, true, "x"))),
            ticket.HandBack(By(new HandBackVisit(null, true, "x"))),
            ticket.TakeBack(By(new TakeBackBooking(null, "x"))),
            ticket.Refuse(By(new RefuseVisit(null, "x"))),
            ticket.Accept(By(new Step())),
            ticket.Contact(By(new RecordContact(null, null))),
            ticket.AwaitParts(By(new AwaitParts("x", "x"))),
            ticket.CannotFinish(By(new CannotFinish("x"))),
            ticket.NobodyHome(By(new NobodyHome(true, null))),
            ticket.BringIn(By(new BringIn("x", null, null, "x"))),
            ticket.ReportTrip(By(new ReportTrip("x"))),
            ticket.MarkRepair(By(new MarkRepair(SupervisorMark.Good, SupervisorMark.Good, null))),
            ticket.StartRepair(By(new StartRepair(company.TechnicianId))),
            ticket.FinishRepair(By(new FinishRepair("x", 1, null))),
            ticket.ReturnProduct(By(new ReturnProduct(0, null, null, null, "x"))),
            ticket.SolveRemotely(By(new SolveRemotely("x"))),
            ticket.AdviceFailed(By(new Because(null))),
            ticket.Reject(By(new Because("x"))),
            ticket.Cancel(By(new Because("x"))),
            ticket.Complete(By(new CompleteTicket())),
            ticket.TellResult(By(new TellResult(Channel.Call, null))),
            ticket.Reopen(By(new Because("x"))),
            ticket.Close(By(new Step())),
            ticket.AsReference<IFollowUpCalls>().RecordFollowUp(By(new RecordFollowUp(1, CallResult.Reached, null, null))),
            customer.Register(By(new RegisterCustomer("b-elsewhere", Company.Wang))),
            customer.Amend(By(Company.Wang with { Name = "x" })),
            customer.Put(By(new RegisterCustomer("b-elsewhere", Company.Wang))),
            cluster.Grains.GetGrain<IProductGrain>(company.ProductId).Put(By(new RegisterProduct(company.CustomerId, new ProductDetails("X", null, null, null, null, [])))),
            technician.Register(By(new RegisterTechnician("b-elsewhere", "x", []))),
            technician.Hold(By(new HoldSlot("v-x", "t-x", cluster.Now.AddHours(1), cluster.Now.AddHours(2), 10, "b-elsewhere"))),
            technician.Release(By(new ReleaseSlot("v-x"))),
        ];
        Assert.All(await Task.WhenAll(asked), answer => Assert.IsType<NotFound>(answer.Refusal));
        Assert.Equal(before.Count, (await cluster.Rows<JournalRow>(rows => rows)).Count);
    }

    [Fact]
    public async Task A_record_cannot_be_made_for_another_branch()
    {
        var company = await Company.Open(cluster);
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId + "-new");
        var refused = await Company.Refused<NotFound>(customer.Register(By(new RegisterCustomer(company.BranchId, Company.Wang))));
        Assert.Equal(company.BranchId, refused.Id);
        await Company.Refused<NotFound>(company.Ticket("new").Register(By(company.Leak)));
        Assert.Null(await customer.Read(Caller.System));
    }

    private static Intent<T> By<T>(T body) => new(body, Stranger);

    private async Task<(Company, ITicketGrain)> Completed(string name)
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed(name, cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        return (company, ticket);
    }
}

public sealed class ScopeTestsOnSqlite(SqliteCluster cluster) : ScopeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ScopeTestsOnPostgreSql(PostgreSqlCluster cluster) : ScopeTests(cluster), IClassFixture<PostgreSqlCluster>;
