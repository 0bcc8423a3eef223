using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>The way of a ticket, worked through; each example names the line of the sources it comes from. Office hours are 8:30 to 12:00 and 13:00 to 17:30.</summary>
public sealed class TicketWayExamplesTests
{
    [Theory]
    [InlineData("S2 A3", "rejected in the morning: the same day", "2026-03-10T09:00+08:00", "2026-03-10T17:30+08:00")]
    [InlineData("S2 A3", "rejected during lunch: the same day", "2026-03-10T12:30+08:00", "2026-03-10T17:30+08:00")]
    [InlineData("S2 A3", "rejected in the evening: the next working day", "2026-03-10T18:00+08:00", "2026-03-11T17:30+08:00")]
    [InlineData("S2 A3", "rejected on the Saturday before the festival: while somebody is there", "2026-02-14T11:00+08:00", "2026-02-14T12:00+08:00")]
    [InlineData("S2 A3", "rejected in the festival: the first day after it", "2026-02-16T11:00+08:00", "2026-02-24T17:30+08:00")]
    public void Who_is_rejected_is_told_by(string line, string what, string rejected, string tellBy)
    {
        var ticket = StandingAt(TicketStep.Registered);
        var said = Assert.IsType<TicketRejected>(Assert.Single(CompletionRules.Reject(ticket, "Not our product", Calendar, At(rejected)).Events));
        Assert.True(said.TellBy == At(tellBy), $"{line}, {what}: {said.TellBy:O}");
        Assert.Equal(TicketStep.Rejected, Ticket.Apply(ticket, said).Step);
    }

    [Theory]
    [InlineData("S2 B1.1", "asked before lunch: the customer after it", "2026-03-10T11:00+08:00", "2026-03-10T14:00+08:00")]
    [InlineData("S2 B1.1", "asked on Friday at five: the customer on Monday", "2026-03-13T17:00+08:00", "2026-03-16T10:00+08:00")]
    [InlineData("S2 B1.1", "taken down on a Sunday: the customer on Monday", "2026-03-15T20:00+08:00", "2026-03-16T10:30+08:00")]
    [InlineData("S2 B1.1", "the staff meeting counts for nobody", "2026-03-04T14:30+08:00", "2026-03-04T17:30+08:00")]
    public void What_the_seller_cannot_say_is_asked_of_the_customer_at(string line, string what, string registered, string asked)
    {
        var ticket = After(null, IntakeRules.Register("t-1", "SH-1", Call with { ProductId = null }, NothingOnFile, "account-1", Calendar, sellerHours: 2, At(registered)));
        Assert.True(IntakeRules.Due(ticket) == At(asked), $"{line}, {what}: {IntakeRules.Due(ticket):O}");
        Assert.Equal(ClarifyWith.Customer, IntakeRules.WhenDue(ticket, Calendar, At(asked)).Aggregate(ticket, (state, happened) => Ticket.Apply(state, happened)).Intake.Clarification!.With);
    }

    [Theory]
    [InlineData("S0 P5 I.3(3)", "before anybody was sent", TicketStep.Assessed, true)]
    [InlineData("S0 P5 I.3(3)", "while somebody is on his way", TicketStep.EnRoute, true)]
    [InlineData("S0 P5 I.3(3)", "while it stands in the workshop", TicketStep.InWorkshop, true)]
    [InlineData("S0 P5 I.3(3)", "what he was advised over the phone does not help", TicketStep.SolvedRemotely, true)]
    [InlineData("S0 P5 I.3(3)", "after the completion it is no open fault", TicketStep.Completed, false)]
    [InlineData("S0 P5 I.3(3)", "nor after it was rejected", TicketStep.Rejected, false)]
    public void A_second_report_joins_the_open_ticket(string line, string what, TicketStep step, bool joins)
    {
        var ticket = StandingAt(step);
        var decision = IntakeRules.Report(ticket, new ReportAgain(Channel.Call, "Still warm", null), null, Now.AddDays(1));
        Assert.True(decision.Refusal == (joins ? null : new TicketIsOver("t-1", step)), $"{line}, {what}: {decision.Refusal}");
        if (joins) Assert.Equal((step, 2), (After(ticket, decision).Step, After(ticket, decision).Intake.Reports));
    }

