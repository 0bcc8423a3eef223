using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tests.Calendars;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class TicketRulesTests
{
    [Fact]
    public void A_ticket_needs_a_symptom()
    {
        var refusal = Assert.IsType<InputInvalid>(TicketRules.Register("t-1", "SH-2603-00001", Call with { Symptom = " " }, Today, Now).Refusal);
        Assert.Equal([new InputIssue("symptom", "REQUIRED")], refusal.Issues);
    }

    [Fact]
    public void A_ticket_can_be_registered_without_knowing_the_product() =>
        Assert.Null(TicketRules.Register("t-1", "SH-2603-00001", Call with { ProductId = null }, Today, Now).Refusal);

    [Fact]
    public void A_certificate_is_signed_with_name_and_signature()
    {
        var ticket = After(StandingAt(TicketStep.OnSite), Finish(Signed));
        Assert.True(ticket.Visits.Last!.Certificate!.IsSigned);
        Assert.Equal((45, 12_300, "CNY"), (ticket.Visits.Last.Certificate.Minutes, ticket.Visits.Last.Certificate.ChargedMinor, ticket.Visits.Last.Certificate.Currency));
    }

    [Fact]
    public void The_signers_name_is_kept_beside_the_journal_where_it_can_be_erased() =>
        // The state does not hold it, so to leave it out of the journal alone would lose it.
        Assert.True(typeof(VisitFinished).GetProperty(nameof(VisitFinished.SignedBy))!.IsDefined(typeof(WordsAttribute), inherit: false));

    [Fact]
    public void A_customer_who_refuses_to_sign_is_recorded_with_the_reason()
    {
        var ticket = After(StandingAt(TicketStep.OnSite), Finish(Signed with { SignedBy = null, Signature = null, RefusedToSignBecause = "In a hurry" }));
        Assert.False(ticket.Visits.Last!.Certificate!.IsSigned);
    }

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(false, "Wang Wei", null)]
    [InlineData(false, null, " ")]
    [InlineData(true, null, null)]
    [InlineData(true, " ", null)]
    [InlineData(true, null, "In a hurry")]
    public void A_certificate_with_neither_signature_nor_refusal_is_refused(bool isDrawn, string? signedBy, string? reason)
    {
        var request = Signed with { Signature = isDrawn ? Signed.Signature : null, SignedBy = signedBy, RefusedToSignBecause = reason };
        Assert.IsType<CertificateNotSigned>(Finish(request).Refusal);
    }

    [Fact]
    public void A_certificate_names_all_that_is_wrong_with_it_at_once()
    {
        var refusal = Assert.IsType<InputInvalid>(Finish(Signed with { Found = "", Done = " ", Minutes = 1441, ChargedMinor = -1 }).Refusal);
        Assert.Equal(["found", "done", "minutes", "chargedMinor"], refusal.Issues.Select(issue => issue.Path));
    }

    [Fact]
    public void Completing_a_ticket_plans_the_follow_up_call()
    {
        var ticket = StandingAt(TicketStep.Completed);
        var call = Assert.Single(ticket.FollowUps.Calls);
        Assert.Equal((1, "first", FollowUpState.Planned), (call.Number, call.Step, call.State));
        Assert.Equal(CalendarScenarios.At("2026-03-12T00:30:00Z"), ticket.NextDue);
    }

    [Fact]
    public void A_ticket_is_completed_on_the_branchs_day()
    {
        var lateEvening = CalendarScenarios.At("2026-03-09T16:30:00Z");
        var ticket = After(StandingAt(TicketStep.Done), TicketRules.Complete(StandingAt(TicketStep.Done), new AftermathPlans([], CallConditions.Usual), Calendar, lateEvening));
        Assert.Equal(CalendarScenarios.Date("2026-03-10"), ticket.Completion.Day);
    }

    private static Decision Finish(FinishVisit request) => TicketRules.Finish(StandingAt(TicketStep.OnSite), request, "CNY", Now.AddHours(3));
}
