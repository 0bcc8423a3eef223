namespace AfterSales.Calendars;

/// <summary>What can be wrong with a calendar. Having no working time at all is not: whoever needs some, as a branch does, refuses it.</summary>
public static class CalendarProblems
{
    public const string TimeZoneUnknown = "TIME_ZONE_UNKNOWN";
    public const string VersionNegative = "VERSION_NEGATIVE";
    public const string WeekdayUnknown = "WEEKDAY_UNKNOWN";

    /// <summary>The end is the start. Only 00:00–00:00 is a whole day; an end before the start is the next day's.</summary>
    public const string HoursEmpty = "HOURS_EMPTY";

    /// <summary>These hours begin before others have ended, perhaps those of a night shift of the day before.</summary>
    public const string HoursOverlap = "HOURS_OVERLAP";

    /// <summary>Longer than half a day, so that its ends may be exchanged: an end before the start is the next day's, as of hours. A whole day, 00:00–00:00, may be one.</summary>
    public const string BreakTooLong = "BREAK_TOO_LONG";

    public const string DateRepeated = "DATE_REPEATED";
    public const string HolidayIsExtraDay = "HOLIDAY_IS_EXTRA_DAY";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestBreak = TimeSpan.FromHours(12);

    internal static IReadOnlyList<CalendarProblem> Of(WorkingCalendar calendar) =>
        [.. InGeneral(calendar), .. EmptyHours(calendar), .. LongBreaks(calendar), .. OverlapsOfWeek(calendar), .. OverlapsOfExtraDays(calendar), .. RepeatedDates(calendar)];

    private static IEnumerable<CalendarProblem> InGeneral(WorkingCalendar calendar)
    {
        if (!ZoneClock.Knows(calendar.TimeZone)) yield return new("timeZone", TimeZoneUnknown);
        if (calendar.Version < 0) yield return new("version", VersionNegative);
        foreach (var (i, hours) in calendar.Week.Index())
            if (!Enum.IsDefined(hours.Day)) yield return new($"week[{i}]", WeekdayUnknown);
    }

    private static IEnumerable<CalendarProblem> EmptyHours(WorkingCalendar calendar)
    {
        var all = calendar.Week.Index().Select(r => ($"week[{r.Index}]", r.Item.From, r.Item.To))
            .Concat(calendar.ExtraDays.Index().Select(r => ($"extraDays[{r.Index}]", r.Item.From, r.Item.To)))
            .Concat(calendar.Breaks.Index().Select(r => ($"breaks[{r.Index}]", r.Item.From, r.Item.To)));
        foreach (var (path, from, to) in all)
            if (from == to && from != TimeOnly.MinValue) yield return new(path, HoursEmpty);
    }

    private static IEnumerable<CalendarProblem> LongBreaks(WorkingCalendar calendar) =>
        calendar.Breaks.Index().Where(r => r.Item.From != r.Item.To && Hours.Of(r.Item.From, r.Item.To) is var hours && hours.To - hours.From > LongestBreak)
            .Select(r => new CalendarProblem($"breaks[{r.Index}]", BreakTooLong));

    private static IEnumerable<CalendarProblem> OverlapsOfWeek(WorkingCalendar calendar)
    {
        // The week comes round: a copy of it, seven days on, lets Sunday's night shift meet Monday's morning.
        var rows = calendar.Week.Index()
            .Select(r => (r.Index, Hours: Hours.Of(r.Item.From, r.Item.To).After(Day * (int)r.Item.Day))).ToArray();
        return Overlaps([.. rows, .. rows.Select(r => (r.Index, r.Hours.After(Day * 7)))])
            .Distinct().Select(index => new CalendarProblem($"week[{index}]", HoursOverlap));
    }

    private static IEnumerable<CalendarProblem> OverlapsOfExtraDays(WorkingCalendar calendar)
    {
        var holidays = calendar.Holidays.Select(h => h.Date).ToHashSet();
        var extra = calendar.ExtraDays.Index().ToLookup(r => r.Item.Date, r => (r.Index, Hours: Hours.Of(r.Item.From, r.Item.To)));
        return extra.SelectMany(day => Overlaps(
            [.. On(day.Key.AddDays(-1), -Day), .. On(day.Key, TimeSpan.Zero), .. On(day.Key.AddDays(1), Day)]))
            .Distinct().Where(index => index >= 0).Select(index => new CalendarProblem($"extraDays[{index}]", HoursOverlap));

        IEnumerable<(int Index, Hours Hours)> On(DateOnly date, TimeSpan shift) =>
            holidays.Contains(date) ? []
            : extra.Contains(date) ? extra[date].Select(r => (r.Index, r.Hours.After(shift)))
            : calendar.Week.Where(h => h.Day == date.DayOfWeek).Select(h => (-1, Hours.Of(h.From, h.To).After(shift)));
    }

    private static IEnumerable<CalendarProblem> RepeatedDates(WorkingCalendar calendar)
    {
        var holidays = new HashSet<DateOnly>();
        foreach (var (i, holiday) in calendar.Holidays.Index())
            if (!holidays.Add(holiday.Date)) yield return new($"holidays[{i}]", DateRepeated);
        foreach (var (i, hours) in calendar.ExtraDays.Index())
            if (holidays.Contains(hours.Date)) yield return new($"extraDays[{i}]", HolidayIsExtraDay);
    }

    /// <summary>The rows that touch another's time, both of each pair.</summary>
    private static IEnumerable<int> Overlaps(IReadOnlyCollection<(int Index, Hours Hours)> rows)
    {
        var last = default((int Index, Hours Hours)?);
        foreach (var row in rows.OrderBy(r => r.Hours.From))
        {
            if (last is { } before && row.Hours.From < before.Hours.To)
            {
                yield return before.Index;
                yield return row.Index;
            }
            if (last is null || row.Hours.To > last.Value.Hours.To) last = row;
        }
    }
}
