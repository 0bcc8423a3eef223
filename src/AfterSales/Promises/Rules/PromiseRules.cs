using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Promises.Rules;

/// <summary>By what clocks are reckoned.</summary>
/// <param name="Basis">Names calendars and policies.</param>
/// <param name="Headquarters">When those hear of a step who work at headquarters; null: as all others.</param>
/// <param name="WarnPercent">Of the time, after which a promise is warned of.</param>
public sealed record PromiseTerms(CalendarHistory Calendars, int WarnPercent, ImmutableList<PromiseEscalation> Escalation, string Basis, WorkingCalendar? Headquarters = null);

/// <summary>What becomes of one promise (domain.md §4).</summary>
public static class PromiseRules
{
    public static PromiseReckoning Reckon(ChosenPromise chosen, ImmutableList<PromisePause> pauses, bool isEmergency, PromiseTerms terms)
    {
        var due = PromiseReckoner.Due(chosen.CountsFrom, chosen.Amount, chosen.Unit, pauses, terms.Calendars);
        return new(
            due, due is { } at ? PromiseReckoner.Warn(chosen.CountsFrom, at, terms.WarnPercent, chosen.Unit, pauses, terms.Calendars) : null,
            PromiseReckoner.Steps(due, terms.Escalation, isEmergency, pauses, terms.Calendars, terms.Headquarters), terms.Basis);
    }

    /// <summary>What the reminder finds to do. A late tick does all of it in order, early and repeated ones find nothing, and no step is taken twice.</summary>
    public static IEnumerable<Event> WhenDue(PromiseClock clock, PromiseTerms terms, DateTimeOffset now)
    {
        if (!clock.IsRunning) yield break;
        if (clock.MissedAt is null)
        {
            if (clock.WarnedAt is null && clock.Reckoned.WarnAt is { } warn && warn <= now && clock.DueAt is { } end)
                yield return new PromiseWarned(clock.Number, clock.Promise, warn, end);
            if (!(clock.DueAt <= now)) yield break;
            yield return Missed(clock, terms);
        }

        var calendar = terms.Calendars.Latest;
        for (var i = clock.Taken.Count; i < clock.Reckoned.Steps.Count && clock.Reckoned.Steps[i] is { At: { } at } step && at <= now; i++)
            yield return new PromiseEscalated(
                clock.Number, clock.Promise, i + 1, step.Role, at, clock.Reckoned.Steps.ElementAtOrDefault(i + 1)?.At ?? calendar.ClosingAfter(at));
    }

    /// <summary>What it was about came about.</summary>
    /// <param name="at">Exactly when the time runs out is in time.</param>
    public static IEnumerable<Event> Stop(PromiseClock clock, DateTimeOffset at, PromiseTerms terms)
    {
        if (!clock.IsRunning) yield break;
        var stopped = at < clock.StartedAt ? clock.StartedAt : at;
        var isKept = !(clock.DueAt < stopped) && !(clock.MissedAt < stopped);
        if (!isKept && clock.MissedAt is null) yield return Missed(clock, terms);
        yield return new PromiseEnded(clock.Number, clock.Promise, stopped, isKept, DayOf(isKept ? stopped : clock.MissedAt ?? clock.DueAt!.Value, terms));
    }

    /// <summary>It is not owed any more; one that was missed before stays missed.</summary>
    public static IEnumerable<Event> Withdraw(PromiseClock clock, DateTimeOffset at, PromiseTerms terms)
    {
        if (!clock.IsRunning) yield break;
        if (clock.MissedAt is null && clock.DueAt <= at) yield return Missed(clock, terms);
        var missed = clock.MissedAt ?? (clock.DueAt <= at ? clock.DueAt : null);
        yield return new PromiseEnded(clock.Number, clock.Promise, at, missed is null ? null : false, DayOf(missed ?? at, terms));
    }

    private static PromiseMissed Missed(PromiseClock clock, PromiseTerms terms)
    {
        var due = clock.DueAt!.Value;
        return new(clock.Number, clock.Promise, due, DayOf(due, terms), clock.Chosen.OnMiss, terms.Calendars.Latest.ClosingAfter(due));
    }

    private static DateOnly DayOf(DateTimeOffset at, PromiseTerms terms) => terms.Calendars.Latest.LocalDay(at);
}
