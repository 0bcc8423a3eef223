using AfterSales.Access;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tests.Documentation;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps;

public sealed class FollowUpRecordTests
{
    private static readonly CallRetries Standard = FollowUpPolicies.Retries.Standard;

    private static readonly CallRetries Hourly = Standard with { AfterWorkingHours = 1 };

    private static readonly DateTimeOffset NineInTheMorning = At("2026-03-12T01:00:00Z");

    [Fact]
    public void The_drawing_shows_the_arrows_that_the_rules_take_and_no_others()
    {
        FollowUpCalls[] inQueue = [Due(), Overdue()];
        var worked = from calls in inQueue
                     from result in Enum.GetValues<CallResult>()
                     from isLast in new[] { false, true }
                     where !isLast || result == CallResult.NoAnswer
                     let retries = isLast ? Standard with { MostInAll = 1 } : Standard
                     select new Arrow(StateOf(calls), StateOf(After(calls, Made(result, retries))), isLast ? "the last NoAnswer" : result.ToString());
        Arrow[] taken =
        [
            new("[*]", StateOf(Planned()), "completion or sale"),
            new(StateOf(Planned()), StateOf(After(Planned(), calls => Refusing(calls, Opens))), "no consent"),
            new(StateOf(Due()), StateOf(After(Due(), calls => Refusing(calls, Closes))), "no consent"),
            .. new[] { Planned(), Due(), Overdue() }.Select(calls => new Arrow(StateOf(calls), StateOf(Reopened(calls)), "ticket reopened")),
            new(StateOf(Planned()), StateOf(Due()), "window opens"),
            new(StateOf(Due()), StateOf(Overdue()), "window closes"),
            .. worked,
        ];
        Assert.Equal(Sorted(taken), Sorted(Drawing.Of("The way of a follow-up call")));
    }

    [Fact]
    public void A_call_is_not_worked_before_its_window_opens() =>
        Assert.Equal(new FollowUpNotDue(Opens), Record(Planned(), new(1, CallResult.Reached), Opens.AddTicks(-1)).Refusal);

    [Fact]
    public void Of_the_calls_of_a_sale_the_dealer_records_those_he_owes_and_the_branch_all_of_them()
    {
        FollowUpStep[] plan = [new("dealers", FollowUpTrigger.Sale, 3, 7, By: FollowUpMaker.Dealer), new("branchs", FollowUpTrigger.Sale, 8, 12, By: FollowUpMaker.Branch)];
        var now = At("2026-03-09T02:00:00Z");
        var begun = FollowUpRules.Begin(FollowUpCalls.None, plan, new FollowUpOccasion(FollowUpTrigger.Sale, Office.LocalDay(now), DealerId: "d-1"), CallConditions.Usual, Office, now);
        var sale = begun.Aggregate(Sale.Apply(null, new SaleHeard("sale-1", "b-sh", "c-1", "ip-1", "d-1", Office.LocalDay(now))), (state, happened) => Sale.Apply(state, happened));
        var (dealer, agent) = (Holding(Role.Dealer, "d-1"), Holding(Role.FollowUpAgent, "b-sh"));
        Assert.Null(CallRules.MustBeOwn(sale, 1, dealer));
        Assert.Equal(new NotFound("sale-1/2"), CallRules.MustBeOwn(sale, 2, dealer));
        Assert.Equal(new NotFound("sale-1/1"), CallRules.MustBeOwn(sale, 1, Holding(Role.Dealer, "d-2")));
        Assert.All([1, 2], number => Assert.Null(CallRules.MustBeOwn(sale, number, agent)));
        Assert.Null(CallRules.MustBeOwn(sale, 2, Caller.System));
    }

    [Fact]
    public void A_call_that_was_never_planned_is_not_found() =>
        Assert.Equal(new NotFound("t-1/2"), Record(Due(), new(2, CallResult.Reached), Opens).Refusal);

    [Theory]
    [InlineData(CallResult.Reached, FollowUpState.Reached)]
    [InlineData(CallResult.Declined, FollowUpState.Declined)]
    [InlineData(CallResult.WrongNumber, FollowUpState.GivenUp)]
    public void A_finished_call_is_over(CallResult result, FollowUpState state)
    {
        var ended = After(Due(), calls => Record(calls, new(1, result, Words: "Thank you"), NineInTheMorning));
        Assert.Equal((state, NineInTheMorning), (ended.Calls[0].State, ended.Calls[0].EndedAt));
        Assert.Equal(new FollowUpOver(state), Record(ended, new(1, CallResult.Reached), NineInTheMorning).Refusal);
    }

    [Fact]
    public void An_overdue_call_is_still_made() =>
        Assert.Equal(FollowUpState.Reached, After(Overdue(), calls => Record(calls, new(1, CallResult.Reached), Closes.AddDays(1))).Calls[0].State);

