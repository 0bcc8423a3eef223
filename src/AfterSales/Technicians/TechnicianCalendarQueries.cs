using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;

namespace AfterSales.Technicians;

[Queries]
public sealed class TechnicianCalendarQueries(TechnicianCalendars calendars)
{
    /// <summary>
    /// Appointments, holds, ways, absences and working time of a branch's technicians, of those lent to it too, by name; at most 100 technicians. Null for a branch you may not see.
    /// </summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant; after the other, at most 42 days later.</param>
    /// <param name="technicianIds">Only these.</param>
    [Secured(Permission.SeeTechnicians)]
    public async Task<TechnicianCalendarsView?> TechnicianCalendarsAsync(
        string branchId, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation,
        [MaxLength(100)] IReadOnlyList<string>? technicianIds = null) =>
        caller.ActsFor(branchId) ? await calendars.OfBranch(branchId, technicianIds, from, Checked(from, to), caller, cancellation) : null;

    /// <summary>Your own calendar, wherever you work; null where the account is no technician's.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant; after the other, at most 42 days later.</param>
    [Secured(Permission.ServeTickets)]
    public async Task<TechnicianCalendarView?> MyCalendarAsync(DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation) =>
        caller.Technician is { } own ? await calendars.OfOne(own, from, Checked(from, to), caller, cancellation) : null;

    /// <summary>What is left out of a calendar would look like free time.</summary>
    private static DateTimeOffset Checked(DateTimeOffset from, DateTimeOffset to) => to <= from || to - from > TechnicianCalendars.Longest
        ? throw new RequestException("PERIOD_INVALID", ("Days", TechnicianCalendars.Longest.Days)) : to;
}
