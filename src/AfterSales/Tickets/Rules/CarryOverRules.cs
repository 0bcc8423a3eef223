using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>
/// What nobody was sent for by the end of a day, and what nobody set out for, heads the next day's list, marked as carried over (S1 P2 (18)). It orders the
/// list alone: no promise stands still for it.
/// </summary>
public static class CarryOverRules
{
    /// <summary>Since when nobody is sent; null where somebody is, where nobody has to be, or where it waits for something else.</summary>
    public static DateTimeOffset? UndispatchedSince(Ticket ticket) =>
        ticket.Step is not (TicketStep.Registered or TicketStep.Assessed) || ticket.TicketKind == TicketKind.Internal
            || ticket is { Step: TicketStep.Assessed, Assessment.Place: ServicePlace.CarryIn }
            ? null
            : ticket.Visits.LastMeant?.Ended?.At ?? (ticket.Earlier.IsEmpty ? ticket.RegisteredAt : ticket.Earlier[^1].ReopenedAt);

    /// <summary>Since when nobody is sent, or the appointment has passed that nobody set out for.</summary>
    public static DateTimeOffset? LiesSince(Ticket ticket) => PassedVisitRules.PassedAt(ticket) ?? UndispatchedSince(ticket);

    public static Decision Carry(Ticket ticket, DateOnly day, WorkingCalendar calendar, DateTimeOffset now) =>
        ticket.Intake.CarriedOverOn is null && LiesSince(ticket) is { } since && calendar.LocalDay(since) < day
            ? new TicketCarriedOver(now, day)
            : Decision.NothingToDo;

    /// <summary>Where it stands among others: emergencies first, then what was carried over.</summary>
    public static int RankOf(Ticket ticket) => ticket.Intake.IsEmergency ? 0 : CarriedOverOn(ticket) is not null ? 1 : 2;

    /// <summary>The day on which it came first; null where it is no longer left lying.</summary>
    public static DateOnly? CarriedOverOn(Ticket ticket) => LiesSince(ticket) is null ? null : ticket.Intake.CarriedOverOn;

    public static bool BeginsToLie(Event happened) => happened is TicketRegistered or AdviceFailed or TicketReopened or VisitHandedBack or BookingTakenBack or VisitRefused or VisitSlotLost
        or VisitNotFinished or NobodyWasHome or AppointmentPassed or HandedOver;
}

/// <param name="Day">At the branch: the day on which it comes first.</param>
public sealed record TicketCarriedOver(DateTimeOffset At, DateOnly Day) : Event;
