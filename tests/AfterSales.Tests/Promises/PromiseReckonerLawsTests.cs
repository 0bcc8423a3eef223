using System.Collections.Immutable;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Promises.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.AnyCalendar;

namespace AfterSales.Tests.Promises;

/// <summary>What holds for every promise, whatever calendars and pauses it has. A failure prints the seed that repeats it.</summary>
public sealed class PromiseReckonerLawsTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Readable = new() { IncludeFields = true };

    private static readonly ImmutableList<PromiseEscalation> Escalation = [new(0, Role.Dispatcher), new(2, Role.BranchManager), new(8, Role.ServiceDirector)];

    private static readonly Gen<PromiseUnit> TimeUnits = OneOf(PromiseUnit.Minutes, PromiseUnit.ClockHours, PromiseUnit.WorkingHours);

    private static readonly Gen<PromiseUnit> Units = Gen.Enum<PromiseUnit>();

    private static readonly Gen<int> Amounts = Gen.Int[1, 30];

    /// <summary>Pauses that have an end; they may overlap, touch and lie within each other.</summary>
    private static readonly Gen<ImmutableList<PromisePause>> Pauses = Gen.Select(
        Gen.Enum<PauseReason>(), Gen.Long[0, TimeSpan.FromDays(20).Ticks], Durations,
        (reason, after, length) => (Reason: reason, After: TimeSpan.FromTicks(after), Length: length)).Array[0, 5]
        .Select(drawn => ImmutableList.CreateRange(drawn.Select(one => new PromisePause(one.Reason, Begin.AddDays(60) + one.After, Begin.AddDays(60) + one.After + one.Length))));

    /// <summary>Starts around the pauses.</summary>
    private static readonly Gen<DateTimeOffset> Starts = Gen.Long[0, TimeSpan.FromDays(12).Ticks].Select(ticks => Begin.AddDays(56).AddTicks(ticks));

    [Fact]
    public void A_promise_is_due_at_the_earliest_instant_at_which_its_time_has_run_outside_its_pauses() =>
        Gen.Select(Histories, Pauses, Starts, Amounts, TimeUnits).Sample((history, pauses, from, amount, unit) =>
        {
            if (PromiseReckoner.Due(from, amount, unit, pauses, history) is not { } due) return true;
            var time = unit == PromiseUnit.Minutes ? TimeSpan.FromMinutes(amount) : TimeSpan.FromHours(amount);
            return RanOutside(from, due, unit == PromiseUnit.WorkingHours, pauses, history) == time
                && RanOutside(from, due.AddTicks(-1), unit == PromiseUnit.WorkingHours, pauses, history) < time;
        }, output.WriteLine, print: Json, iter: 1000);

    [Fact]
    public void What_ran_is_the_time_outside_the_pauses_and_is_additive() =>
        Gen.Select(Histories, Pauses, Starts, Durations, Durations, Gen.Bool).Sample((history, pauses, from, first, more, isWorkingTime) =>
        {
            var (at, end) = (from + first, from + first + more);
            return PromiseReckoner.Ran(from, end, isWorkingTime, pauses, history) == RanOutside(from, end, isWorkingTime, pauses, history)
                && PromiseReckoner.Ran(from, end, isWorkingTime, pauses, history)
                    == PromiseReckoner.Ran(from, at, isWorkingTime, pauses, history) + PromiseReckoner.Ran(at, end, isWorkingTime, pauses, history);
        }, output.WriteLine, print: Json, iter: 1000);

    [Fact]
    public void Reckoned_anew_at_any_instant_it_has_left_what_had_not_run_by_then() =>
        Gen.Select(Histories, Pauses, Starts, Amounts, TimeUnits, Durations).Sample((history, pauses, from, amount, unit, later) =>
        {
            var isWorkingTime = unit == PromiseUnit.WorkingHours;
            var time = unit == PromiseUnit.Minutes ? TimeSpan.FromMinutes(amount) : TimeSpan.FromHours(amount);
            var ran = PromiseReckoner.Ran(from, from + later, isWorkingTime, pauses, history);
            return ran >= time || PromiseReckoner.Due(from, amount, unit, pauses, history) == PromiseReckoner.After(from + later, time - ran, isWorkingTime, pauses, history);
        }, output.WriteLine, print: Json, iter: 1000);

    [Fact]
    public void A_calendar_that_comes_later_takes_nothing_from_what_ran_and_stood_still_before() =>
        Gen.Select(WorkingCalendars, WorkingCalendars, Pauses, Starts, Amounts, Durations).Sample((first, then, pauses, from, amount, later) =>
        {
            var (changed, before) = (from + later, CalendarHistory.Of(first));
            var after = new CalendarHistory([.. before.Spans, new CalendarSpan(changed, then)]);
            var ran = PromiseReckoner.Ran(from, changed, true, pauses, before);
            var due = PromiseReckoner.Due(from, amount, PromiseUnit.WorkingHours, pauses, before);
            return ran == PromiseReckoner.Ran(from, changed, true, pauses, after)
                && (due is null || due > changed
                    ? PromiseReckoner.Due(from, amount, PromiseUnit.WorkingHours, pauses, after) == PromiseReckoner.After(changed, TimeSpan.FromHours(amount) - ran, true, pauses, CalendarHistory.Of(then))
                    : PromiseReckoner.Due(from, amount, PromiseUnit.WorkingHours, pauses, after) == due);
        }, output.WriteLine, print: Json, iter: 1000);

    [Fact]
    public void In_what_order_pauses_are_kept_and_into_how_many_one_is_cut_changes_nothing() =>
        Gen.Select(Histories, Pauses, Starts, Amounts, Units, Gen.Int[0, 1_000_000], Gen.Double[0, 1]).Sample((history, pauses, from, amount, unit, seed, share) =>
        {
            var random = new Random(seed);
            ImmutableList<PromisePause> shuffled = [.. pauses.OrderBy(_ => random.Next())];
            // Cut where no closing lies between the parts: they touch.
            ImmutableList<PromisePause> cut =
            [
                .. shuffled.SelectMany(pause => pause.From + ((pause.To!.Value - pause.From) * share) is var middle
                    ? new[] { pause with { From = middle }, pause with { To = middle } } : []),
            ];
            var whole = All(pauses);
            return whole == All(shuffled) && whole == All(cut);

            string All(ImmutableList<PromisePause> stood)
            {
                var due = PromiseReckoner.Due(from, amount, unit, stood, history);
                var warn = due is { } at ? PromiseReckoner.Warn(from, at, 75, unit, stood, history) : null;
                var steps = PromiseReckoner.Steps(due, Escalation, isEmergency: false, stood, history);
                return $"{due:O} {warn:O} {string.Join(' ', steps.Select(step => $"{step.At:O}"))}";
            }
        }, output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void A_pause_never_brings_it_forward_and_one_after_it_ran_out_changes_nothing() =>
        Gen.Select(Histories, Pauses, Starts, Amounts, Units, Starts, Durations).Sample((history, pauses, from, amount, unit, begin, length) =>
        {
            var due = PromiseReckoner.Due(from, amount, unit, pauses, history);
            var more = PromiseReckoner.Due(from, amount, unit, pauses.Add(new(PauseReason.Customer, begin, begin + length)), history);
            var late = due is { } at ? PromiseReckoner.Due(from, amount, unit, pauses.Add(new(PauseReason.Customer, at, null)), history) : null;
            return !CloseInOrder(history, unit) || ((due ?? DateTimeOffset.MaxValue) <= (more ?? DateTimeOffset.MaxValue) && late == due);
        }, output.WriteLine, print: Json, iter: 1000);

    [Fact]
    public void What_stands_still_and_nobody_knows_until_when_runs_out_at_no_time_and_goes_up_to_nobody() =>
        Gen.Select(Histories, Pauses, Starts, Amounts, Units).Sample((history, pauses, from, amount, unit) =>
        {
            var standing = pauses.Add(new(PauseReason.Customer, from, null));
            var due = PromiseReckoner.Due(from, amount, unit, standing, history);
            return due is null && PromiseReckoner.Steps(due, Escalation, isEmergency: false, standing, history).TrueForAll(step => step.At is null);
        }, output.WriteLine, print: Json, iter: 300);

    [Fact]
    public void Clock_time_that_stood_still_comes_on_top_to_the_tick() =>
        Gen.Select(Histories, Starts, Amounts, Durations, Gen.Double[0, 0.999]).Sample((history, from, hours, length, share) =>
        {
            var begin = from + (TimeSpan.FromHours(hours) * share);
            return PromiseReckoner.Due(from, hours, PromiseUnit.ClockHours, [new(PauseReason.AgreedLater, begin, begin + length)], history) == from.AddHours(hours) + length;
        }, output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void More_time_never_runs_out_earlier_and_it_is_warned_of_when_the_share_has_gone_and_goes_up_afterwards_in_order() =>
        Gen.Select(Histories, Pauses, Starts, Amounts, Units, Gen.Int[1, 99], Gen.Bool).Sample((history, pauses, from, amount, unit, percent, isEmergency) =>
        {
            if (PromiseReckoner.Due(from, amount, unit, pauses, history) is not { } due || !CloseInOrder(history, unit)) return true;
            if (PromiseReckoner.Due(from, amount + 1, unit, pauses, history) < due) return false;
            var isWorkingTime = unit is PromiseUnit.WorkingHours or PromiseUnit.WorkingDays;
            var whole = PromiseReckoner.Ran(from, due, isWorkingTime, pauses, history);
            if (PromiseReckoner.Warn(from, due, percent, unit, pauses, history) is { } warn)
            {
                var gone = PromiseReckoner.Ran(from, warn, isWorkingTime, pauses, history) - (whole * (percent / 100.0));
                if (warn < from || warn >= due || gone < TimeSpan.FromTicks(-1) || gone > TimeSpan.FromMilliseconds(1.1)) return false;
            }

            var steps = PromiseReckoner.Steps(due, Escalation, isEmergency, pauses, history).Select(step => step.At).OfType<DateTimeOffset>().ToArray();
            return steps.Order().SequenceEqual(steps) && steps.All(at => at >= due && (isEmergency || history.NextOpening(at) == at || history.NextOpening(at) is null));
        }, output.WriteLine, print: Json, iter: 1000);

    /// <summary>Only where hours overlap, which no branch may have, can a day close before the one that began earlier.</summary>
    private static bool CloseInOrder(CalendarHistory history, PromiseUnit unit) =>
        unit != PromiseUnit.WorkingDays || history.Spans.TrueForAll(span => span.Calendar.Validate().All(problem => problem.Code != CalendarProblems.HoursOverlap));

    /// <summary>What ran between two instants less what would have run in the pauses, each instant of them once.</summary>
    private static TimeSpan RanOutside(DateTimeOffset from, DateTimeOffset to, bool isWorkingTime, ImmutableList<PromisePause> pauses, CalendarHistory history)
    {
        DateTimeOffset[] marks = [from, .. pauses.SelectMany(pause => new[] { pause.From, pause.To!.Value }).Where(at => from < at && at < to).Order(), to];
        return marks.Zip(marks[1..]).Where(part => part.First < part.Second && !pauses.Exists(pause => pause.From <= part.First && part.Second <= pause.To))
            .Aggregate(TimeSpan.Zero, (ran, part) => ran + (isWorkingTime ? history.Elapsed(part.First, part.Second) : part.Second - part.First));
    }

    private static string Json<T>(T sample) => JsonSerializer.Serialize(sample, Readable);
}
