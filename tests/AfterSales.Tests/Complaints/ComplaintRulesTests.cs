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
        Assert.Equal(new ComplaintNotAnswered(), ComplaintRules.Close(raised, Words(""), Officer, Office, ComplaintTerms.Standard, Now).Refusal);
        var answered = After(raised, ComplaintRules.Answer(raised, Words("已致歉"), Officer, Office, ComplaintTerms.Standard, Now));
        var closed = After(answered, ComplaintRules.Close(answered, Words(""), Officer, Office, ComplaintTerms.Standard, Now.AddHours(1)));
        Assert.Equal((ComplaintState.Closed, Now, Now.AddHours(1)), (closed.State, closed.AnsweredAt!.Value, closed.ClosedAt!.Value));
        Assert.Empty(ComplaintRules.Close(closed, Words(""), Officer, Office, ComplaintTerms.Standard, Now).Events);
        Assert.Equal(new ComplaintNotOpen(ComplaintState.Closed), ComplaintRules.Answer(closed, Words("x"), Officer, Office, ComplaintTerms.Standard, Now).Refusal);
    }

    // domain.md §1, S0: never the one complained about, nobody of that branch's service staff
    [Fact]
    public void Who_is_complained_about_neither_takes_nor_answers_it()
    {
        var technician = Officer with { Technician = "tech-1" };
        Assert.Equal(new HasStake(), ComplaintRules.Raise("cmp-1", About, technician, Office, ComplaintTerms.Standard, Now).Refusal);
        Assert.Equal(new HasStake(), ComplaintRules.Answer(Raised(), Words("x"), technician, Office, ComplaintTerms.Standard, Now).Refusal);
        Assert.Equal(new HasStake(), ComplaintRules.Close(Raised(), Words("x"), technician, Office, ComplaintTerms.Standard, Now).Refusal);
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
        Assert.Equal(hasStake, ComplaintRules.Answer(Raised(), Words("x") with { ServesAt = Stake.PlacesOf(caller) }, Officer, Office, ComplaintTerms.Standard, Now).Refusal is HasStake);
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
        Assert.Null(raised.ReportedUpAt);
        Assert.DoesNotContain(ComplaintRules.WhenDue(raised, Office, ComplaintTerms.Standard, Now.AddDays(2).AddTicks(-1)).Events, happened => happened is ComplaintReportedUp);
        // A late look at it reports the same.
        var reported = After(raised, ComplaintRules.WhenDue(raised, Office, ComplaintTerms.Standard, Now.AddDays(9)));
        Assert.Equal((Now.AddDays(2), Role.ServiceDirector, (DateTimeOffset?)null), (reported.ReportedUpAt!.Value, reported.ReportedTo!.Value, reported.NextDue));
        Assert.Empty(ComplaintRules.WhenDue(reported, Office, ComplaintTerms.Standard, Now.AddDays(20)).Events);

        var serious = After(null, ComplaintRules.Raise("cmp-2", About with { Severity = ComplaintSeverity.Serious }, Officer, Office, ComplaintTerms.Standard, Now));
        Assert.Equal((Now, Role.ServiceDirector, (DateTimeOffset?)Now.AddHours(24)), (serious.ReportedUpAt!.Value, serious.ReportedTo!.Value, serious.NextDue));
    }

    // S3 ⑺ std 7, S4 A4 二
    [Fact]
    public void It_counts_among_those_to_be_answered_or_closed_once_that_is_decided()
    {
        var raised = After(null, ComplaintRules.Raise("cmp-1", About with { Category = ComplaintCategory.ProductQuality }, Officer, Office, ComplaintTerms.Standard, Now));
        Assert.Equal((false, false), Decided(raised));
        Assert.Equal((false, false), Decided(AtTime(raised, Now.AddHours(24).AddTicks(-1))));
        Assert.Equal((true, false), Decided(AtTime(raised, Now.AddHours(24))));
        Assert.Equal((true, true), Decided(AtTime(raised, Now.AddDays(3))));

        var answered = After(raised, ComplaintRules.Answer(raised, Words("已致歉"), Officer, Office, ComplaintTerms.Standard, Now.AddHours(3)));
        Assert.Equal((true, false), Decided(answered));
        Assert.Equal((true, true), Decided(After(answered, ComplaintRules.Close(answered, Words(""), Officer, Office, ComplaintTerms.Standard, Now.AddHours(4)))));
        Assert.Equal((true, true), Decided(AtTime(answered, Now.AddDays(9))));
        Assert.False(ComplaintRow.Of(AtTime(Raised(), Now.AddDays(9)), default).IsClosingDecided);
    }

    // S3 ⑺ std 7: the first answer is the one that was owed
    [Fact]
    public void A_second_answer_makes_nothing_late_and_one_at_the_very_limit_is_in_time()
    {
        var answered = After(Raised(), ComplaintRules.Answer(Raised(), Words("已致歉"), Officer, Office, ComplaintTerms.Standard, Now.AddHours(24)));
        Assert.Equal((Now.AddHours(24), false), (answered.AnsweredAt!.Value, answered.IsAnswerMissed));
        Assert.Equal(Now.AddHours(24), After(answered, ComplaintRules.Answer(answered, Words("再次致歉"), Officer, Office, ComplaintTerms.Standard, Now.AddDays(2))).AnsweredAt);
    }

    [Fact]
    public void What_was_missed_before_an_answer_or_the_end_is_told_though_nobody_woke_it()
    {
        var raised = After(null, ComplaintRules.Raise("cmp-1", About with { Category = ComplaintCategory.ProductQuality }, Officer, Office, ComplaintTerms.Standard, Now));
        var late = ComplaintRules.Answer(raised, Words("已致歉"), Officer, Office, ComplaintTerms.Standard, Now.AddHours(60));
        Assert.Equal(["ComplaintAnswerMissed", "ComplaintReportedUp", "ComplaintAnswered"], late.Events.Select(happened => happened.GetType().Name));
        Assert.Equal(["ComplaintClosingMissed", "ComplaintClosed"],
            ComplaintRules.Close(After(raised, late), Words(""), Officer, Office, ComplaintTerms.Standard, Now.AddDays(4)).Events.Select(happened => happened.GetType().Name));
    }

    // Whatever was slept through happens at its own time, in order.
    [Fact]
    public void One_look_after_days_tells_the_same_as_one_at_each_time()
    {
        var raised = After(null, ComplaintRules.Raise("cmp-1", About with { Category = ComplaintCategory.ProductQuality }, Officer, Office, ComplaintTerms.Standard, Now));
        Assert.Equal(
            [new ComplaintAnswerMissed(Now.AddHours(24), Office.LocalDay(Now.AddHours(24))), new ComplaintReportedUp(Now.AddDays(2), Role.ServiceDirector, Now.AddDays(3)), new ComplaintClosingMissed(Now.AddDays(3), Office.LocalDay(Now.AddDays(3)))],
            ComplaintRules.WhenDue(raised, Office, ComplaintTerms.Standard, Now.AddDays(9)).Events);
        Assert.Null(AtTime(raised, Now.AddDays(9)).NextDue);
    }

    [Fact]
    public void Its_answer_and_its_closing_count_on_the_day_they_came_or_on_that_their_time_was_over()
    {
        var raised = After(null, ComplaintRules.Raise("cmp-1", About with { Category = ComplaintCategory.ProductQuality }, Officer, Office, ComplaintTerms.Standard, Now));
        Assert.Equal((Office.LocalDay(Now), Now, Office.LocalDay(Now), Now), Counts(raised));
        var missed = AtTime(raised, Now.AddDays(9));
        Assert.Equal((Office.LocalDay(Now.AddHours(24)), Now.AddHours(24), Office.LocalDay(Now.AddDays(3)), Now.AddDays(3)), Counts(missed));
        // What comes later stays on the day it was missed.
        var late = After(missed, ComplaintRules.Answer(missed, Words("已致歉"), Officer, Office, ComplaintTerms.Standard, Now.AddDays(9)));
        Assert.Equal(Counts(missed), Counts(After(late, ComplaintRules.Close(late, Words(""), Officer, Office, ComplaintTerms.Standard, Now.AddDays(10)))));
        var soon = After(raised, ComplaintRules.Answer(raised, Words("已致歉"), Officer, Office, ComplaintTerms.Standard, Now.AddHours(2)));
        Assert.Equal((Office.LocalDay(Now.AddHours(2)), Now.AddHours(2), Office.LocalDay(Now.AddHours(30)), Now.AddHours(30)),
            Counts(After(soon, ComplaintRules.Close(soon, Words(""), Officer, Office, ComplaintTerms.Standard, Now.AddHours(30)))));

        static (DateOnly, DateTimeOffset, DateOnly, DateTimeOffset) Counts(Complaint complaint) =>
            ComplaintRow.Of(complaint, new(1, 1)) is var row ? (row.AnswerDay, row.AnswerCountsAt, row.ClosingDay, row.ClosingCountsAt) : default;
    }

    private static (bool Answer, bool Closing) Decided(Complaint complaint)
    {
        var row = ComplaintRow.Of(complaint, default);
        return (row.IsAnswerDecided, row.IsClosingDecided);
    }

    private static Complaint AtTime(Complaint complaint, DateTimeOffset now) => After(complaint, ComplaintRules.WhenDue(complaint, Office, ComplaintTerms.Standard, now));

    [Fact]
    public void What_was_answered_in_time_is_not_reported_up()
    {
        var answered = After(Raised(), ComplaintRules.Answer(Raised(), Words("已致歉"), Officer, Office, ComplaintTerms.Standard, Now.AddHours(3)));
        Assert.Null(answered.NextDue);
        Assert.Empty(ComplaintRules.WhenDue(answered, Office, ComplaintTerms.Standard, Now.AddDays(9)).Events);
    }

    private static Complaint Raised() => After(null, ComplaintRules.Raise("cmp-1", About, Officer, Office, ComplaintTerms.Standard, Now));

    private static ComplaintWords Words(string words) => new(words, []);

    private static Complaint After(Complaint? complaint, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(complaint, (state, e) => Complaint.Apply(state, e))!;
    }
}
