using AfterSales.Calendars;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps;

/// <summary>The standard plan, worked through; each example names the line of the sources it comes from.</summary>
public sealed class FollowUpPlanTests
{
    private static readonly IReadOnlyList<FollowUpStep> Standard = FollowUpPolicies.Plan.Standard;

    /// <summary>Monday, 9 March 2026, ten in the morning in Shanghai.</summary>
    private static readonly DateTimeOffset Monday = At("2026-03-09T02:00:00Z");

    /// <summary>Open every day from nine to six, so that windows are plain to see.</summary>
    private static readonly WorkingCalendar Daily = EveryDay("Asia/Shanghai", "09:00", "18:00");

    [Theory]
    [InlineData(FollowUpTrigger.Completion, "first", "2026-03-12", "2026-03-16")] // S3 ⑹-5 规定 4: three days to a week
    [InlineData(FollowUpTrigger.Consultation, "first", "2026-03-12", "2026-03-16")] // S3 ⑹-5 规定 4
    [InlineData(FollowUpTrigger.Visit, "first", "2026-03-12", "2026-03-16")] // S3 ⑹-5 规定 4
    [InlineData(FollowUpTrigger.Installation, "thirdDay", "2026-03-12", "2026-03-12")] // domain.md §5: after an installation too (ours)
    [InlineData(FollowUpTrigger.Sale, "thirdDay", "2026-03-12", "2026-03-12")] // S3 ⑶ 3: the third day
    public void The_standard_plan_owes_its_first_call(FollowUpTrigger trigger, string step, string firstDay, string lastDay)
    {
        var call = Assert.Single(Begun(FollowUpCalls.None, Standard, trigger, Monday, Daily).Calls);
        Assert.Equal((step, Date(firstDay), Date(lastDay)), (call.Step, Daily.LocalDay(call.OpensAt), Daily.LocalDay(call.ClosesAt)));
        Assert.Equal((Time("09:00"), Time("18:00")), (Daily.LocalTime(call.OpensAt), Daily.LocalTime(call.ClosesAt)));
    }

    // S3 ⑹-5 规定 5: within the seven days after a week
    [Fact]
    public void The_second_call_is_made_seven_to_fourteen_days_after_the_first_was_successful()
    {
        var second = Second(Reached(FirstDue(), At("2026-03-13T03:00:00Z")));
        Assert.Equal((Date("2026-03-20"), Date("2026-03-27")), (Daily.LocalDay(second.OpensAt), Daily.LocalDay(second.ClosesAt)));
    }

    // domain.md §5: counted from the successful first call, or from the day the first was given up
    [Fact]
    public void Where_the_first_was_given_up_the_second_counts_from_that_day()
    {
        var second = Second(After(FirstDue(), calls => Record(calls, new(1, CallResult.WrongNumber), At("2026-03-14T03:00:00Z"), calendar: Daily)));
        Assert.Equal(Date("2026-03-21"), second.Day);
    }

    [Fact]
    public void Six_tries_without_an_answer_lead_to_the_second_call_too()
    {
        var calls = FirstDue();
        for (var tries = 0; tries < 6; tries++)
            calls = After(calls, due => Record(due, new(1, CallResult.NoAnswer), due.Calls[0].NextTryAt ?? due.Calls[0].OpensAt, calendar: Daily));
        Assert.Equal((FollowUpState.GivenUp, "second"), (calls.Calls[0].State, Second(calls).Step));
    }

    [Fact]
    public void While_the_first_is_open_there_is_no_second_however_long_it_takes()
    {
        var calls = After(FirstDue(), due => WhenDue(due, Monday.AddDays(60)));
        Assert.Equal(FollowUpState.Overdue, Assert.Single(calls.Calls).State);
        Assert.Equal(Date("2026-05-16"), Second(Reached(calls, At("2026-05-09T03:00:00Z"))).Day);
    }

