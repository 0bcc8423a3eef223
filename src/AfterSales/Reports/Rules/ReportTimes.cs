using AfterSales.Calendars;

namespace AfterSales.Reports.Rules;

/// <summary>When those who owe the reports of a working day are reminded, and by when each is due.</summary>
/// <param name="Closing">The end of the day's hours: whoever worked and has not confirmed is reminded. Of a day without hours, the next opening.</param>
/// <param name="Opening">When the branch opens again: supervisor and manager are reminded.</param>
[GenerateSerializer, Immutable, Alias("ReportTimes")]
public sealed record ReportTimes(
    [property: Id(0)] DateTimeOffset Closing,
    [property: Id(1)] DateTimeOffset Opening,
    [property: Id(2)] DateTimeOffset TechnicianDue,
    [property: Id(3)] DateTimeOffset SupervisorDue,
    [property: Id(4)] DateTimeOffset ManagerDue)
{
    public static ReportTimes Of(WorkingCalendar calendar, DateOnly day, ReportDue technician, ReportDue supervisor, ReportDue manager)
    {
        var over = calendar.WorkingDayStart(day.AddDays(1));
        var opening = calendar.NextOpening(over) ?? over;
        return new(calendar.ClosingOn(day) ?? opening, opening, DueOf(technician, calendar, day), DueOf(supervisor, calendar, day), DueOf(manager, calendar, day));
    }

    /// <summary>A day without hours, such as a Sunday on which an emergency was served, is reported on the next one that has any.</summary>
    public static DateTimeOffset DueOf(ReportDue due, WorkingCalendar calendar, DateOnly day)
    {
        if (due.WorkingDays == 0 && calendar.ClosingOn(day) is { } closing) return Later(closing, calendar.InstantAt(day, due.At));
        if (WorkingDayAfter(calendar, day, Math.Max(1, due.WorkingDays)) is not { } then) return calendar.InstantAt(day.AddDays(Math.Max(1, due.WorkingDays)), due.At);
        var at = Later(calendar.OpeningOn(then)!.Value, calendar.InstantAt(then, due.At));
        return calendar.ClosingOn(then)!.Value is var last && last < at ? last : at;
    }

    private static DateOnly? WorkingDayAfter(WorkingCalendar calendar, DateOnly day, int count)
    {
        for (var without = 0; without < WorkingCalendar.LookAheadDays; without++)
        {
            day = day.AddDays(1);
            if (calendar.OpeningOn(day) is null) continue;
            if (--count == 0) return day;
            without = 0;
        }

        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
