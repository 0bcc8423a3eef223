using System.Runtime.InteropServices;

namespace AfterSales.Calendars;

/// <summary>A stretch of working time in UTC; the start belongs to it, the end does not.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Period(DateTime Start, DateTime End)
{
    public TimeSpan Length => End - Start;
}

/// <summary>A calendar made ready for arithmetic: its hours as stretches of UTC, in order and never overlapping.</summary>
internal sealed class WorkingPeriods
{
    // Hours run at most a day, and a clock set back over midnight shows a date again: the day before the day before can still matter.
    private const int DaysBefore = 2;

    private readonly ZoneClock clock;
    private readonly ILookup<DayOfWeek, Hours> week;
    private readonly HashSet<DateOnly> holidays;
    private readonly ILookup<DateOnly, Hours> extraDays;
    private readonly ILookup<DateOnly, Period> breaks;

    public WorkingPeriods(WorkingCalendar calendar)
    {
        clock = ZoneClock.Of(calendar.TimeZone);
        week = calendar.Week.OrderBy(h => h.From).ToLookup(h => h.Day, h => Hours.Of(h.From, h.To));
        holidays = [.. calendar.Holidays.Select(h => h.Date)];
        extraDays = calendar.ExtraDays.OrderBy(h => h.From).ToLookup(h => h.Date, h => Hours.Of(h.From, h.To));
        breaks = calendar.Breaks.OrderBy(b => b.From).ToLookup(b => b.Date, b => On(b.Date, Hours.Of(b.From, b.To)));
    }

    /// <summary>The calendar's last day: room enough for hours past midnight in any time zone.</summary>
    public static DateOnly LastDay { get; } = DateOnly.MaxValue.AddDays(-4);

    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(clock.LocalTime(instant));

    public TimeOnly TimeOf(DateTime instant) => TimeOnly.FromDateTime(clock.LocalTime(instant));

    public DateTime At(DateOnly date, TimeOnly time) => clock.FirstInstantAt(date.ToDateTime(time));

    /// <summary>The stretches whose hours begin on this date, breaks taken out.</summary>
    public IEnumerable<Period> BeginningOn(DateOnly date)
    {
        var done = DateTime.MinValue;
        foreach (var hours in HoursOf(date))
        {
            var (start, end) = On(date, hours);
            if (start < done) start = done;
            if (start >= end) continue;
            done = end;
            foreach (var rest in WithoutBreaks(date, new Period(start, end))) yield return rest;
        }
    }

    /// <summary>All working time from one instant to another.</summary>
    public IEnumerable<Period> Between(DateTime from, DateTime to)
    {
        if (to <= from) yield break;
        foreach (var period in From(from, lastDay: DayOf(to).AddDays(1)))
        {
            if (period.Start >= to) yield break;
            yield return period.End <= to ? period : period with { End = to };
        }
    }

    /// <summary>The working time from an instant on, until there is none for <see cref="WorkingCalendar.LookAheadDays"/>.</summary>
    public IEnumerable<Period> SearchFrom(DateTime from) => From(from, lastDay: null);

    private IEnumerable<Period> From(DateTime from, DateOnly? lastDay)
    {
        var today = DayOf(from);
        var stop = lastDay ?? LookAhead(today);
        var done = from;
        for (var date = today.AddDays(-DaysBefore); date <= stop; date = date.AddDays(1))
        {
            foreach (var period in BeginningOn(date))
            {
                if (period.End <= done) continue;
                yield return period.Start >= done ? period : period with { Start = done };
                done = period.End;
                stop = lastDay ?? LookAhead(date);
            }
        }
    }

    private static DateOnly LookAhead(DateOnly date) =>
        date < LastDay.AddDays(-WorkingCalendar.LookAheadDays) ? date.AddDays(WorkingCalendar.LookAheadDays) : LastDay;

    private IEnumerable<Hours> HoursOf(DateOnly date)
    {
        if (holidays.Contains(date)) return [];
        return extraDays.Contains(date) ? extraDays[date] : week[date.DayOfWeek];
    }

    private Period On(DateOnly date, Hours hours)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new Period(clock.FirstInstantAt(midnight + hours.From), clock.FirstInstantAt(midnight + hours.To));
    }

    private IEnumerable<Period> WithoutBreaks(DateOnly date, Period period)
    {
        var start = period.Start;
        if (breaks.Count > 0)
        {
            // A break of the day before may run past midnight, and so may the hours.
            foreach (var pause in breaks[date.AddDays(-1)].Concat(breaks[date]).Concat(breaks[date.AddDays(1)]))
            {
                if (pause.Start >= period.End) break;
                if (pause.End <= start) continue;
                if (pause.Start > start) yield return new Period(start, pause.Start);
                start = pause.End;
            }
        }
        if (start < period.End) yield return period with { Start = start };
    }
}
