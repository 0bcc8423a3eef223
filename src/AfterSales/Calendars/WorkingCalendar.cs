using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace AfterSales.Calendars;

/// <summary>
/// When a branch works (domain.md §4), and the arithmetic of working time. Working time is real elapsed time: a night shift has an hour
/// more or less when the clocks change. A wall-clock time means the first instant at which the clock shows it or later: the first of two
/// when the hour is repeated, the change itself when the hour is left out. Opening instants belong to working time, closing instants do not.
/// Instants come back in UTC. The functions need a known <see cref="TimeZone"/> and
/// instants between the years 2 and 9998; overlapping hours are counted once.
/// </summary>
[GenerateSerializer, Immutable, Alias("WorkingCalendar")]
public sealed record WorkingCalendar
{
    /// <summary>A search that meets this many days without working time gives up and answers null.</summary>
    public const int LookAheadDays = 400;

    // Beside the record and not in it, so that a copy made by 'with' never inherits the arithmetic of its original.
    private static readonly ConditionalWeakTable<WorkingCalendar, WorkingPeriods> Compiled = [];

    /// <summary>IANA name, such as <c>Europe/Madrid</c>.</summary>
    [Id(0)]
    public required string TimeZone { get; init; }

    /// <summary>Counts up with every change, so that a stored deadline can name the calendar it was computed from.</summary>
    [Id(1)]
    public int Version { get; init; }

    [Id(2)]
    public ImmutableArray<WeeklyHours> Week { get; init; } = [];

    /// <summary>Win over the week's hours and, by mistake only, over an extra working day of the same date.</summary>
    [Id(3)]
    public ImmutableArray<Holiday> Holidays { get; init; } = [];

    [Id(4)]
    public ImmutableArray<ExtraHours> ExtraDays { get; init; } = [];

    [Id(5)]
    public ImmutableArray<DatedBreak> Breaks { get; init; } = [];

    private WorkingPeriods Periods => Compiled.GetValue(this, static calendar => new WorkingPeriods(calendar));

