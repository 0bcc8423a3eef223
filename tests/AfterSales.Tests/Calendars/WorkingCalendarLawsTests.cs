using System.Text.Json;
using AfterSales.Calendars;
using CsCheck;
using static AfterSales.Tests.Calendars.AnyCalendar;

namespace AfterSales.Tests.Calendars;

/// <summary>What holds for every calendar. A failure prints the seed that repeats it.</summary>
public sealed class WorkingCalendarLawsTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Readable = new() { IncludeFields = true };

    [Fact]
    public void Working_time_over_calendars_that_took_each_others_place_is_additive() =>
        Gen.Select(Histories, Instants, Instants, Instants).Sample((history, a, b, c) =>
        {
            DateTimeOffset[] at = [a, b, c];
            Array.Sort(at);
            return history.Elapsed(at[0], at[2]) == history.Elapsed(at[0], at[1]) + history.Elapsed(at[1], at[2]);
        }, output.WriteLine, print: Json, iter: 300);

    [Fact]
    public void Over_calendars_that_took_each_others_place_a_promise_is_due_at_the_earliest_instant_at_which_its_time_has_run() =>
        Gen.Select(Histories, Instants, Durations).Sample((history, from, working) =>
        {
            var last = history.Spans[^1].Since;
            return history.Due(from, working) is not { } due
                ? history.Elapsed(from, (last > from ? last : from).AddDays(WorkingCalendar.LookAheadDays)) < working
                : due >= from && history.Elapsed(from, due) == working && (working == TimeSpan.Zero || history.Elapsed(from, due.AddTicks(-1)) < working);
        }, output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void A_calendar_that_takes_its_own_place_changes_nothing() =>
        Gen.Select(WorkingCalendars, Instants, Instants, Durations).Sample((calendar, since, from, working) =>
        {
            CalendarHistory history = new([new CalendarSpan(DateTimeOffset.MinValue, calendar), new CalendarSpan(since, calendar)]);
            return history.Elapsed(from, from + working) == calendar.Elapsed(from, from + working)
                && (calendar.Due(from, working) is not { } due || history.Due(from, working) == due);
        }, output.WriteLine, print: Json, iter: 300);

    [Fact]
    public void Working_time_is_additive() =>
        Gen.Select(WorkingCalendars, Instants, Instants, Instants).Sample((calendar, a, b, c) =>
        {
            DateTimeOffset[] at = [a, b, c];
            Array.Sort(at);
            return calendar.Elapsed(at[0], at[2]) == calendar.Elapsed(at[0], at[1]) + calendar.Elapsed(at[1], at[2]);
        }, output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void More_wall_time_never_holds_less_working_time_and_never_less_wall_than_working_time() =>
        Gen.Select(WorkingCalendars, Instants, Durations, Durations).Sample((calendar, from, first, more) =>
            calendar.Elapsed(from, from + first) <= calendar.Elapsed(from, from + first + more)
            && calendar.Elapsed(from, from + first) <= first, output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void A_promise_is_due_at_the_earliest_instant_at_which_its_time_has_run() =>
        Gen.Select(WorkingCalendars, Instants, Durations).Sample((calendar, from, working) =>
            calendar.Due(from, working) is not { } due
                ? calendar.Elapsed(from, from.AddDays(WorkingCalendar.LookAheadDays)) < working
                : due >= from && calendar.Elapsed(from, due) == working
                    && (working == TimeSpan.Zero || calendar.Elapsed(from, due.AddTicks(-1)) < working), output.WriteLine, print: Json, iter: 1000);

    [Fact]
    public void A_longer_promise_is_never_due_earlier_and_a_later_start_never_due_earlier() =>
        Gen.Select(WorkingCalendars, Instants, Durations, Durations).Sample((calendar, from, working, more) =>
            (calendar.Due(from, working) ?? DateTimeOffset.MaxValue) <= (calendar.Due(from, working + more) ?? DateTimeOffset.MaxValue)
            && (calendar.Due(from, working) ?? DateTimeOffset.MaxValue) <= (calendar.Due(from + more, working) ?? DateTimeOffset.MaxValue),
            output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void The_next_opening_is_open_and_nothing_before_it_is() =>
        Gen.Select(WorkingCalendars, Instants).Sample((calendar, at) =>
            calendar.NextOpening(at) is not { } opening
            || (opening >= at && calendar.IsOpen(opening) && calendar.Elapsed(at, opening) == TimeSpan.Zero
                && calendar.Elapsed(opening, opening.AddTicks(1)) == TimeSpan.FromTicks(1)), output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void Working_days_follow_each_other_and_close_after_their_opening() =>
        Gen.Select(WorkingCalendars, Instants, Gen.Int[1, 30]).Sample((calendar, from, days) =>
        {
            if (calendar.AddWorkingDays(from, days) is not { } closing) return true;
            // Only where hours overlap can a day close before the one that began earlier.
            var inOrder = calendar.Validate().All(problem => problem.Code != CalendarProblems.HoursOverlap);
            return (!inOrder || calendar.AddWorkingDays(from, 1) <= closing) && calendar.Elapsed(from, closing) > TimeSpan.Zero
                && Enumerable.Range(-2, 4).Any(d => calendar.ClosingOn(calendar.LocalDay(closing).AddDays(d)) == closing);
        }, output.WriteLine, print: Json, iter: 500);

    [Fact]
    public void Around_the_clock_is_wall_time_in_every_zone()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).ToArray();
        Gen.Select(OneOf(zones), Instants, Durations).Sample((zone, from, working) =>
            WorkingCalendar.AroundTheClock(zone).Elapsed(from, from + working) == working
            && WorkingCalendar.AroundTheClock(zone).Due(from, working) == from + working, output.WriteLine, print: Json, iter: 500);
    }

    [Fact]
    public void The_local_day_is_the_one_that_the_time_zone_says() =>
        Gen.Select(Zones, Instants).Sample((zone, at) =>
            WorkingCalendar.Closed(zone).LocalDay(at)
                == DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).Date), output.WriteLine, print: Json, iter: 2000);

    /// <summary>The same answer as asking of every minute whether somebody is at work; in a zone whose clock never changes, so that this is easy.</summary>
    [Fact]
    public void Working_time_is_the_sum_of_the_minutes_at_work() =>
        Gen.Select(WorkingCalendars, Gen.Int[0, 57600], Gen.Int[0, 10080]).Sample((any, start, length) =>
        {
            var calendar = any with { TimeZone = "Asia/Shanghai" };
            var from = Begin.AddMinutes(5 * (start / 5));
            var minutes = Enumerable.Range(0, length / 5).Count(five => AtWork(calendar, from.AddMinutes(5 * five).AddHours(8).DateTime));
            return calendar.Elapsed(from, from.AddMinutes(5 * (length / 5))) == TimeSpan.FromMinutes(5 * minutes);
        }, output.WriteLine, print: Json, iter: 200);

    private static string Json<T>(T sample) => JsonSerializer.Serialize(sample, Readable);

    private static bool AtWork(WorkingCalendar calendar, DateTime local)
    {
        var today = DateOnly.FromDateTime(local);
        var time = TimeOnly.FromDateTime(local);
        return (Works(today, h => h.From <= time && (time < h.To || h.To <= h.From))
                || Works(today.AddDays(-1), h => h.To <= h.From && time < h.To))
            && !calendar.Breaks.Any(b => b.Date == today && b.From <= time && (time < b.To || b.To <= b.From))
            && !calendar.Breaks.Any(b => b.Date == today.AddDays(-1) && b.To <= b.From && time < b.To);

        bool Works(DateOnly date, Func<(TimeOnly From, TimeOnly To), bool> covers)
        {
            if (calendar.Holidays.Any(h => h.Date == date)) return false;
            var extra = calendar.ExtraDays.Where(h => h.Date == date).Select(h => (h.From, h.To)).ToArray();
            var hours = extra.Length > 0 ? extra : calendar.Week.Where(h => h.Day == date.DayOfWeek).Select(h => (h.From, h.To));
            return hours.Any(covers);
        }
    }
}
