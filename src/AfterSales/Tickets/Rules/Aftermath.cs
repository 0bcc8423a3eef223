using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What holds at the branch for that which follows a completion.</summary>
/// <param name="Calls">What was asked of others before calls are planned.</param>
/// <param name="ServiceKinds">Kinds of ticket that are the service the customer file waits for.</param>
public sealed record AftermathPlans(ImmutableList<FollowUpStep> FollowUps, CallConditions Calls, ImmutableList<TicketKind> ServiceKinds);

/// <summary>What a completion sets off in the parts that follow it (domain.md §5), and what a reopening takes back.</summary>
public static class Aftermath
{
    public static IEnumerable<Event> OfCompletion(Ticket ticket, AftermathPlans plans, WorkingCalendar calendar, DateTimeOffset now) =>
    [
        .. FollowUpRules.Begin(ticket.FollowUps, plans.FollowUps, new FollowUpOccasion(TriggerOf(ticket.TicketKind), calendar.LocalDay(now)),
            plans.Calls, calendar, now),
    ];

    public static IEnumerable<Event> OfReopening(Ticket ticket, DateTimeOffset now) => FollowUpRules.Reopen(ticket.FollowUps, now);

    /// <summary>What is still owed and keeps the ticket from being closed.</summary>
    public static IEnumerable<Owed> Owed(Ticket ticket) =>
        ticket.FollowUps.Calls.Exists(call => !call.IsEnded) ? [Rules.Owed.FollowUpCalls] : [];

    private static FollowUpTrigger TriggerOf(TicketKind kind) => kind switch
    {
        TicketKind.Installation => FollowUpTrigger.Installation,
        TicketKind.Consultation => FollowUpTrigger.Consultation,
        TicketKind.Visit => FollowUpTrigger.Visit,
        _ => FollowUpTrigger.Completion,
    };
}