    /// <summary>Open day and night, all year.</summary>
    public static WorkingCalendar AroundTheClock(string timeZone) => new()
    {
        TimeZone = timeZone,
        Week = [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, TimeOnly.MinValue, TimeOnly.MinValue))],
    };

    /// <summary>Without any working time: every search answers null, and every elapsed time is zero.</summary>
    public static WorkingCalendar Closed(string timeZone) => new() { TimeZone = timeZone };

    /// <summary>What is wrong with it; empty when it may be used.</summary>
    public IReadOnlyList<CalendarProblem> Validate() => CalendarProblems.Of(this);

    /// <summary>The date at the branch.</summary>
    public DateOnly LocalDay(DateTimeOffset instant) => Periods.DayOf(instant.UtcDateTime);

    /// <summary>What the branch's clock shows.</summary>
    public TimeOnly LocalTime(DateTimeOffset instant) => Periods.TimeOf(instant.UtcDateTime);

    /// <summary>The first instant at which the branch's clock shows this time of this date, or a later one.</summary>
    public DateTimeOffset InstantAt(DateOnly date, TimeOnly time) => Instant(Periods.At(date, time));

    /// <summary>
    /// When the working day of a date begins: at midnight, or later when the hours that began the evening before end. It lasts until the next one
    /// begins, so every instant belongs to one working day, and a night shift to the one it began on.
    /// </summary>
    public DateTimeOffset WorkingDayStart(DateOnly date) =>
        InstantAt(date, TimeOnly.MinValue) is var midnight && ClosingOn(date.AddDays(-1)) is { } closing && closing > midnight ? closing : midnight;

    /// <summary>The date whose working day an instant belongs to: see <see cref="WorkingDayStart"/>.</summary>
    public DateOnly WorkingDayOf(DateTimeOffset instant)
    {
        var date = LocalDay(instant);
        // Where a clock is set back over midnight a date is shown again that was over.
        if (WorkingDayStart(date.AddDays(1)) <= instant) return date.AddDays(1);
        return instant < WorkingDayStart(date) ? date.AddDays(-1) : date;
    }

    /// <summary>When the first hours that begin on this date start; null when none do.</summary>
    public DateTimeOffset? OpeningOn(DateOnly date)
    {
        foreach (var period in Periods.BeginningOn(date)) return Instant(period.Start);
        return null;
    }

    /// <summary>When the last hours that begin on this date end, after a night shift on the next morning; null when none begin.</summary>
    public DateTimeOffset? ClosingOn(DateOnly date)
    {
        DateTimeOffset? closing = null;
        foreach (var period in Periods.BeginningOn(date)) closing = Instant(period.End);
        return closing;
    }

    /// <summary>The closing of the working day, after a night shift on the next morning; what comes after it has until the closing of the next working day, and without any hours a day.</summary>
    public DateTimeOffset ClosingAfter(DateTimeOffset at) => ClosingOn(WorkingDayOf(at)) is { } closing && closing > at ? closing : AddWorkingDays(at, 1) ?? at.AddDays(1);

    /// <summary>The closing on this date, or on the last working day before it. Null: see <see cref="LookAheadDays"/>.</summary>
    public DateTimeOffset? LastClosing(DateOnly upTo) => LastDay(upTo, ClosingOn);

    /// <summary>The opening on this date, or on the last working day before it. Null: see <see cref="LookAheadDays"/>.</summary>
    public DateTimeOffset? LastOpening(DateOnly upTo) => LastDay(upTo, OpeningOn);

    public bool IsOpen(DateTimeOffset at) => NextOpening(at) == at;

    /// <summary>The first working instant that is not before <paramref name="atOrAfter"/>: itself while open. Null: see <see cref="LookAheadDays"/>.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset atOrAfter)
    {
        foreach (var period in Periods.SearchFrom(atOrAfter.UtcDateTime)) return Instant(period.Start);
        return null;
    }

    /// <summary>The working time between two instants; zero when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        var elapsed = TimeSpan.Zero;
        foreach (var period in Periods.Between(from.UtcDateTime, to.UtcDateTime)) elapsed += period.Length;
        return elapsed;
    }

    /// <summary>The stretches of working time between two instants, in order; each includes its start and excludes its end.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> StretchesBetween(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var period in Periods.Between(from.UtcDateTime, to.UtcDateTime)) yield return (Instant(period.Start), Instant(period.End));
    }

    /// <summary>
    /// The earliest instant, not before <paramref name="from"/>, at which this much working time has run. What runs out at closing time is due
    /// then and not at the next opening; no working time is due at once, open or not. Null: see <see cref="LookAheadDays"/>.
    /// </summary>
    public DateTimeOffset? Due(DateTimeOffset from, TimeSpan workingTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingTime, TimeSpan.Zero);
        if (workingTime == TimeSpan.Zero) return from.ToUniversalTime();
        var left = workingTime;
        foreach (var period in Periods.SearchFrom(from.UtcDateTime))
        {
            if (left <= period.Length) return Instant(period.Start + left);
            left -= period.Length;
        }
        return null;
    }

    /// <summary>
    /// The closing of the n-th working day after the local day of <paramref name="from"/>, which itself does not count, open or not.
    /// A working day is a date on which work begins. Null: see <see cref="LookAheadDays"/>.
    /// </summary>
    public DateTimeOffset? AddWorkingDays(DateTimeOffset from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var date = LocalDay(from);
        var without = 0;
        while (without < LookAheadDays && date < WorkingPeriods.LastDay)
        {
            date = date.AddDays(1);
            without = OpeningOn(date) is null ? without + 1 : 0;
            if (without == 0 && --days == 0) return ClosingOn(date);
        }
        return null;
    }

    public bool Equals(WorkingCalendar? other) =>
        other is not null && TimeZone == other.TimeZone && Version == other.Version && Week.AsSpan().SequenceEqual(other.Week.AsSpan())
        && Holidays.AsSpan().SequenceEqual(other.Holidays.AsSpan()) && ExtraDays.AsSpan().SequenceEqual(other.ExtraDays.AsSpan())
        && Breaks.AsSpan().SequenceEqual(other.Breaks.AsSpan());

    public override int GetHashCode() => HashCode.Combine(TimeZone, Version, Week.AsSpan().Length, Holidays.AsSpan().Length);

    private static DateTimeOffset? LastDay(DateOnly upTo, Func<DateOnly, DateTimeOffset?> on)
    {
        for (var day = upTo; day > upTo.AddDays(-LookAheadDays); day = day.AddDays(-1))
            if (on(day) is { } at) return at;
        return null;
    }

    private static DateTimeOffset Instant(DateTime utc) => new(utc, TimeSpan.Zero);
}