    // domain.md §5: refused (respect consent)
    [Fact]
    public void Who_wants_no_more_calls_gets_no_second_one() =>
        Assert.Single(After(FirstDue(), calls => Record(calls, new(1, CallResult.Declined), At("2026-03-13T03:00:00Z"), calendar: Daily)).Calls);

    [Fact]
    public void The_second_call_is_the_last() =>
        Assert.Equal(2, After(After(Reached(FirstDue(), At("2026-03-13T03:00:00Z")), calls => WhenDue(calls, At("2026-03-20T02:00:00Z"))),
            calls => Record(calls, new(2, CallResult.Reached), At("2026-03-20T02:00:00Z"), calendar: Daily)).Calls.Count);

    // S3 ⑹-5 规定 5 asks for a call that does not repeat the first: whoever made that one knows best
    [Fact]
    public void The_agent_who_made_the_first_call_makes_the_second()
    {
        Assert.Equal("agent", Second(Reached(FirstDue(), At("2026-03-13T03:00:00Z"))).AgentId);
        var assigned = After(FirstDue(), calls => FollowUpRules.Assign(calls, "t-1", 1, "another"));
        Assert.Equal("another", Second(Reached(assigned, At("2026-03-13T03:00:00Z"))).AgentId);
    }

    // S3 ⑶ 3: the dealer who sold it
    [Fact]
    public void After_a_sale_the_dealer_calls_and_where_there_is_none_the_branch()
    {
        Assert.Equal((FollowUpMaker.Dealer, "d-1"), Maker(new FollowUpOccasion(FollowUpTrigger.Sale, Date("2026-03-09"), DealerId: "d-1")));
        Assert.Equal((FollowUpMaker.Branch, null), Maker(new FollowUpOccasion(FollowUpTrigger.Sale, Date("2026-03-09"))));

        static (FollowUpMaker, string?) Maker(FollowUpOccasion occasion)
        {
            var planned = FollowUpRules.Begin(FollowUpCalls.None, Standard, occasion, CallConditions.Usual, Daily, Monday).OfType<FollowUpPlanned>().Single();
            return (planned.By, planned.DealerId);
        }
    }

    [Theory]
    [InlineData("2026-03-12T09:59:00Z", true)]
    [InlineData("2026-03-12T10:00:00Z", false)]
    [InlineData("2029-01-01T00:00:00Z", false)]
    public void A_sale_that_is_registered_after_its_window_has_closed_is_owed_no_call(string registered, bool isOwed) =>
        Assert.Equal(isOwed, FollowUpRules.Begin(FollowUpCalls.None, Standard, new FollowUpOccasion(FollowUpTrigger.Sale, Date("2026-03-09")), CallConditions.Usual,
            Daily, At(registered)).OfType<FollowUpPlanned>().Any());

    [Fact]
    public void A_customer_who_refuses_calls_is_planned_none_and_it_is_on_record_why()
    {
        var calls = Begun(FollowUpCalls.None, Standard, FollowUpTrigger.Completion, Monday, Daily, CallConditions.Usual with { MayBeCalled = false });
        Assert.Equal((FollowUpState.Withdrawn, WithdrawalReason.NoConsent), (calls.Calls[0].State, calls.Calls[0].Withdrawal!.Value));
        Assert.Null(calls.NextDue);
    }

    [Fact]
    public void A_customer_who_refuses_calls_after_they_were_planned_is_not_called_either()
    {
        var planned = Begun(FollowUpCalls.None, Standard, FollowUpTrigger.Completion, Monday, Daily);
        var opens = planned.Calls[0].OpensAt;
        var decision = FollowUpRules.WhenDue(planned, CallConditions.Usual with { MayBeCalled = false }, opens);
        Assert.Equal(new FollowUpWithdrawn(1, WithdrawalReason.NoConsent, opens), Assert.Single(decision.Events));
    }

