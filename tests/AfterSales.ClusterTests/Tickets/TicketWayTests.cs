using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>The main paths of a ticket, with all that they set off.</summary>
public abstract class TicketWayTests(TestCluster cluster)
{
    private static readonly FileContent Drawn = new("image/svg+xml", Convert.ToBase64String("<svg/>"u8));

    private static readonly TaskKind[] OfPromises = [TaskKind.PromiseRunsOut, TaskKind.PromiseMissed, TaskKind.LendEqualProduct];

    [Fact]
    public async Task A_call_becomes_a_completed_ticket_and_the_first_follow_up_call_comes_due_by_itself()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("way", cluster.Now.AddHours(1));
        var done = (await ticket.Read(company.Staff))!;
        Assert.Equal(TicketStep.Completed, done.Step);
        var call = Assert.Single(done.FollowUps.Calls);
        Assert.Equal(FollowUpState.Planned, call.State);
        await cluster.Time.MoveTo(call.OpensAt);
        Assert.Equal(FollowUpState.Due, (await ticket.Read(company.Staff))!.FollowUps.Calls[0].State);
        var row = Assert.Single(await cluster.Rows<FollowUpCallRow>(rows => rows.Where(r => r.TicketId == done.Id)));
        Assert.Equal(FollowUpState.Due, row.State);
    }

    [Fact]
    public async Task What_a_visit_owes_is_raised_as_tasks_and_settled_when_it_is_done()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("owes", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        var contact = Assert.Single(await Tasks(ticket));
        Assert.Equal((TaskKind.ContactCustomer, company.TechnicianId, cluster.Now.AddHours(24)), (contact.Kind, contact.TechnicianId, contact.DueAt));
        // The technician sees his own, and no other.
        var technician = new Caller("tech", "", [new Assignment(Role.Technician, company.BranchId)], company.TechnicianId);
        Assert.NotNull(await cluster.Grains.GetGrain<IWorkTaskGrain>(contact.Id).Read(technician));
        Assert.Null(await cluster.Grains.GetGrain<IWorkTaskGrain>(contact.Id).Read(technician with { Technician = "tech-other" }));

        await Company.Accepted(ticket.Contact(company.Intent(new RecordContact(null, "明天十点"))));
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        await Company.Accepted(ticket.Finish(company.Intent(Company.Certificate)));
        await Company.Accepted(ticket.Complete(company.Intent(new CompleteTicket())));
        await cluster.Time.Settle();
        Assert.Equal([TaskKind.TellResult, TaskKind.ReportTrip], (await Tasks(ticket)).Where(task => task.IsOpen).Select(task => task.Kind).Order());
        await Company.Accepted(ticket.ReportTrip(company.Intent(new ReportTrip("一切正常"))));
        await Company.Accepted(ticket.TellResult(company.Intent(new TellResult(Channel.Call, null))));
        await cluster.Time.Settle();
        Assert.DoesNotContain(await Tasks(ticket), task => task.IsOpen);
        Assert.All(await cluster.Rows<VisitRow>(rows => rows.Where(row => row.TicketId == ticket.GetPrimaryKeyString())), visit => Assert.False(visit.IsReportMissing));
    }

    [Fact]
    public async Task A_customer_nobody_calls_within_a_day_is_an_overdue_task()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("silent", cluster.Now.AddDays(3));
        await cluster.Time.MoveTo(cluster.Now.AddHours(24));
        Assert.True(Assert.Single(await Tasks(ticket)).IsOverdue);
    }

    [Fact]
    public async Task What_is_missing_is_asked_of_the_seller_then_of_the_customer_and_then_of_nobody()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("missing");
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { Wish = null, SymptomDetail = null })));
        await cluster.Time.Settle();
        Assert.Equal(TaskKind.AskSellerForFacts, Assert.Single(await Tasks(ticket)).Kind);
        await cluster.Time.MoveTo((await ticket.Read(company.Staff))!.Intake.Clarification!.PassOnAt);
        Assert.Equal(TaskKind.AskCustomerForFacts, Assert.Single(await Tasks(ticket), task => task.IsOpen).Kind);
        await Company.Accepted(ticket.Supply(company.Intent(new SupplyFacts(Wish: "今天"))));
        Assert.Equal("SymptomDetail", Assert.Single(await Row(ticket)).Missing);
        await Company.Accepted(ticket.Supply(company.Intent(new SupplyFacts(SymptomDetail: "晚上"))));
        await cluster.Time.Settle();
        Assert.DoesNotContain(await Tasks(ticket), task => task.IsOpen);
    }

    [Fact]
    public async Task An_emergency_tells_the_superior_at_once_and_comes_first()
    {
        var company = await Company.Open(cluster);
        await company.Registered("calm");
        var ticket = company.Ticket("urgent");
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { IsEmergency = true })));
        await cluster.Time.Settle();
        var notice = Assert.Single(await Tasks(ticket));
        Assert.Equal((TaskKind.EmergencyReported, Role.BranchManager, cluster.Now, cluster.Now), (notice.Kind, notice.Role, notice.RaisedAt, notice.DueAt));
        var first = await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.IsOpen).OrderBy(row => row.Rank).ThenBy(row => row.RegisteredAt).Take(1));
        Assert.Equal(ticket.GetPrimaryKeyString(), Assert.Single(first).Id);
    }

    [Fact]
    public async Task Another_time_gives_the_former_one_back_even_where_the_two_overlap()
    {
        var company = await Company.Open(cluster);
        var from = cluster.Now.AddHours(2);
        var ticket = await company.Scheduled("move", from);
        await Company.Accepted(ticket.Reschedule(company.Intent(new RescheduleVisit(null, from.AddMinutes(30), from.AddMinutes(90), true, "堵车"))));
        await cluster.Time.Settle();
        var appointments = await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId));
        Assert.Equal(from.AddMinutes(30), Assert.Single(appointments, a => a.State == AppointmentState.Confirmed).StartsAt);
        Assert.Equal(from, Assert.Single(appointments, a => a.State == AppointmentState.Released).StartsAt);
        // The technician is free again before it, as long as he is there five minutes early, and not in it.
        await Company.Accepted((await company.Assessed("before")).Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, from.AddMinutes(-30), from.AddMinutes(25)))));
        await Company.Refused<TechnicianBusy>((await company.Assessed("in")).Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, from.AddHours(1), from.AddHours(2)))));
    }

    [Fact]
    public async Task A_cancelled_ticket_gives_the_technicians_time_back_and_owes_nothing()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("cancel", cluster.Now.AddHours(1));
        await Company.Accepted(ticket.Cancel(company.Intent(new Because("已自行解决"))));
        await cluster.Time.Settle();
        Assert.Equal(AppointmentState.Released, Assert.Single(await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId))).State);
        Assert.DoesNotContain(await Tasks(ticket), task => task.IsOpen);
        Assert.False(Assert.Single(await Row(ticket)).IsOpen);
    }

    // domain.md §3: cancelled from any state before work starts
    [Fact]
    public async Task A_ticket_that_awaits_parts_is_not_cancelled_and_the_refusal_says_why()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("parts", cluster.Now.AddHours(1));
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        await Company.Accepted(ticket.AwaitParts(company.Intent(new AwaitParts("主板烧坏", "board"))));
        var begun = await Company.Refused<WorkHasBegun>(ticket.Cancel(company.Intent(new Because("不修了"))));
        Assert.Equal(TicketStep.PartsAwaited, begun.Step);
        Assert.Equal([TicketAction.Schedule], begun.Allowed);
    }

    [Fact]
    public async Task A_reopened_ticket_keeps_its_old_record_and_goes_its_way_again()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("again", cluster.Now.AddHours(1));
        await cluster.Time.MoveTo(cluster.Now.AddDays(10));
        await Company.Accepted(ticket.Reopen(company.Intent(new Because("又漏水了"))));
        await cluster.Forget(ticket);
        var reopened = (await ticket.Read(company.Staff))!;
        Assert.Equal((2, TicketStep.Assessed), (reopened.Round, reopened.Step));
        Assert.Equal(VisitEnd.Done, Assert.Single(Assert.Single(reopened.Earlier).Visits.All).End);
        Assert.Null(Assert.Single(await Row(ticket)).CompletedDay);
        await company.Serve(ticket, cluster.Now.AddHours(1));
        Assert.Equal((TicketStep.Completed, 2), ((await ticket.Read(company.Staff))!.Step, (await cluster.Rows<VisitRow>(rows => rows.Where(row => row.TicketId == reopened.Id))).Count));
        await cluster.Time.MoveTo(cluster.Now.AddDays(31));
        await Company.Refused<ReopenedTooLate>(ticket.Reopen(company.Intent(new Because("又漏水了"))));
    }

    [Fact]
    public async Task A_technician_reports_on_his_trip_when_the_reopened_ticket_has_gone_to_another()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("trip", cluster.Now.AddHours(1));
        var own = new Caller("tech", "", [new Assignment(Role.Technician, company.BranchId)], company.TechnicianId);
        await Company.Accepted(ticket.Reopen(company.Intent(new Because("又漏水了"))));
        Assert.NotNull(await ticket.Read(own));
        await company.Hired($"{company.TechnicianId}-2");
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit($"{company.TechnicianId}-2", cluster.Now.AddHours(3), cluster.Now.AddHours(4)))));
        await cluster.Time.Settle();
        var owed = Assert.Single(await Tasks(ticket), task => task.Kind == TaskKind.ReportTrip);
        Assert.Equal((company.TechnicianId, true), (owed.TechnicianId, owed.IsOpen));
        // He may look at it and report, and do nothing else; who never had the job finds nothing.
        Assert.NotNull(await ticket.Read(own));
        await Company.Refused<AuthNotAuthorized>(ticket.Depart(new(Company.Packed, own)));
        await Company.Refused<NotFound>(ticket.ReportTrip(new(new ReportTrip("x"), own with { Technician = "tech-other" })));
        await Company.Accepted(ticket.ReportTrip(new(new ReportTrip("水管老化"), own)));
        await cluster.Time.Settle();
        Assert.False(Assert.Single(await Tasks(ticket), task => task.Kind == TaskKind.ReportTrip).IsOpen);
        Assert.DoesNotContain(await cluster.Rows<VisitRow>(rows => rows.Where(row => row.TicketId == ticket.GetPrimaryKeyString())), visit => visit.IsReportMissing);

        // Each visit has a report of its own.
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        await Company.Accepted(ticket.Finish(company.Intent(Company.Certificate)));
        await cluster.Time.Settle();
        Assert.Equal($"{company.TechnicianId}-2", Assert.Single(await Tasks(ticket), task => task is { Kind: TaskKind.ReportTrip, IsOpen: true }).TechnicianId);
    }

    [Fact]
    public async Task A_failed_repair_opens_a_case_of_its_own_that_is_linked_to_it()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("failed", cluster.Now.AddHours(1));
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        await Company.Accepted(ticket.Finish(company.Intent(Company.Certificate)));
        await Company.Accepted(ticket.Complete(company.Intent(new CompleteTicket("无法修复", FailedRepairLeadsTo.Exchange))));
        await cluster.Time.Settle();
        var next = (await cluster.Grains.GetGrain<ITicketGrain>((await ticket.Read(company.Staff))!.Completion.LedTo!).Read(company.Staff))!;
        Assert.Equal((TicketKind.ReturnOrExchange, company.CustomerId, TicketStep.Registered), (next.TicketKind, next.CustomerId, next.Step));
        Assert.Equal([new TicketLink(TicketLinkKind.FollowUpOf, ticket.GetPrimaryKeyString())], next.Intake.Links);
    }

    [Fact]
    public async Task A_completed_repair_moves_the_customers_next_service_on_by_the_cycle()
    {
        var company = await Company.Open(cluster);
        var file = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var today = Company.OfficeHours.LocalDay(cluster.Now);
        await Company.Accepted(file.PlanService(company.Intent(new PlanService(new MaintenanceCycle(6, CycleUnit.Months), today.AddDays(20), []))));
        await company.Completed("service", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        Assert.Equal(today.AddMonths(6), (await file.Read(company.Staff))!.Service.NextOn);
    }

    [Fact]
    public async Task The_workshops_way_ends_with_a_signature()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("workshop", cluster.Now.AddHours(1));
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        await Company.Accepted(ticket.BringIn(company.Intent(new BringIn("现场无法修复", "王伟", Drawn, null))));
        await Company.Accepted(ticket.StartRepair(company.Intent(new StartRepair(company.TechnicianId))));
        await Company.Accepted(ticket.FinishRepair(company.Intent(new FinishRepair("更换电机", 120, "motor"))));
        await Company.Accepted(ticket.ReturnProduct(company.Intent(new ReturnProduct(0, null, "王伟", Drawn, null, true, true))));
        await Company.Accepted(ticket.Complete(company.Intent(new CompleteTicket())));
        Assert.Equal(Resolution.Workshop, Assert.Single(await Row(ticket)).Resolution);
    }

    [Fact]
    public async Task A_ticket_of_which_nothing_is_owed_closes_by_itself_after_thirty_days()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Registered("close");
        await Company.Accepted(ticket.SolveRemotely(company.Intent(new SolveRemotely("清洗滤网"))));
        await Company.Accepted(ticket.Complete(company.Intent(new CompleteTicket())));
        await Company.Accepted(ticket.TellResult(company.Intent(new TellResult(Channel.Call, null))));
        await Company.Refused<SomethingIsOwed>(ticket.Close(company.Intent(new Step())));
        var calls = (await ticket.Read(company.Staff))!.FollowUps.Calls;
        await cluster.Time.MoveTo(calls[0].OpensAt);
        await Company.Accepted(ticket.AsReference<IFollowUpCalls>().RecordFollowUp(company.Intent(new RecordFollowUp(1, CallResult.Declined, null, null))));
        await cluster.Time.MoveTo((await ticket.Read(company.Staff))!.Completion.ReopenUntil!.Value.AddMinutes(-1));
        Assert.Equal(TicketStep.Completed, (await ticket.Read(company.Staff))!.Step);
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        Assert.Equal(TicketStep.Closed, (await ticket.Read(company.Staff))!.Step);
    }

    [Fact]
    public async Task What_a_booking_made_by_mistake_settled_is_to_be_done_again_once_it_is_taken_back()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("slip", cluster.Now.AddHours(1));
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        await Company.Accepted(ticket.NobodyHome(company.Intent(new NobodyHome(IsSlipLeft: true, null))));
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(3), cluster.Now.AddHours(4)))));
        await cluster.Time.Settle();
        Assert.False(await IsOpen());
        await Company.Accepted(ticket.TakeBack(company.Intent(new TakeBackBooking(null, "拖错了"))));
        await cluster.Time.Settle();
        Assert.True(await IsOpen());

        async Task<bool> IsOpen() => (await Tasks(ticket)).Single(task => task.Kind == TaskKind.ArrangeAnotherVisit).IsOpen;
    }

    [Fact]
    public async Task Of_two_people_who_press_at_the_same_moment_one_wins_and_the_other_is_told()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Assessed("both");
        var answers = await Task.WhenAll(
            ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(1), cluster.Now.AddHours(2)))),
            ticket.Cancel(new Intent<Because>(new Because("不修了"), company.Staff with { Account = "other" })),
            ticket.Schedule(new Intent<ScheduleVisit>(
                new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(3), cluster.Now.AddHours(4)), company.Staff with { Account = "third" })));
        // Scheduled and then cancelled is fine; scheduled twice or after the cancellation is not.
        Assert.InRange(answers.Count(answer => answer.Refusal is null), 1, 2);
        Assert.All(answers.Where(answer => answer.Refusal is not null), answer => Assert.IsType<StepNotAllowed>(answer.Refusal));
        await cluster.Time.Settle();
        var state = (await ticket.Read(company.Staff))!;
        var taken = await cluster.Rows<AppointmentRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId && row.State == AppointmentState.Confirmed));
        Assert.Equal(state.Step == TicketStep.Scheduled ? 1 : 0, taken.Count);
    }

    /// <summary>Without those that promises raise, which have tests of their own.</summary>
    private async Task<List<WorkTaskRow>> Tasks(ITicketGrain ticket)
    {
        var key = ticket.GetPrimaryKeyString();
        return await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == key && !OfPromises.Contains(row.Kind)).OrderBy(row => row.Id));
    }

    private async Task<List<TicketRow>> Row(ITicketGrain ticket)
    {
        var key = ticket.GetPrimaryKeyString();
        return await cluster.Rows<TicketRow>(rows => rows.Where(row => row.Id == key));
    }
}

public sealed class TicketWayOnSqlite(SqliteCluster cluster) : TicketWayTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TicketWayOnPostgreSql(PostgreSqlCluster cluster) : TicketWayTests(cluster), IClassFixture<PostgreSqlCluster>;
