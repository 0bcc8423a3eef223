using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

/// <summary>What a round of calls follows.</summary>
/// <param name="Day">The local day the windows count from.</param>
/// <param name="AgentId">Whose queue the calls stand in; null: the branch's.</param>
/// <param name="DealerId">Who sold the product, where a dealer did.</param>
public sealed record FollowUpOccasion(FollowUpTrigger Trigger, DateOnly Day, string? AgentId = null, string? DealerId = null);

/// <summary>What is asked of others before calls are planned or raised.</summary>
/// <param name="MayBeCalled">False: the customer refuses calls.</param>
/// <param name="IsGatewayOn">A voice gateway is set up.</param>
public sealed record CallConditions(bool MayBeCalled, bool IsGatewayOn)
{
    public static CallConditions Usual { get; } = new(MayBeCalled: true, IsGatewayOn: false);
}

/// <summary>When calls are owed, raised, missed and withdrawn (domain.md §5). How one is worked: <see cref="CallRules"/>.</summary>
public static class FollowUpRules
{
    /// <summary>
    /// The calls the plan owes after an occasion. A step whose window has closed already is not owed (a sale that is registered late, ours);
    /// a branch without working hours gets no calls. Calls to a customer who refuses them are withdrawn at once.
    /// </summary>
    public static IEnumerable<Event> Begin(
        FollowUpCalls known, IEnumerable<FollowUpStep> plan, FollowUpOccasion occasion, CallConditions conditions, WorkingCalendar calendar, DateTimeOffset now)
    {
        var steps = plan.Where(step => step.Trigger == occasion.Trigger).ToImmutableList();
        var round = known.Round + 1;
        yield return new FollowUpsBegun(round, occasion.Trigger, occasion.Day, steps.RemoveAll(step => step.After is null));
        var number = known.Calls.Count;
        foreach (var (step, window) in Open(plan, occasion, calendar, now))
        {
            yield return Planned(++number, round, step, window, occasion.AgentId, occasion.DealerId);
            if (!conditions.MayBeCalled) yield return new FollowUpWithdrawn(number, WithdrawalReason.NoConsent, now);
        }
    }

    /// <summary>Is any call owed after an occasion, as <see cref="Begin"/> would plan it?</summary>
    public static bool IsOwed(IEnumerable<FollowUpStep> plan, FollowUpOccasion occasion, WorkingCalendar calendar, DateTimeOffset now) =>
        Open(plan, occasion, calendar, now).Any();

    /// <summary>
    /// What the reminder finds to do. A late tick does it in the order it fell due; early and repeated ones find nothing. Who refuses calls
    /// is not called, also where he said so after the call was planned.
    /// </summary>
    public static Decision WhenDue(FollowUpCalls calls, CallConditions conditions, DateTimeOffset now) =>
        Decision.Of(calls.Calls.SelectMany(call => Ahead(call, conditions, now)).Where(ahead => ahead.At <= now).OrderBy(ahead => ahead.At)
            .Select(ahead => ahead.Event));

    /// <summary>The ticket was reopened: what is open of its calls is no longer owed, and the next completion plans anew.</summary>
    public static IEnumerable<Event> Reopen(FollowUpCalls calls, DateTimeOffset now)
    {
        foreach (var call in calls.Calls.Where(call => !call.IsEnded))
            yield return new FollowUpWithdrawn(call.Number, WithdrawalReason.TicketReopened, now);
        if (!calls.Later.IsEmpty) yield return new FollowUpsBroughtToEnd(calls.Round);
    }

    /// <summary>Heard again, or of a call in which no such fault was told, it changes nothing.</summary>
    public static Decision Taken(FollowUpCalls calls, ToldFaultTaken taken) =>
        calls.Find(taken.Number)?.Told.Contains(taken.ToldId) == true ? new FaultTaken(taken.Number, taken.ToldId, taken.TicketId) : Decision.NothingToDo;

    /// <param name="agentId">Null: back to the branch's queue.</param>
    public static Decision Assign(FollowUpCalls calls, string key, int number, string? agentId)
    {
        if (calls.Find(number) is not { } call) return new NotFound($"{key}/{number}");
        if (call.IsEnded) return new FollowUpOver(call.State);
        return call.AgentId == agentId ? Decision.NothingToDo : new FollowUpAssigned(number, agentId);
    }

    private static IEnumerable<(FollowUpStep Step, Window Window)> Open(
        IEnumerable<FollowUpStep> plan, FollowUpOccasion occasion, WorkingCalendar calendar, DateTimeOffset now) =>
        from step in plan
        where step.Trigger == occasion.Trigger && step.After is null
        let window = Window.Of(step, occasion.Day, calendar)
        where window is not null && window.ClosesAt > now
        select (step, window);

    /// <summary>The steps that waited for this call: their windows count from the day it ended. The agent who called calls again.</summary>
    internal static IEnumerable<Event> BeginLater(FollowUpCalls calls, FollowUpCall ended, string? agentId, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (ended.Round != calls.Round) yield break;
        var number = calls.Calls.Count;
        foreach (var step in calls.Later.Where(step => step.After == ended.Step))
        {
            if (Window.Of(step, calendar.LocalDay(now), calendar) is { } window)
                yield return Planned(++number, ended.Round, step, window, agentId, ended.DealerId);
        }
    }

    private static FollowUpPlanned Planned(int number, int round, FollowUpStep step, Window window, string? agentId, string? dealerId)
    {
        var by = step.By == FollowUpMaker.Dealer && dealerId is null ? FollowUpMaker.Branch : step.By;
        return new FollowUpPlanned(number, round, step.Name, step.Trigger, window.OpensAt, window.ClosesAt, window.Day, by, step.Channel,
            by == FollowUpMaker.Agent ? agentId : null, by == FollowUpMaker.Dealer ? dealerId : null, window.LastDay);
    }

    private static IEnumerable<(DateTimeOffset At, Event Event)> Ahead(FollowUpCall call, CallConditions conditions, DateTimeOffset now)
    {
        if (call.NextDue is not { } due || due > now) yield break;
        var isMissed = call.ClosesAt <= now;
        if (!conditions.MayBeCalled)
        {
            // A call that is in the queue already is not taken out of somebody's hands before its window closes.
            yield return (due, call.State == FollowUpState.Planned || isMissed
                ? new FollowUpWithdrawn(call.Number, WithdrawalReason.NoConsent, now)
                : new FollowUpGivenToPeople(call.Number));
            yield break;
        }

        if (call.State == FollowUpState.Planned) yield return (call.OpensAt, new FollowUpRaised(call.Number));
        if (isMissed)
            yield return (call.ClosesAt, new FollowUpMissed(call.Number));
        else if (call.Channel == CallChannel.VoiceGateway)
            yield return (due, conditions.IsGatewayOn ? new FollowUpGivenToGateway(call.Number, call.Tries + 1) : new FollowUpGivenToPeople(call.Number));
    }
}
