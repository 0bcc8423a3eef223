using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

public static class FollowUpRules
{
    /// <summary>
    /// The calls the plan owes after a trigger. A window opens at the first opening of the branch on or after its first day, and closes at
    /// the last closing on or before its last day; where the branch is closed all the while, at the closing of the day it opens on (ours).
    /// A branch without working hours gets no calls.
    /// </summary>
    public static IEnumerable<Event> Plan(
        FollowUpCalls known, IEnumerable<FollowUpStep> plan, FollowUpTrigger trigger, DateTimeOffset at, WorkingCalendar calendar)
    {
        var day = calendar.LocalDay(at);
        var number = known.Calls.Count;
        foreach (var step in plan.Where(step => step.Trigger == trigger))
        {
            if (FirstOpening(calendar, day.AddDays(step.OpensAfterDays)) is not var (opens, openDay)) continue;
            var closes = LastClosing(calendar, openDay, day.AddDays(step.ClosesAfterDays));
            yield return new FollowUpPlanned(++number, step.Name, opens, closes, openDay);
        }
    }

    /// <summary>What the reminder finds to do. A late tick does it in the order it fell due; early and repeated ones find nothing.</summary>
    public static Decision WhenDue(FollowUpCalls calls, DateTimeOffset now) =>
        Decision.Of(calls.Calls.SelectMany(Ahead).Where(ahead => ahead.At <= now).OrderBy(ahead => ahead.At).Select(ahead => ahead.Event));

    public static Decision Record(
        FollowUpCalls calls, string ticketId, RecordFollowUp made, WorkingCalendar calendar, CallRetries retries, DateTimeOffset now)
    {
        if (calls.Find(made.Number) is not { } call) return new NotFound($"{ticketId}/{made.Number}");
        if (call.State == FollowUpState.Planned) return new FollowUpNotDue(call.OpensAt);
        if (call.IsEnded) return new FollowUpOver(call.State);
        var tries = call.Tries + 1;
        switch (made.Result)
        {
            case CallResult.Reached:
                return Ended(FollowUpState.Reached);
            case CallResult.Declined:
                return Ended(FollowUpState.Declined);
            case CallResult.WrongNumber:
                return Ended(FollowUpState.GivenUp);
            case CallResult.NoAnswer when tries >= retries.MostInAll:
                return Ended(FollowUpState.GivenUp);
            case CallResult.NoAnswer:
                return Tried(NextTry(call, calendar, retries, now));
            case CallResult.CallBackLater when made.CallBackAt is not { } at || at <= now:
                return InputInvalid.At("callBackAt", made.CallBackAt is null ? "REQUIRED" : "IN_THE_PAST");
            case CallResult.CallBackLater:
                return Tried(made.CallBackAt);
            default:
                return InputInvalid.At("result", "UNKNOWN");
        }

        Decision Ended(FollowUpState state) => new FollowUpEnded(call.Number, made.Result, state, now, made.Said);

        Decision Tried(DateTimeOffset? next) => new FollowUpTried(call.Number, made.Result, calendar.LocalDay(now), next, made.Said);
    }

    private static IEnumerable<(DateTimeOffset At, Event Event)> Ahead(FollowUpCall call)
    {
        if (call.State == FollowUpState.Planned) yield return (call.OpensAt, new FollowUpRaised(call.Number));
        if (call.State is FollowUpState.Planned or FollowUpState.Due) yield return (call.ClosesAt, new FollowUpMissed(call.Number));
    }

    private static DateTimeOffset? NextTry(FollowUpCall call, WorkingCalendar calendar, CallRetries retries, DateTimeOffset now)
    {
        var today = calendar.LocalDay(now);
        var triesToday = (call.LastTryDay == today ? call.TriesToday : 0) + 1;
        var next = calendar.Due(now, TimeSpan.FromHours(retries.AfterWorkingHours));
        if (triesToday < retries.MostPerDay || next is null || calendar.LocalDay(next.Value) > today) return next;
        return FirstOpening(calendar, today.AddDays(1))?.At;
    }

    private static (DateTimeOffset At, DateOnly Day)? FirstOpening(WorkingCalendar calendar, DateOnly from)
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

/// <summary>The call's window opens only then; until then it is not worked.</summary>
[GenerateSerializer, Immutable, Alias("FollowUpNotDue")]
public sealed record FollowUpNotDue([property: Id(0)] DateTimeOffset OpensAt) : Refusal;

/// <summary>The call is finished already.</summary>
[GenerateSerializer, Immutable, Alias("FollowUpOver")]
public sealed record FollowUpOver([property: Id(0)] FollowUpState State) : Refusal;
