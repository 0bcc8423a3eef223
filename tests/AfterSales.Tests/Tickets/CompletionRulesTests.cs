using AfterSales.Api.Wording;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tests.Calendars;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class CompletionRulesTests
{
    // S0 P5 I.3(2)
    [Fact]
    public void What_is_solved_with_advice_needs_no_visit_and_no_charge_and_is_counted_apart()
    {
        Assert.IsType<InputInvalid>(CompletionRules.SolveRemotely(StandingAt(TicketStep.Registered), " ", Now).Refusal);
        var ticket = After(StandingAt(TicketStep.SolvedRemotely), TicketAction.Complete);
        Assert.Equal((Resolution.Remote, null, 0), (ticket.Completion.Resolution, ticket.Assessment.Category, ticket.Visits.All.Count));
    }

    // S0 P5 I.2(3)
    [Fact]
    public void If_the_advice_fails_the_same_ticket_becomes_a_job_on_site_and_keeps_what_was_registered()
    {
        var ticket = After(StandingAt(TicketStep.SolvedRemotely), TicketAction.AdviceFailed);
        Assert.Equal(StandingAt(TicketStep.Registered).Intake, ticket.Intake);
        Assert.Equal(TicketStep.Done, After(ticket, TicketAction.Assess, TicketAction.Schedule, TicketAction.Depart, TicketAction.Arrive, TicketAction.Finish).Step);
    }

    [Fact]
    public void Completing_a_ticket_plans_the_follow_up_call()
    {
        var ticket = StandingAt(TicketStep.Completed);
        var call = Assert.Single(ticket.FollowUps.Calls);
        Assert.Equal((1, "first", FollowUpState.Planned), (call.Number, call.Step, call.State));
        Assert.Equal(CalendarScenarios.At("2026-03-12T00:30:00Z"), ticket.NextDue);
    }

    // S3 ⑹-5 一1–2: repairs and maintenance make the record by which the next service is planned
    [Theory]
    [InlineData(TicketKind.Repair, true)]
    [InlineData(TicketKind.Installation, true)]
    [InlineData(TicketKind.Inspection, true)]
    [InlineData(TicketKind.Consultation, false)]
    [InlineData(TicketKind.Visit, false)]
    public void S3_6_5_Work_that_is_a_service_moves_the_customers_next_one(TicketKind kind, bool isService) =>
        Assert.Equal(isService, Completed(StandingAt(TicketStep.Done) with { TicketKind = kind }, new CompleteTicket()).IsService);

    [Fact]
    public void Advice_by_phone_and_a_failed_repair_are_no_service()
    {
        Assert.False(Completed(StandingAt(TicketStep.SolvedRemotely), new CompleteTicket()).IsService);
        Assert.False(Completed(StandingAt(TicketStep.Done), new CompleteTicket("Cannot be repaired", FailedRepairLeadsTo.Exchange)).IsService);
    }

    [Fact]
    public void A_ticket_is_completed_on_the_branchs_day()
    {
        var lateEvening = CalendarScenarios.At("2026-03-09T16:30:00Z");
        var decision = CompletionRules.Complete(StandingAt(TicketStep.Done), new CompleteTicket(), "t-2", Plans, 30, Calendar, lateEvening);
        Assert.Equal(CalendarScenarios.Date("2026-03-10"), After(StandingAt(TicketStep.Done), decision).Completion.Day);
    }

    // S2 A4; S3 ⑹-5 规定 4: the same day
    [Theory]
    [InlineData("2026-03-09T02:00:00Z", "2026-03-09T09:30:00Z")]
    [InlineData("2026-03-09T10:00:00Z", "2026-03-10T09:30:00Z")]
    [InlineData("2026-03-13T10:00:00Z", "2026-03-16T09:30:00Z")]
    public void The_customer_is_told_the_same_day(string completed, string tellBy)
    {
        var decision = CompletionRules.Complete(StandingAt(TicketStep.Done), new CompleteTicket(), "t-2", Plans, 30, Calendar, CalendarScenarios.At(completed));
        Assert.Equal(CalendarScenarios.At(tellBy), decision.Events.OfType<TicketCompleted>().Single().TellBy);
    }

    [Fact]
    public void A_result_is_told_once_there_is_one()
    {
        Assert.IsType<NoResultYet>(CompletionRules.Tell(StandingAt(TicketStep.Done), new TellResult(Channel.Call, null), Now).Refusal);
        var rejected = StandingAt(TicketStep.Rejected);
        var told = After(rejected, CompletionRules.Tell(rejected, new TellResult(Channel.Call, "Not ours"), Now));
        Assert.Equal(Now, told.Completion.ToldAt);
        Assert.Empty(CompletionRules.Tell(told, new TellResult(Channel.Call, null), Now.AddHours(1)).Events);
    }

    // S2 A4: repair, exchange or refund
    [Theory]
    [InlineData(FailedRepairLeadsTo.Repair)]
    [InlineData(FailedRepairLeadsTo.Exchange)]
    [InlineData(FailedRepairLeadsTo.Refund)]
    public void A_failed_repair_leads_to_a_case_of_its_own(FailedRepairLeadsTo leads)
    {
        var ticket = StandingAt(TicketStep.Done);
        var failed = After(ticket, CompletionRules.Complete(ticket, new CompleteTicket("Burnt again", leads), "t-2", Plans, 30, Calendar, Now));
        Assert.Equal((false, "t-2", TicketStep.Completed), (failed.Completion.IsFixed, failed.Completion.LedTo, failed.Step));
    }

    [Theory]
    [InlineData(null, FailedRepairLeadsTo.Refund, "failedBecause")]
    [InlineData("Burnt", null, "leadsTo")]
    public void A_failed_repair_says_why_and_what_follows(string? why, FailedRepairLeadsTo? leads, string path)
    {
        var refusal = CompletionRules.Complete(StandingAt(TicketStep.Done), new CompleteTicket(why, leads), "t-2", Plans, 30, Calendar, Now).Refusal;
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(refusal).Issues).Path);
    }

    [Fact]
    public void The_same_fault_opens_the_ticket_again_and_the_old_record_stays_readable()
    {
        var completed = StandingAt(TicketStep.Completed);
        var ticket = After(completed, TicketAction.Reopen);
        Assert.Equal((2, TicketStep.Assessed, 0, null), (ticket.Round, ticket.Step, ticket.Visits.All.Count, ticket.Completion.At));
        Assert.Equal(completed.Assessment.Parts, ticket.Assessment.Parts);
        var round = Assert.Single(ticket.Earlier);
        Assert.Equal((1, completed.Visits, completed.Completion, completed.Assessment), (round.Number, round.Visits, round.Completion, round.Assessment));
        Assert.Equal(TicketStep.Completed, After(ticket, TicketAction.Schedule, TicketAction.Depart, TicketAction.Arrive, TicketAction.Finish, TicketAction.Complete).Step);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(30 * 24 * 60, true)]
    [InlineData((30 * 24 * 60) + 1, false)]
    public void The_same_fault_opens_it_again_for_thirty_days(int minutes, bool isAllowed)
    {
        var ticket = StandingAt(TicketStep.Completed);
        var refusal = CompletionRules.Reopen(ticket, "Warm again", ticket.Completion.At!.Value.AddMinutes(minutes)).Refusal;
        Assert.Equal(isAllowed ? null : new ReopenedTooLate(ticket.Completion.ReopenUntil!.Value), refusal);
    }

    // domain.md §3: cancelled from any state before work starts
    [Theory]
    [InlineData(TicketStep.PartsAwaited)]
    [InlineData(TicketStep.InWorkshop)]
    [InlineData(TicketStep.Done)]
    public void Once_work_has_begun_the_refusal_to_cancel_says_so_and_what_is_possible_instead(TicketStep step)
    {
        var refusal = CompletionRules.Cancel(StandingAt(step), "Bought a new one", Now).Refusal;
        var begun = Assert.IsType<WorkHasBegun>(refusal);
        Assert.Equal(step, begun.Step);
        Assert.Equal(TicketSteps.AllowedFrom(step), begun.Allowed);
        Assert.All(RefusalWording.Languages, language => Assert.Contains(RefusalWording.ValueOf(begun.Allowed[0], language), RefusalWording.Word(begun, language), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TicketStep.Registered)]
    [InlineData(TicketStep.Assessed)]
    [InlineData(TicketStep.Scheduled)]
    [InlineData(TicketStep.EnRoute)]
    public void The_customer_cancels_with_a_reason_while_no_work_has_begun(TicketStep step)
    {
        Assert.IsType<InputInvalid>(CompletionRules.Cancel(StandingAt(step), " ", Now).Refusal);
        var ticket = After(StandingAt(step), TicketAction.Cancel);
        Assert.Equal(TicketStep.Cancelled, ticket.Step);
        Assert.Null(ticket.Visits.Current);
    }

    [Fact]
    public void A_ticket_is_closed_by_hand_when_nothing_is_owed()
    {
        var refusal = Assert.IsType<SomethingIsOwed>(Asked(StandingAt(TicketStep.Completed), TicketAction.Close).Refusal);
        Assert.Equal([Owed.Result, Owed.TripReport, Owed.FollowUpCalls], refusal.Owed);
        Assert.Equal(TicketStep.Closed, StandingAt(TicketStep.Closed).Step);
    }

    [Fact]
    public void A_ticket_closes_by_itself_when_nothing_is_owed_and_it_cannot_be_reopened()
    {
        var ticket = Settled(StandingAt(TicketStep.Completed));
        Assert.Equal(ticket.Completion.ReopenUntil, ticket.NextDue);
        Assert.Empty(CompletionRules.WhenDue(ticket, ticket.NextDue!.Value.AddTicks(-1)));
        Assert.Equal(new TicketClosed(ticket.NextDue.Value), Assert.Single(CompletionRules.WhenDue(ticket, ticket.NextDue.Value.AddDays(9))));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Who_comes_when_the_agreed_time_ends_has_kept_it_and_later_not(int minutesAfter, bool isKept)
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        var late = (int)(ticket.Visits.Current!.To - Now).TotalMinutes + minutesAfter;
        ticket = After(ticket, Asked(ticket, TicketAction.Depart, At(late)));
        ticket = After(ticket, Asked(ticket, TicketAction.Arrive, At(late)));
        ticket = After(ticket, Asked(ticket, TicketAction.Finish, At(late + 30)));
        Assert.Equal(isKept, Assert.Single(TicketCompletionRow.Of(After(ticket, TicketAction.Complete))).IsArrivalKept);
    }

    [Fact]
    public void Internal_work_owes_nobody_anything()
    {
        var done = StandingAt(TicketStep.Done) with { TicketKind = TicketKind.Internal, CustomerId = null };
        var ticket = After(done, TicketAction.Complete);
        Assert.Empty(ticket.FollowUps.Calls);
        Assert.Empty(CompletionRules.Owed(ticket));
    }

    private static TicketCompleted Completed(Ticket ticket, CompleteTicket request) =>
        CompletionRules.Complete(ticket, request, "t-2", Plans, 30, Calendar, Now).Events.OfType<TicketCompleted>().Single();
}
