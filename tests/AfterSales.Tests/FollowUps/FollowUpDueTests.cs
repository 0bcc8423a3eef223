using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps;

public sealed class FollowUpDueTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Completed = At("2026-02-10T00:00:00Z");

    private static readonly Gen<FollowUpCalls> Plans = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20]).Array[1, 4].Select(windows =>
        Planned("2026-02-10T00:00:00Z", Office, windows.Select((w, i) => new FollowUpStep($"step{i}", FollowUpTrigger.Completion, w.Item1, w.Item1 + w.Item2))));

    private static readonly Gen<DateTimeOffset> Instants = Gen.Int[0, 24 * 70].Select(hours => Completed.AddHours(hours));

    [Fact]
    public void A_call_is_not_due_before_its_window_opens()
    {
        Assert.Equal(Opens, Planned().NextDue);
        Assert.Empty(WhenDue(Planned(), Opens.AddTicks(-1)).Events);
    }

    [Fact]
    public void A_call_is_raised_when_its_window_opens()
    {
        Assert.Equal(new FollowUpRaised(1), Assert.Single(WhenDue(Planned(), Opens).Events));
        Assert.Equal(Closes, Due().NextDue);
    }

    [Fact]
    public void A_call_nobody_finished_is_missed_when_its_window_closes()
    {
        Assert.Empty(WhenDue(Due(), Closes.AddTicks(-1)).Events);
        Assert.Equal(new FollowUpMissed(1), Assert.Single(WhenDue(Due(), Closes).Events));
        Assert.Null(Overdue().NextDue);
    }

    [Fact]
    public void A_call_counts_on_the_day_it_was_ended_or_on_that_its_window_closed_where_this_was_before()
    {
        Assert.Null(Assert.Single(Due().Calls).DecidedOn);
        Assert.Equal(Office.LocalDay(Closes), Assert.Single(Overdue().Calls).DecidedOn);
        Assert.Equal(Office.LocalDay(Opens), Ended(Due(), Opens).DecidedOn);
        Assert.Equal(Office.LocalDay(Closes), Ended(Overdue(), Closes.AddDays(5)).DecidedOn);
        // Also where the tick that was to miss it is late.
        Assert.Equal(Office.LocalDay(Closes), Ended(Due(), Closes.AddDays(5)).DecidedOn);

        var file = new FollowUpFile("t-1", "b-sh", "c-1", null, null, Due());
        Assert.Equal((Office.LocalDay(Closes), Closes), Counts(Ended(Overdue(), Closes.AddDays(5))));
        Assert.Equal((Office.LocalDay(Opens), Opens.AddHours(1)), Counts(Ended(Due(), Opens.AddHours(1))));

        FollowUpCall Ended(FollowUpCalls calls, DateTimeOffset at) =>
            Assert.Single(calls.Apply(new FollowUpEnded(1, CallResult.Reached, FollowUpState.Reached, at, Office.LocalDay(at), "acc-1", null)).Calls);

        (DateOnly, DateTimeOffset) Counts(FollowUpCall call) => FollowUpCallRow.Of(file, call) is var row ? (row.Day, row.CountsAt) : default;
    }

    [Fact]
    public void A_tick_that_comes_a_week_late_raises_and_misses_in_order() =>
        Assert.Equal([new FollowUpRaised(1), new FollowUpMissed(1)], WhenDue(Planned(), Closes.AddDays(7)).Events);

    [Fact]
    public void A_late_tick_does_what_was_due_in_the_order_it_fell_due()
    {
        var calls = Planned("2026-03-09T02:00:00Z", Office,
            new FollowUpStep("first", FollowUpTrigger.Completion, 3, 14), new FollowUpStep("thirdDay", FollowUpTrigger.Completion, 4, 7));
        Assert.Equal<Event>(
            [new FollowUpRaised(1), new FollowUpRaised(2), new FollowUpMissed(2), new FollowUpMissed(1)],
            WhenDue(calls, Closes.AddDays(30)).Events);
    }

    [Fact]
    public void A_finished_call_is_not_missed()
    {
        var reached = After(Due(), calls => Record(calls, new(1, CallResult.Reached), Opens));
        Assert.Empty(WhenDue(reached, Closes).Events);
        Assert.Null(reached.NextDue);
    }

    [Fact]
    public void Repeated_ticks_change_nothing() =>
        Gen.Select(Plans, Instants).Sample((calls, now) =>
        {
            var ticked = Tick(calls, now);
            return WhenDue(ticked, now).Events.Count == 0 && !(ticked.NextDue <= now);
        }, output.WriteLine, iter: 500);

    [Fact]
    public void However_often_and_late_the_ticks_come_the_same_happens_in_the_same_order() =>
        Gen.Select(Plans, Instants.Array[0, 10], Instants).Sample((calls, ticks, last) =>
        {
            var happened = new List<Event>();
            var ticked = calls;
            foreach (var now in ticks.Where(tick => tick < last).Order().Append(last))
            {
                var decision = WhenDue(ticked, now);
                happened.AddRange(decision.Events);
                ticked = Tick(ticked, now);
            }

            return happened.SequenceEqual(WhenDue(calls, last).Events) && ticked.Calls.SequenceEqual(Tick(calls, last).Calls);
        }, output.WriteLine, iter: 500);

    private static FollowUpCalls Tick(FollowUpCalls calls, DateTimeOffset now) => After(calls, due => WhenDue(due, now));
}