    [Fact]
    public void A_reopened_ticket_owes_nothing_of_its_old_plan_and_its_next_completion_plans_anew()
    {
        var reopened = Reopened(Reached(FirstDue(), At("2026-03-13T03:00:00Z")));
        Assert.Equal([FollowUpState.Reached, FollowUpState.Withdrawn], reopened.Calls.Select(call => call.State));
        Assert.Null(reopened.NextDue);
        var again = Begun(reopened, Standard, FollowUpTrigger.Completion, At("2026-03-30T02:00:00Z"), Daily);
        Assert.Equal((3, 2, "first", Date("2026-04-02")), (again.Calls[2].Number, again.Calls[2].Round, again.Calls[2].Step, again.Calls[2].Day));
    }

    [Fact]
    public void A_call_of_a_round_that_is_over_leads_to_no_later_one()
    {
        // Reopened while the first was due; the steps that waited for it are gone with it.
        var reopened = Reopened(FirstDue());
        Assert.Equal((FollowUpState.Withdrawn, true), (reopened.Calls[0].State, reopened.Later.IsEmpty));
        Assert.Equal(new FollowUpOver(FollowUpState.Withdrawn), Record(reopened, new(1, CallResult.Reached), Monday.AddDays(5)).Refusal);
    }

    [Fact]
    public void Open_work_keeps_the_plan_it_was_begun_with()
    {
        var begun = Begun(FollowUpCalls.None, Standard, FollowUpTrigger.Completion, Monday, Daily);
        // The policy may have changed since: the part asks nobody.
        Assert.Equal("second", Assert.Single(begun.Later).Name);
    }

    // K6: S4's alternative, 0 to 7 days
    [Fact]
    public void The_plan_of_another_house_is_the_same_kind_of_data() =>
        Assert.Equal((Date("2026-03-09"), Date("2026-03-16")), Planned("2026-03-09T02:00:00Z", Daily, new FollowUpStep("first", FollowUpTrigger.Completion, 0, 7)).Calls
            .Select(call => (Daily.LocalDay(call.OpensAt), Daily.LocalDay(call.ClosesAt))).Single());

    [Theory]
    [InlineData("second", null, "[1].after", "NOT_AN_EARLIER_STEP")]
    [InlineData("second", "third", "[1].after", "NOT_AN_EARLIER_STEP")]
    [InlineData("second", "second", "[1].after", "NOT_AN_EARLIER_STEP")]
    [InlineData("first", "first", "", "NAME_REPEATED")]
    public void A_plan_whose_steps_wait_for_none_before_them_is_refused(string name, string? after, string path, string code)
    {
        var trigger = after is null ? FollowUpTrigger.Visit : FollowUpTrigger.Completion;
        var issues = FollowUpPolicies.Plan.Check!([new("first", FollowUpTrigger.Completion, 3, 7), new(name, trigger, 7, 14, After: after ?? "first")]);
        Assert.Contains(new InputIssue(path, code), issues);
    }

    [Fact]
    public void Another_trigger_of_the_standard_plan_is_none_of_this_ones_business() =>
        Assert.Equal([1], Begun(FollowUpCalls.None, Standard, FollowUpTrigger.Visit, Monday, Daily).Calls.Select(call => call.Number));

    private static FollowUpCalls FirstDue()
    {
        var planned = Begun(FollowUpCalls.None, Standard, FollowUpTrigger.Completion, Monday, Daily);
        return After(planned, calls => WhenDue(calls, planned.Calls[0].OpensAt));
    }

    private static FollowUpCalls Reached(FollowUpCalls calls, DateTimeOffset at) =>
        After(calls, due => Record(due, new(1, CallResult.Reached, Words: "很好"), at, calendar: Daily));

    private static FollowUpCalls Reopened(FollowUpCalls calls) => After(calls, open => Decision.Of(FollowUpRules.Reopen(open, Monday.AddDays(5))));

    private static FollowUpCall Second(FollowUpCalls calls) => Assert.Single(calls.Calls, call => call.Step == "second");
}