    [Theory]
    [InlineData("2026-03-12T01:00:00Z", "2026-03-12T06:00:00Z")]
    [InlineData("2026-03-13T08:30:00Z", "2026-03-16T03:30:00Z")]
    public void Who_does_not_answer_is_tried_again_after_four_working_hours(string tried, string next) =>
        Assert.Equal(At(next), NoAnswer(Due(), At(tried), Standard).Calls[0].NextTryAt);

    [Fact]
    public void A_customer_is_tried_three_times_a_day_at_most()
    {
        var twice = NoAnswer(NoAnswer(Due(), NineInTheMorning, Hourly), NineInTheMorning.AddHours(1), Hourly);
        Assert.Equal(NineInTheMorning.AddHours(2), twice.Calls[0].NextTryAt);
        var thrice = NoAnswer(twice, NineInTheMorning.AddHours(2), Hourly);
        Assert.Equal((3, At("2026-03-13T00:30:00Z")), (thrice.Calls[0].TriesToday, thrice.Calls[0].NextTryAt));
        var nextDay = NoAnswer(thrice, At("2026-03-13T00:30:00Z"), Hourly);
        Assert.Equal((1, At("2026-03-13T01:30:00Z")), (nextDay.Calls[0].TriesToday, nextDay.Calls[0].NextTryAt));
    }

    [Fact]
    public void After_the_third_try_of_a_Friday_comes_Monday()
    {
        var calls = Due();
        for (var hour = 0; hour < 3; hour++) calls = NoAnswer(calls, At("2026-03-13T01:00:00Z").AddHours(hour), Hourly);
        Assert.Equal(At("2026-03-16T00:30:00Z"), calls.Calls[0].NextTryAt);
    }

    [Fact]
    public void After_six_tries_in_all_the_call_is_given_up()
    {
        var calls = Due();
        for (var tries = 0; tries < 5; tries++) calls = NoAnswer(calls, calls.Calls[0].NextTryAt ?? NineInTheMorning, Standard);
        Assert.Equal((5, FollowUpState.Due), (calls.Calls[0].Tries, calls.Calls[0].State));
        calls = NoAnswer(calls, calls.Calls[0].NextTryAt!.Value, Standard);
        Assert.Equal((FollowUpState.GivenUp, (DateTimeOffset?)null), (calls.Calls[0].State, calls.Calls[0].NextTryAt));
    }

    [Fact]
    public void Who_wants_to_be_called_later_is_called_then()
    {
        var evening = At("2026-03-12T11:00:00Z");
        var calls = After(Due(), due => Record(due, new(1, CallResult.CallBackLater, evening), NineInTheMorning));
        Assert.Equal((FollowUpState.Due, evening), (calls.Calls[0].State, calls.Calls[0].NextTryAt));
    }

    [Theory]
    [InlineData(null, "REQUIRED")]
    [InlineData("2026-03-12T01:00:00Z", "IN_THE_PAST")]
    public void To_be_called_later_needs_a_later_time(string? at, string code)
    {
        var refusal = Record(Due(), new(1, CallResult.CallBackLater, at is null ? null : At(at)), NineInTheMorning).Refusal;
        Assert.Equal([new InputIssue("callBackAt", code)], Assert.IsType<InputInvalid>(refusal).Issues);
    }

    private static Func<FollowUpCalls, Decision> Made(CallResult result, CallRetries retries) => calls =>
        Record(calls, new(1, result, result == CallResult.CallBackLater ? Closes.AddDays(2) : null), Closes.AddDays(1), retries);

    private static FollowUpCalls NoAnswer(FollowUpCalls calls, DateTimeOffset at, CallRetries retries) =>
        After(calls, due => Record(due, new(1, CallResult.NoAnswer), at, retries));

    [Fact]
    public void Who_did_not_answer_is_not_tried_again_too_soon()
    {
        var tried = NoAnswer(Due(), NineInTheMorning, Standard);
        var next = tried.Calls[0].NextTryAt!.Value;
        Assert.Equal(new FollowUpTooSoon(next), Record(tried, new(1, CallResult.NoAnswer), next.AddTicks(-1)).Refusal);
        Assert.Null(Record(tried, new(1, CallResult.NoAnswer), next).Refusal);
        // The customer may well call back himself.
        Assert.Null(Record(tried, new(1, CallResult.Reached), NineInTheMorning.AddMinutes(1)).Refusal);
    }

    private static Decision Refusing(FollowUpCalls calls, DateTimeOffset now) =>
        FollowUpRules.WhenDue(calls, CallConditions.Usual with { MayBeCalled = false }, now);

    private static FollowUpCalls Reopened(FollowUpCalls calls) => After(calls, open => Decision.Of(FollowUpRules.Reopen(open, Closes.AddDays(1))));

    private static string StateOf(FollowUpCalls calls) => Assert.Single(calls.Calls).State.ToString();

    private static IEnumerable<string> Sorted(IEnumerable<Arrow> arrows) => arrows.Select(arrow => arrow.ToString()).Order(StringComparer.Ordinal);

    private static Caller Holding(Role role, string place) => new("account", "", [new Assignment(role, place)]);
}
