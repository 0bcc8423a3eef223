using AfterSales.Calendars;

namespace AfterSales.Notices.Rules;

/// <summary>When a person may be told what is not urgent.</summary>
/// <param name="Working">The hours in which he works; null, or one that never opens: any.</param>
/// <param name="Clock">The clock he reads by.</param>
/// <param name="QuietFrom">A time of day; the same as <paramref name="QuietTo"/>: no time is quiet.</param>
/// <param name="QuietTo">Excluded; on the next day where it is the earlier of the two.</param>
/// <param name="GroupMinutes">How long others are waited for, to be told together.</param>
public sealed record NoticeTimes(WorkingCalendar? Working, WorkingCalendar Clock, TimeOnly QuietFrom, TimeOnly QuietTo, int GroupMinutes)
{
    // Working hours and quiet ones that leave nothing over: then the quiet ones give way.
    private const int MostStretches = 30;

    /// <summary>The first instant that is not before <paramref name="at"/> and in which he may be told.</summary>
    public DateTimeOffset NextAllowed(DateTimeOffset at)
    {
        var next = at;
        for (var i = 0; i < MostStretches; i++)
        {
            var found = AfterQuiet(Working?.NextOpening(next) ?? next);
            if (found == next) return next;
            next = found;
        }

        return Working?.NextOpening(at) ?? at;
    }

    public bool Allows(DateTimeOffset at) => NextAllowed(at) == at;

    /// <summary>When a notice is to be mailed.</summary>
    public DateTimeOffset When(Notice notice) => notice.IsUrgent ? notice.At : NextAllowed(notice.At.AddMinutes(GroupMinutes));

    private DateTimeOffset AfterQuiet(DateTimeOffset at)
    {
        var (day, time) = (Clock.LocalDay(at), Clock.LocalTime(at));
        var isOverNight = QuietFrom > QuietTo;
        var isQuiet = isOverNight ? time >= QuietFrom || time < QuietTo : time >= QuietFrom && time < QuietTo;
        if (!isQuiet) return at;
        var end = Clock.InstantAt(isOverNight && time >= QuietFrom ? day.AddDays(1) : day, QuietTo);
        // An hour that the clock shows twice.
        return end > at ? end : at;
    }
}
