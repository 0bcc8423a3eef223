using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Technicians.Rules;
using GraphQL;

namespace AfterSales.Technicians;

/// <summary>What takes a technician's time.</summary>
public enum CalendarEntryKind
{
    Appointment,

    /// <summary>Kept while a ticket is being scheduled.</summary>
    Hold,

    /// <summary>The way to the appointment that follows.</summary>
    Travel,
    Absence,

    /// <summary>He works for another branch.</summary>
    Elsewhere,
}

/// <param name="StartsAt">Includes this instant.</param>
/// <param name="EndsAt">Excludes this instant.</param>
/// <param name="TicketId">Of an appointment or hold; null where the ticket is another branch's.</param>
/// <param name="AbsenceKind">Of an absence; null for a branch he is only lent to.</param>
/// <param name="SubstituteId">The technician who is asked instead.</param>
/// <param name="BranchId">The branch that booked, or that he works for.</param>
[Name("CalendarEntry"), SecuredByParent]
public sealed record CalendarEntryView(
    CalendarEntryKind Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? TicketId = null, AbsenceKind? AbsenceKind = null,
    string? SubstituteId = null, string? BranchId = null);

/// <summary>A technician's day or week.</summary>
/// <param name="IsLent">He belongs to another branch and works for this one a while.</param>
/// <param name="Working">His working time for the branch.</param>
/// <param name="Entries">What takes his time, by its start.</param>
[Name("TechnicianCalendar"), Secured(Permission.SeeTickets)]
public sealed record TechnicianCalendarView(
    TechnicianView Technician, bool IsLent, IReadOnlyList<WorkingStretchView> Working, IReadOnlyList<CalendarEntryView> Entries);

/// <summary>The days or weeks of a branch's technicians.</summary>
/// <param name="IsComplete">False: there are more technicians or entries than are shown; ask for some technicians or less time.</param>
[Name("TechnicianCalendars"), Secured(Permission.SeeTechnicians)]
public sealed record TechnicianCalendarsView(IReadOnlyList<TechnicianCalendarView> Technicians, bool IsComplete);
