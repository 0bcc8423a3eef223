using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Complaints;

public sealed class ComplaintRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");

    private static readonly WorkingCalendar Office = ShanghaiOffice();

    private static readonly RaiseComplaint About = new(
        "b-sh", "c-1", "t-1", "tech-1", ComplaintCategory.StaffConduct, ComplaintSeverity.General, ComplaintSource.Contact, null, "师傅态度不好");

    private static readonly Caller Officer = new("officer", "O", [new(Role.ComplaintOfficer, Assignment.Headquarters)]);

    // S3 ⑺ std 7: 24 hours
    [Fact]
    public void A_complaint_is_to_be_answered_within_twenty_four_hours() => Assert.Equal(Now.AddHours(24), Raised().AnswerBy);

    // S1 P2 (26)
    [Fact]
    public void It_is_closed_only_after_the_customer_was_given_an_answer()
    {
        var raised = Raised();
        Assert.Equal(new ComplaintNotAnswered(), ComplaintRules.Close(raised, Words(""), Officer, Now).Refusal);
        var answered = After(raised, ComplaintRules.Answer(raised, Words("已致歉"), Officer, Now));
        var closed = After(answered, ComplaintRules.Close(answered, Words(""), Officer, Now.AddHours(1)));
        Assert.Equal((ComplaintState.Closed, Now, Now.AddHours(1)), (closed.State, closed.AnsweredAt!.Value, closed.ClosedAt!.Value));
        Assert.Empty(ComplaintRules.Close(closed, Words(""), Officer, Now).Events);
        Assert.Equal(new ComplaintNotOpen(ComplaintState.Closed), ComplaintRules.Answer(closed, Words("x"), Officer, Now).Refusal);
    }

    // domain.md §1, S0: never the one complained about, nobody of that branch's service staff
    [Fact]
    public void Who_is_complained_about_neither_takes_nor_answers_it()
    {
        var technician = Officer with { Technician = "tech-1" };
        Assert.Equal(new HasStake(), ComplaintRules.Raise("cmp-1", About, technician, Office, ComplaintTerms.Standard, Now).Refusal);
        Assert.Equal(new HasStake(), ComplaintRules.Answer(Raised(), Words("x"), technician, Now).Refusal);
        Assert.Equal(new HasStake(), ComplaintRules.Close(Raised(), Words("x"), technician, Now).Refusal);
        Assert.Equal(new HasStake(), ComplaintRules.Raise("cmp-1", About with { PersonId = "officer" }, Officer, Office, ComplaintTerms.Standard, Now).Refusal);
    }

    [Theory]
    [InlineData(Role.Technician, "b-sh", true)]
    [InlineData(Role.Dispatcher, "b-sh", true)]
    [InlineData(Role.BranchManager, "b-sh", true)]
    [InlineData(Role.Dispatcher, "b-cd", false)]
    [InlineData(Role.Receptionist, "b-sh", false)]
    [InlineData(Role.FollowUpAgent, "b-sh", false)]
    [InlineData(Role.ServiceDirector, Assignment.Headquarters, false)]
    public void Who_serves_at_the_branch_has_a_stake(Role role, string place, bool hasStake)
    {
        // Whatever else he is: the complaint officer who is a dispatcher there as well.
        var caller = Officer with { Assignments = [.. Officer.Assignments, new(role, place)] };
        Assert.Equal(hasStake, ComplaintRules.Answer(Raised(), Words("x") with { ServesAt = Stake.PlacesOf(caller) }, Officer, Now).Refusal is HasStake);
    }

    [Fact]
    public void What_a_survey_or_call_has_heard_is_taken_down_whoever_it_is_about() =>
        Assert.Null(ComplaintRules.Raise("cmp-1", About, Caller.System, Office, ComplaintTerms.Standard, Now).Refusal);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_complaint_has_words(string words) =>
        Assert.IsType<InputInvalid>(ComplaintRules.Raise("cmp-1", About with { Words = words }, Officer, Office, ComplaintTerms.Standard, Now).Refusal);

    [Fact]
    public void The_one_complained_about_does_not_see_it_wherever_he_stands()
    {
        var complaint = Raised();
        Assert.True(Officer.Sees(complaint));
        Assert.True(new Caller("agent", "A", [new(Role.FollowUpAgent, "b-sh")]).Sees(complaint));
        Assert.False((Officer with { Technician = "tech-1" }).Sees(complaint));
        Assert.False(Officer.Sees(complaint with { PersonId = "officer" }));
        Assert.True(Officer.Sees(complaint with { PersonId = null }));
    }

    // S3 ⑹-5 规定 4: two days; S1 P2 (26): a serious one at once
    [Fact]
    public void It_is_reported_up_after_two_days_without_an_answer_and_a_serious_one_at_once()
    {
        var raised = Raised();
        Assert.Equal((Now.AddDays(2), (DateTimeOffset?)null), (raised.NextDue!.Value, raised.ReportedUpAt));
        Assert.Empty(ComplaintRules.WhenDue(raised, ComplaintTerms.Standard, Now.AddDays(2).AddTicks(-1)).Events);
        // A late look at it reports the same.
        var reported = After(raised, ComplaintRules.WhenDue(raised, ComplaintTerms.Standard, Now.AddDays(9)));
        Assert.Equal((Now.AddDays(2), Role.ServiceDirector, (DateTimeOffset?)null), (reported.ReportedUpAt!.Value, reported.ReportedTo!.Value, reported.NextDue));
        Assert.Empty(ComplaintRules.WhenDue(reported, ComplaintTerms.Standard, Now.AddDays(20)).Events);

        var serious = After(null, ComplaintRules.Raise("cmp-2", About with { Severity = ComplaintSeverity.Serious }, Officer, Office, ComplaintTerms.Standard, Now));
        Assert.Equal((Now, Role.ServiceDirector, (DateTimeOffset?)null), (serious.ReportedUpAt!.Value, serious.ReportedTo!.Value, serious.NextDue));
    }

    [Fact]
    public void What_was_answered_in_time_is_not_reported_up()
    {
        var answered = After(Raised(), ComplaintRules.Answer(Raised(), Words("已致歉"), Officer, Now.AddHours(3)));
        Assert.Null(answered.NextDue);
        Assert.Empty(ComplaintRules.WhenDue(answered, ComplaintTerms.Standard, Now.AddDays(9)).Events);
    }

    private static Complaint Raised() => After(null, ComplaintRules.Raise("cmp-1", About, Officer, Office, ComplaintTerms.Standard, Now));

    private static ComplaintWords Words(string words) => new(words, []);

    private static Complaint After(Complaint? complaint, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(complaint, (state, e) => Complaint.Apply(state, e))!;
    }
}
