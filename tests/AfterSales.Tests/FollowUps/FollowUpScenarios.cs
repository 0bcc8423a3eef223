using AfterSales.Calendars;
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
        FollowUpRules.Plan(FollowUpCalls.None, plan, FollowUpTrigger.Completion, At(completed), calendar)
            .Aggregate(FollowUpCalls.None, (calls, happened) => calls.Apply(happened));

    public static FollowUpCalls Due() => After(Planned(), calls => FollowUpRules.WhenDue(calls, Opens));

    public static FollowUpCalls Overdue() => After(Due(), calls => FollowUpRules.WhenDue(calls, Closes));

    public static FollowUpCalls After(FollowUpCalls calls, Func<FollowUpCalls, Decision> rule)
    {
        var decision = rule(calls);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(calls, (state, happened) => state.Apply(happened));
    }
}
