using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Calendars;

namespace AfterSales.Promises.Rules;

/// <summary>
/// When a promise runs out. Pauses are taken out of the time that would have run in them, so one over a weekend gives no working time back, and
/// nothing is ever added to an instant.
/// </summary>
public static class PromiseReckoner
{
    /// <summary>Null while it stands still with no end, or where there is no working time.</summary>
    public static DateTimeOffset? Due(DateTimeOffset from, int amount, PromiseUnit unit, ImmutableList<PromisePause> pauses, CalendarHistory calendars) => unit switch
    {
        PromiseUnit.Minutes => After(from, TimeSpan.FromMinutes(amount), isWorkingTime: false, pauses, calendars),
        PromiseUnit.ClockHours => After(from, TimeSpan.FromHours(amount), isWorkingTime: false, pauses, calendars),
        PromiseUnit.WorkingHours => After(from, TimeSpan.FromHours(amount), isWorkingTime: true, pauses, calendars),
        PromiseUnit.WorkingDays => ClosingAfter(from, amount, pauses, calendars),
        _ => After(from, SameTimeDaysLater(from, amount, calendars.Latest) - from, isWorkingTime: false, pauses, calendars),
    };

    /// <summary>When this share of the time until it runs out has gone; of working time where it runs by working time.</summary>
    public static DateTimeOffset? Warn(
        DateTimeOffset from, DateTimeOffset due, int percent, PromiseUnit unit, ImmutableList<PromisePause> pauses, CalendarHistory calendars)
    {
        var isWorkingTime = unit is PromiseUnit.WorkingHours or PromiseUnit.WorkingDays;
        var whole = Ran(from, due, isWorkingTime, pauses, calendars);
        // Instants are kept to the millisecond: what is read again has to be what was reckoned.
        var share = TimeSpan.FromMilliseconds(Math.Ceiling(whole.TotalMilliseconds * percent / 100));
        return After(from, share, isWorkingTime, pauses, calendars) is { } warn && warn < due ? warn : null;
    }

    /// <summary>
    /// The steps up after a miss. Nobody hears of one at night, unless it is an emergency; null while the clock stands still.
    /// </summary>
    /// <param name="headquarters">The hours of those who work there; null: as all others.</param>
    public static ImmutableList<PromiseStep> Steps(
        DateTimeOffset? due, ImmutableList<PromiseEscalation> plan, bool isEmergency, ImmutableList<PromisePause> pauses, CalendarHistory calendars,
        WorkingCalendar? headquarters = null)
    {
        return plan.ConvertAll(step => new PromiseStep(step.Role, due is { } missed ? At(step, missed) : null));

        DateTimeOffset? At(PromiseEscalation step, DateTimeOffset missed)
        {
            var isWorkingTime = !isEmergency && !NoHours(calendars, missed);
            if (After(missed, TimeSpan.FromHours(step.AfterWorkingHours), isWorkingTime, pauses, calendars) is not { } at) return null;
            var told = isWorkingTime ? calendars.NextOpening(at) ?? at : at;
            return isEmergency || !step.Role.IsOfHeadquarters() ? told : headquarters?.NextOpening(told) ?? told;
        }
    }

    /// <summary>The earliest instant at which so much time has run.</summary>
    public static DateTimeOffset? After(DateTimeOffset from, TimeSpan amount, bool isWorkingTime, ImmutableList<PromisePause> pauses, CalendarHistory calendars)
    {
        var (left, at) = (amount, from);
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            if (pause.To <= at) continue;
            var runs = pause.From <= at ? TimeSpan.Zero : isWorkingTime ? calendars.Elapsed(at, pause.From) : pause.From - at;
            if (left <= runs) break;
            left -= runs;
            if (pause.To is not { } goesOn) return null;
            at = goesOn;
        }

        return isWorkingTime ? calendars.Due(at, left) : at + left;
    }

    /// <summary>The time that ran between two instants.</summary>
    public static TimeSpan Ran(DateTimeOffset from, DateTimeOffset to, bool isWorkingTime, ImmutableList<PromisePause> pauses, CalendarHistory calendars)
    {
        var (ran, at) = (TimeSpan.Zero, from);
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            if (pause.From >= to) break;
            if (pause.To <= at) continue;
            if (pause.From > at) ran += Length(at, pause.From);
            if (pause.To is not { } goesOn) return ran;
            at = goesOn;
        }

        return at < to ? ran + Length(at, to) : ran;

        TimeSpan Length(DateTimeOffset one, DateTimeOffset other) => isWorkingTime ? calendars.Elapsed(one, other) : other - one;
    }

    // A closing at which the clock stood still is not one of the promised days.
    private static DateTimeOffset? ClosingAfter(DateTimeOffset from, int days, ImmutableList<PromisePause> pauses, CalendarHistory calendars)
    {
        foreach (var closing in calendars.ClosingsAfter(from))
        {
            if (pauses.Exists(pause => pause.From < closing && pause.To is null)) return null;
            if (pauses.Exists(pause => pause.From < closing && closing <= pause.To)) continue;
            if (--days == 0) return closing;
        }

        return null;
    }

    private static DateTimeOffset SameTimeDaysLater(DateTimeOffset from, int days, WorkingCalendar calendar) =>
        calendar.InstantAt(calendar.LocalDay(from).AddDays(days), calendar.LocalTime(from));

    private static bool NoHours(CalendarHistory calendars, DateTimeOffset at) => calendars.NextOpening(at) is null;
}
