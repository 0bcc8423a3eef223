using System.Collections.Immutable;
using AfterSales.Channels.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.FollowUps.Voice;
using AfterSales.FollowUps;
using AfterSales.Records;
using AfterSales.Surveys.Rules;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps.Voice;

public sealed class VoiceCallRulesTests
{
    private static readonly FollowUpStep ByGateway = new("first", FollowUpTrigger.Completion, 3, 7, Channel: CallChannel.VoiceGateway);

    private static readonly CallConditions On = CallConditions.Usual with { IsGatewayOn = true };

    private static readonly VoiceCall Call = new() { Id = "vc-1", Number = 1, NextDue = Opens };

    [Fact]
    public void A_call_of_the_gateway_is_given_to_it_when_its_window_opens()
    {
        var calls = GivenToGateway();
        Assert.Equal((FollowUpState.Due, true, Closes), (calls.Calls[0].State, calls.Calls[0].IsWithGateway, calls.NextDue!.Value));
    }

    [Fact]
    public void Without_a_gateway_people_call()
    {
        var calls = After(Planned("2026-03-09T02:00:00Z", Office, ByGateway), due => FollowUpRules.WhenDue(due, CallConditions.Usual, Opens));
        Assert.Equal((FollowUpState.Due, CallChannel.Person), (calls.Calls[0].State, calls.Calls[0].Channel));
    }

    [Fact]
    public void Where_nobody_answers_the_gateway_tries_again_after_four_working_hours()
    {
        var tried = Reported(GivenToGateway(), CallResult.NoAnswer);
        Assert.Equal(Opens.AddHours(5), tried.NextDue);
        var again = Assert.Single(FollowUpRules.WhenDue(tried, On, tried.NextDue!.Value).Events);
        Assert.Equal(new FollowUpGivenToGateway(1, 2), again);
    }

    [Fact]
    public void Who_wants_a_person_comes_into_the_queue_at_once()
    {
        var calls = After(GivenToGateway(), due => Report(due, new GatewayResult(1, CallResult.CallBackLater, "vc-1", WantsPerson: true)));
        Assert.Equal((FollowUpState.Due, CallChannel.Person, false), (calls.Calls[0].State, calls.Calls[0].Channel, calls.Calls[0].IsWithGateway));
        Assert.Equal(Closes, calls.NextDue);
    }

    [Fact]
    public void What_the_gateway_can_not_finish_comes_into_the_queue()
    {
        var calls = After(GivenToGateway(), due => Report(due, new GatewayResult(1, null, "vc-1")));
        Assert.Equal((CallChannel.Person, 0), (calls.Calls[0].Channel, calls.Calls[0].Tries));
    }

    [Fact]
    public void When_the_window_closes_people_call()
    {
        var missed = After(GivenToGateway(), due => FollowUpRules.WhenDue(due, On, Closes));
        Assert.Equal((FollowUpState.Overdue, CallChannel.Person, (DateTimeOffset?)null), (missed.Calls[0].State, missed.Calls[0].Channel, missed.NextDue));
    }

    [Fact]
    public void A_report_on_a_call_that_a_person_has_finished_changes_nothing()
    {
        var reached = After(GivenToGateway(), due => Record(due, new(1, CallResult.Reached), Opens.AddHours(1)));
        foreach (var result in Enum.GetValues<CallResult>()) Assert.Empty(Report(reached, new GatewayResult(1, result, "vc-1")).Events);
    }

    [Fact]
    public void A_report_that_comes_late_counts_once_as_long_as_no_person_has_called()
    {
        var silent = VoiceCall.Apply(VoiceCall.Apply(Call, new VoiceCallPlaced(1, Opens.AddHours(2))), new VoiceCallGivenUp());
        var noMore = new VoiceReport(VoiceStatus.Answered, ImmutableSortedDictionary<string, string>.Empty.Add("outcome", "9"));
        var reported = Assert.Single(VoiceCallRules.Report(silent, noMore).Events);
        Assert.Empty(VoiceCallRules.Report(VoiceCall.Apply(silent, reported), noMore).Events);
        var withPeople = After(GivenToGateway(), due => Report(due, new GatewayResult(1, null, "vc-1")));
        Assert.Equal(FollowUpState.Declined, After(withPeople, due => Report(due, VoiceCallRules.ResultOf(Call, noMore))).Calls[0].State);
    }

