using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What holds at the branch for that which follows a completion.</summary>
public sealed record AftermathPlans(ImmutableList<FollowUpStep> FollowUps);

/// <summary>What a completion sets off in the parts that follow it (domain.md §5).</summary>
public static class Aftermath
{
    public static IEnumerable<Event> OfCompletion(Ticket ticket, AftermathPlans plans, WorkingCalendar calendar, DateTimeOffset now) =>
    [
        .. FollowUpRules.Plan(ticket.FollowUps, plans.FollowUps, FollowUpTrigger.Completion, now, calendar),
    ];
}
