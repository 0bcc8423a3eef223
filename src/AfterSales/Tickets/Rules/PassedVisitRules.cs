using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>
/// An appointment to whose end nobody set out. The ticket comes back into view: what was not done today comes first tomorrow (S1 P2 (18)), and somebody has
/// to speak with the customer.
/// </summary>
public static class PassedVisitRules
{
    /// <summary>When the ticket looks whether anybody set out; null where somebody has, or nobody has to.</summary>
    public static DateTimeOffset? Due(Ticket ticket) => ticket.Visits.Current is { IsAwaited: true, PassedAt: null } visit ? visit.EndsBy : null;

    /// <summary>Since when an appointment that nobody set out for has passed; null where none has.</summary>
    public static DateTimeOffset? PassedAt(Ticket ticket) => ticket.Visits.Current is { HasPassed: true } visit ? visit.PassedAt : null;

    /// <summary>Whoever is told has until the closing of the day to act on it.</summary>
    public static IEnumerable<Event> WhenDue(Ticket ticket, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (Due(ticket) is { } due && due <= now && ticket.Visits.Current is { } visit)
            yield return new AppointmentPassed(due, visit.Id, visit.TechnicianId, visit.From, visit.To, calendar.ClosingAfter(due));
    }
}

/// <summary>The agreed time is over, and nobody set out.</summary>
/// <param name="At">The end of the agreed time, or as much later as the technician said.</param>
/// <param name="From">The agreed time includes this instant.</param>
/// <param name="To">The agreed time excludes this instant.</param>
/// <param name="ActBy">By when the dispatcher is to have seen to it.</param>
public sealed record AppointmentPassed(
    DateTimeOffset At, string VisitId, string TechnicianId, DateTimeOffset From, DateTimeOffset To, DateTimeOffset ActBy) : Event;