    [Theory]
    [InlineData("S1 P1 3.3", "an emergency is first, also of what was taken down this minute", true, false, 0)]
    [InlineData("S1 P1 3.3", "an emergency that was left lying is no less of one", true, true, 0)]
    [InlineData("S1 P2 (18)", "what was left lying comes before what is new", false, true, 1)]
    [InlineData("S1 P2 (18)", "what is new comes last", false, false, 2)]
    public void A_job_waits_in_its_place(string line, string what, bool isEmergency, bool isLeftLying, int rank)
    {
        var ticket = Registered(Call with { IsEmergency = isEmergency });
        if (isLeftLying) ticket = After(ticket, CarryOverRules.Carry(ticket, Today.AddDays(1), Calendar, Now.AddDays(1)));
        Assert.True(CarryOverRules.RankOf(ticket) == rank, $"{line}, {what}: {CarryOverRules.RankOf(ticket)}");
    }

    [Theory]
    [InlineData("S1 P2 (18)", "nobody was sent", TicketStep.Registered, null, true)]
    [InlineData("S1 P2 (18)", "it was assessed and no more", TicketStep.Assessed, null, true)]
    [InlineData("S1 P2 (18)", "the technician gave it back", TicketStep.Scheduled, TicketAction.HandBack, true)]
    [InlineData("S1 P2 (18)", "nobody was at home", TicketStep.OnSite, TicketAction.NobodyHome, true)]
    [InlineData("S1 P2 (18)", "somebody is to come", TicketStep.Scheduled, null, false)]
    [InlineData("S1 P2 (18)", "it waits for parts", TicketStep.PartsAwaited, null, false)]
    [InlineData("S1 P2 (18)", "it was solved over the phone", TicketStep.SolvedRemotely, null, false)]
    public void What_was_not_sent_out_heads_the_next_days_list(string line, string what, TicketStep step, TicketAction? action, bool isCarried)
    {
        var ticket = StandingAt(step);
        if (action is { } done) ticket = After(ticket, done);
        var decision = CarryOverRules.Carry(ticket, Today.AddDays(1), Calendar, At("2026-03-10T08:30+08:00"));
        Assert.True(decision.Events.Count > 0 == isCarried, $"{line}, {what}");
        Assert.Null(decision.Refusal);
    }

    [Theory]
    [InlineData("domain.md §3 (ours)", "the thirtieth day, at the minute", 1, "2026-04-08T10:00+08:00", true)]
    [InlineData("domain.md §3 (ours)", "a minute later it is a new ticket", 1, "2026-04-08T10:01+08:00", false)]
    [InlineData("domain.md §3 (ours)", "a second repair has thirty days of its own", 2, "2026-04-18T10:00+08:00", true)]
    [InlineData("domain.md §3 (ours)", "and no more than those", 2, "2026-04-18T10:01+08:00", false)]
    public void The_same_fault_opens_it_again_until(string line, string what, int round, string reported, bool opens)
    {
        var ticket = StandingAt(TicketStep.Completed);
        if (round == 2)
        {
            // Back after a week, and repaired ten days after the first time.
            ticket = After(ticket, CompletionRules.Reopen(ticket, "Warm again", Now.AddDays(7)));
            ticket = After(ticket, TicketAction.Schedule, TicketAction.Depart, TicketAction.Arrive, TicketAction.Finish);
            ticket = After(ticket, CompletionRules.Complete(ticket, new CompleteTicket(), "t-next", Plans, reopenDays: 30, Calendar, Now.AddDays(10)));
        }

        var decision = CompletionRules.Reopen(ticket, "Warm again", At(reported));
        Assert.True(decision.Refusal is null == opens, $"{line}, {what}: {decision.Refusal}");
        if (opens) Assert.Equal((round + 1, round), (After(ticket, decision).Round, After(ticket, decision).Earlier.Count));
    }
}
