using AfterSales.Calendars;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps;

/// <summary>What holds however people work and whenever the clock is looked at.</summary>
public sealed class FollowUpLawsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Completed = At("2026-02-10T02:00:00Z");

    private static readonly WorkingCalendar[] Calendars =
    [
        Office, EveryDay("Europe/Madrid", "09:00", "18:00"), EveryDay("America/Santiago", "22:00", "06:00"), NightShift("Europe/Madrid"),
    ];

    /// <summary>What an agent does at an hour after the completion.</summary>
    private sealed record Work(int Hour, CallResult Result);

    private static readonly Gen<Work[]> Works = Gen.Select(Gen.Int[0, 24 * 60], Gen.Enum<CallResult>()).Select((hour, result) => new Work(hour, result))
        .Array[0, 25].Select(works => works.OrderBy(work => work.Hour).ToArray());

    private static readonly Gen<WorkingCalendar> Hours = Gen.Int[0, Calendars.Length - 1].Select(i => Calendars[i]);

    private static readonly Gen<int[]> Looks = Gen.Int[0, 24 * 90].Array[0, 30].Select(hours => hours.Order().ToArray());

    [Fact]
    public void Whatever_people_do_each_step_of_the_plan_is_called_for_once_and_its_events_come_in_order() =>
        Gen.Select(Works, Hours, Gen.Enum<FollowUpTrigger>()).Sample((works, calendar, trigger) =>
        {
            var (calls, happened) = Worked(works, [], calendar, trigger);
            return calls.Calls.Select(call => (call.Round, call.Step)).Distinct().Count() == calls.Calls.Count
                && calls.Calls.All(call => Count<FollowUpRaised>(e => e.Number == call.Number) <= 1 && Count<FollowUpMissed>(e => e.Number == call.Number) <= 1
                    && Count<FollowUpEnded>(e => e.Number == call.Number) <= 1 && call.OpensAt < call.ClosesAt)
                && calls.Calls.All(call => Position<FollowUpPlanned>(e => e.Number == call.Number) < Position<FollowUpRaised>(e => e.Number == call.Number)
                    && Position<FollowUpRaised>(e => e.Number == call.Number) < Position<FollowUpMissed>(e => e.Number == call.Number));

            int Count<T>(Func<T, bool> which) where T : Event => happened.OfType<T>().Count(which);

            int Position<T>(Func<T, bool> which) where T : Event =>
                happened.FindIndex(e => e is T typed && which(typed)) is >= 0 and var at ? at : int.MaxValue - (typeof(T) == typeof(FollowUpMissed) ? 0 : 1);
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void One_leap_of_the_clock_or_a_thousand_looks_at_it_lead_to_the_same_calls() =>
        Gen.Select(Works, Looks, Hours).Sample((works, looks, calendar) =>
        {
            var (seldom, _) = Worked(works, [], calendar, FollowUpTrigger.Completion);
            var (often, _) = Worked(works, looks, calendar, FollowUpTrigger.Completion);
            return seldom.Calls.SequenceEqual(often.Calls) && seldom.NextDue == often.NextDue;
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void A_call_is_never_worked_before_its_window_and_never_after_it_is_over() =>
        Gen.Select(Works, Hours).Sample((works, calendar) =>
        {
            var (calls, happened) = Worked(works, [], calendar, FollowUpTrigger.Completion);
            return happened.OfType<FollowUpTried>().All(tried => tried.At >= calls.Find(tried.Number)!.OpensAt)
                && happened.OfType<FollowUpEnded>().All(ended => ended.At >= calls.Find(ended.Number)!.OpensAt)
                && calls.Calls.All(call => call.Tries <= FollowUpPolicies.Retries.Standard.MostInAll + works.Count(work => work.Result == CallResult.CallBackLater));
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void No_customer_is_tried_in_vain_more_than_three_times_a_day() =>
        Gen.Select(Works, Hours).Sample((works, calendar) =>
        {
            var (_, happened) = Worked(works, [], calendar, FollowUpTrigger.Completion);
            return happened.OfType<FollowUpTried>().Where(tried => tried.Result == CallResult.NoAnswer).GroupBy(tried => (tried.Number, tried.Day)).All(day => day.Count() <= 3);
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void The_second_window_lies_seven_to_fourteen_days_after_the_first_call_ended() =>
        Gen.Select(Works, Hours).Sample((works, calendar) =>
        {
            var (calls, _) = Worked(works, [], calendar, FollowUpTrigger.Completion);
            return calls.Calls.Where(call => call.Step == "second").All(second =>
            {
                var ended = calendar.LocalDay(calls.Calls.Single(call => call.Step == "first").EndedAt!.Value);
                return second.Day >= ended.AddDays(7) && (calendar.OpeningOn(ended.AddDays(7)) is null || second.Day == ended.AddDays(7));
            });
        }, output.WriteLine, iter: 2000);

    /// <summary>A ticket is reopened and completed again and again, while people work and the clock goes on.</summary>
    [Fact]
    public void However_often_a_ticket_is_reopened_and_completed_there_is_one_call_to_each_window_and_none_of_an_earlier_completion() =>
        Gen.Select(Gen.Select(Gen.Int[0, 24 * 90], Gen.Int[0, 3], Gen.Enum<CallResult>()).Array[0, 30], Hours).Sample((turns, calendar) =>
        {
            var (calls, isCompleted, raised) = (Begun(FollowUpCalls.None, FollowUpPolicies.Plan.Standard, FollowUpTrigger.Completion, Completed, calendar), true, new List<int>());
            foreach (var (hour, turn, result) in turns.OrderBy(turn => turn.Item1))
            {
                var at = Completed.AddHours(hour);
                Do(WhenDue(calls, at));
                if (turn == 0 && isCompleted) Do(Decision.Of(FollowUpRules.Reopen(calls, at)));
                else if (turn == 0) Do(Decision.Of(FollowUpRules.Begin(calls, FollowUpPolicies.Plan.Standard, new FollowUpOccasion(FollowUpTrigger.Completion, calendar.LocalDay(at)), CallConditions.Usual, calendar, at)));
                else
                    foreach (var number in calls.Calls.Where(call => call.IsInQueue).Select(call => call.Number).ToArray())
                        Do(Record(calls, new(number, result, result == CallResult.CallBackLater ? at.AddHours(20) : null), at, calendar: calendar));
                if (turn == 0) isCompleted = !isCompleted;
                if (calls.Calls.Any(call => !call.IsEnded && (!isCompleted || call.Round < calls.Round))) return false;
            }

            return calls.Calls.Select(call => (call.Round, call.Step)).Distinct().Count() == calls.Calls.Count
                && Enumerable.Range(1, calls.Round).All(round => calls.Calls.Count(call => call.Round == round && call.Step == "first") == 1)
                && raised.Distinct().Count() == raised.Count;

            void Do(Decision decision)
            {
                raised.AddRange(decision.Events.OfType<FollowUpRaised>().Select(e => e.Number));
                calls = decision.Events.Aggregate(calls, (state, e) => state.Apply(e));
            }
        }, output.WriteLine, iter: 2000);

    /// <summary>People work at their hours; the reminder looks when it is due, and at other hours as well. At the end it is day 90.</summary>
    private static (FollowUpCalls Calls, List<Event> Happened) Worked(Work[] works, int[] looks, WorkingCalendar calendar, FollowUpTrigger trigger)
    {
        var calls = Begun(FollowUpCalls.None, FollowUpPolicies.Plan.Standard, trigger, Completed, calendar);
        var happened = new List<Event>(FollowUpRules.Begin(FollowUpCalls.None, FollowUpPolicies.Plan.Standard,
            new FollowUpOccasion(trigger, calendar.LocalDay(Completed)), CallConditions.Usual, calendar, Completed));
        var ahead = works.Select(work => (At: Completed.AddHours(work.Hour), Work: (Work?)work)).Concat(looks.Select(hour => (At: Completed.AddHours(hour), Work: (Work?)null)))
            .Append((At: Completed.AddDays(90), Work: null)).OrderBy(x => x.At).ThenBy(x => x.Work is null);
        foreach (var (at, work) in ahead)
        {
            // A record wakes before anything is asked of it, however late.
            if (work is null || calls.NextDue <= at) Do(WhenDue(calls, at));
            if (work is null) continue;
            foreach (var number in calls.Calls.Where(call => call.IsInQueue).Select(call => call.Number).ToArray())
                Do(Record(calls, new(number, work.Result, work.Result == CallResult.CallBackLater ? at.AddHours(20) : null), at, calendar: calendar));
        }

        return (calls, happened);

        void Do(Decision decision)
        {
            happened.AddRange(decision.Events);
            calls = decision.Events.Aggregate(calls, (state, e) => state.Apply(e));
        }
    }
}
