using AfterSales.Calendars;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.FollowUps;

/// <summary>The calls of a ticket that was completed at the Shanghai office on Monday, 9 March 2026.</summary>
internal static class FollowUpScenarios
{
    /// <summary>Thursday, 08:30 in Shanghai.</summary>
    public static DateTimeOffset Opens { get; } = At("2026-03-12T00:30:00Z");

    /// <summary>The Monday after, 17:30 in Shanghai.</summary>
    public static DateTimeOffset Closes { get; } = At("2026-03-16T09:30:00Z");

    public static WorkingCalendar Office { get; } = ShanghaiOffice();

    public static FollowUpCalls Planned() => Planned("2026-03-09T02:00:00Z", Office, new FollowUpStep("first", FollowUpTrigger.Completion, 3, 7));

    public static FollowUpCalls Planned(string completed, WorkingCalendar calendar, params IEnumerable<FollowUpStep> plan) =>
        Begun(FollowUpCalls.None, plan, FollowUpTrigger.Completion, At(completed), calendar);

    public static FollowUpCalls Begun(
        FollowUpCalls known, IEnumerable<FollowUpStep> plan, FollowUpTrigger trigger, DateTimeOffset at, WorkingCalendar calendar, CallConditions? conditions = null) =>
        After(known, calls => Decision.Of(FollowUpRules.Begin(
            calls, plan, new FollowUpOccasion(trigger, calendar.LocalDay(at)), conditions ?? CallConditions.Usual, calendar, at)));

    public static FollowUpCalls Due() => After(Planned(), calls => WhenDue(calls, Opens));

    public static FollowUpCalls Overdue() => After(Due(), calls => WhenDue(calls, Closes));

    public static Decision WhenDue(FollowUpCalls calls, DateTimeOffset now) => FollowUpRules.WhenDue(calls, CallConditions.Usual, now);

    public static Decision Record(FollowUpCalls calls, RecordFollowUp made, DateTimeOffset at, CallRetries? retries = null, WorkingCalendar? calendar = null) =>
        CallRules.Record(calls, "t-1", made, "agent", [.. made.Said.Select((_, i) => $"opened-{i}")], calendar ?? Office,
            retries ?? FollowUpPolicies.Retries.Standard, at);

    public static FollowUpCalls After(FollowUpCalls calls, Func<FollowUpCalls, Decision> rule)
    {
        var decision = rule(calls);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(calls, (state, happened) => state.Apply(happened));
    }
}
