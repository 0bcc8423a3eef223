using AfterSales.Calendars;

namespace AfterSales.FollowUps.Rules;

/// <summary>Within which time a call is to be made.</summary>
/// <param name="Day">Its first day, at the branch.</param>
/// <param name="LastDay">The day it closes on, at the branch.</param>
internal sealed record Window(DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateOnly Day, DateOnly LastDay)
{
    /// <summary>
    /// Opens at the first opening of the branch on or after its first day, and closes at the last closing on or before its last day; where
    /// the branch is closed all the while, at the closing of the day it opens on (ours). Null for a branch without working hours.
    /// </summary>
    public static Window? Of(FollowUpStep step, DateOnly from, WorkingCalendar calendar)
    {
        if (FirstOpening(calendar, from.AddDays(step.OpensAfterDays)) is not var (opens, day)) return null;
        var closes = LastClosing(calendar, day, from.AddDays(step.ClosesAfterDays));
        return new Window(opens, closes, day, calendar.LocalDay(closes));
    }

    public static (DateTimeOffset At, DateOnly Day)? FirstOpening(WorkingCalendar calendar, DateOnly from)
    {
        for (var day = from; day < from.AddDays(WorkingCalendar.LookAheadDays); day = day.AddDays(1))
            if (calendar.OpeningOn(day) is { } opening) return (opening, day);
        return null;
    }

    private static DateTimeOffset LastClosing(WorkingCalendar calendar, DateOnly openDay, DateOnly until)
    {
        for (var day = until; day > openDay; day = day.AddDays(-1))
            if (calendar.ClosingOn(day) is { } closing) return closing;
        return calendar.ClosingOn(openDay)!.Value;
    }
}