    [Fact]
    public void A_customer_the_gateway_has_reached_gets_the_second_call()
    {
        var plan = new[] { ByGateway, new FollowUpStep("second", FollowUpTrigger.Completion, 7, 14, After: "first") };
        var planned = Planned("2026-03-09T02:00:00Z", Office, plan);
        var reached = Reported(After(planned, due => FollowUpRules.WhenDue(due, On, Opens)), CallResult.Reached);
        Assert.Equal(["first", "second"], reached.Calls.Select(call => call.Step));
    }

    [Theory]
    [InlineData(VoiceStatus.Answered, "1", CallResult.Reached, false)]
    [InlineData(VoiceStatus.Answered, "2", CallResult.CallBackLater, true)]
    [InlineData(VoiceStatus.Answered, "9", CallResult.Declined, false)]
    [InlineData(VoiceStatus.Answered, null, CallResult.NoAnswer, false)]
    [InlineData(VoiceStatus.Answered, "7", CallResult.NoAnswer, false)]
    [InlineData(VoiceStatus.NoAnswer, null, CallResult.NoAnswer, false)]
    [InlineData(VoiceStatus.Busy, "1", CallResult.NoAnswer, false)]
    [InlineData(VoiceStatus.WrongNumber, null, CallResult.WrongNumber, false)]
    [InlineData(VoiceStatus.Failed, null, null, false)]
    public void The_keys_mean_what_the_protocol_says(VoiceStatus status, string? key, CallResult? result, bool wantsPerson)
    {
        var keys = ImmutableSortedDictionary<string, string>.Empty;
        if (key is not null) keys = keys.Add("outcome", key);
        var meant = VoiceCallRules.ResultOf(Call, new VoiceReport(status, keys));
        Assert.Equal((result, wantsPerson), (meant.Result, meant.WantsPerson));
    }

    [Fact]
    public void Four_pressed_marks_are_the_opinion_and_three_are_none()
    {
        var keys = new Dictionary<string, string> { ["outcome"] = "1", ["attitude"] = "4", ["skill"] = "3", ["punctuality"] = "2", ["promises"] = "1" }
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        Assert.Equal(new Marks(SatisfactionLevel.VerySatisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.Dissatisfied, SatisfactionLevel.VeryDissatisfied),
            VoiceCallRules.ResultOf(Call, new VoiceReport(VoiceStatus.Answered, keys)).Marks);
        Assert.Null(VoiceCallRules.ResultOf(Call, new VoiceReport(VoiceStatus.Answered, keys.Remove("skill"))).Marks);
        Assert.Null(VoiceCallRules.ResultOf(Call, new VoiceReport(VoiceStatus.Answered, keys.SetItem("skill", "5"))).Marks);
    }

    [Fact]
    public void A_gateway_that_does_not_answer_is_offered_the_call_again_ever_later_and_then_no_more()
    {
        var call = Call;
        var waits = new List<double>();
        while (VoiceCallRules.Offered(call, Delivery.TryAgain, 2, Opens).Events is [VoiceCallNotPlaced e])
        {
            waits.Add((e.NextAt - Opens).TotalMinutes);
            call = VoiceCall.Apply(call, e);
        }

        Assert.Equal([1, 2, 4, 8], waits);
        Assert.IsType<VoiceCallGivenUp>(Assert.Single(VoiceCallRules.Offered(call, Delivery.TryAgain, 2, Opens).Events));
        Assert.IsType<VoiceCallGivenUp>(Assert.Single(VoiceCallRules.Offered(Call, Delivery.Refused, 2, Opens).Events));
    }

    [Fact]
    public void The_first_report_counts_and_one_that_comes_before_the_gateways_own_answer_counts_too()
    {
        var report = new VoiceReport(VoiceStatus.NoAnswer, ImmutableSortedDictionary<string, string>.Empty);
        var reported = VoiceCall.Apply(Call, Assert.Single(VoiceCallRules.Report(Call, report).Events));
        Assert.Equal((VoiceCallState.Reported, (DateTimeOffset?)null), (reported.State, reported.NextDue));
        Assert.Empty(VoiceCallRules.Report(reported, report with { Status = VoiceStatus.WrongNumber }).Events);
    }

    private static FollowUpCalls GivenToGateway() =>
        After(Planned("2026-03-09T02:00:00Z", Office, ByGateway), due => FollowUpRules.WhenDue(due, On, Opens));

    private static FollowUpCalls Reported(FollowUpCalls calls, CallResult result) => After(calls, due => Report(due, new GatewayResult(1, result, "vc-1")));

    private static Decision Report(FollowUpCalls calls, GatewayResult result) =>
        CallRules.RecordFromGateway(calls, result, Office, FollowUpPolicies.Retries.Standard, Opens);
}
