using AfterSales.Calendars;
using AfterSales.Reports.Rules;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Reports;

/// <summary>What the tickets tell of a technician's working day at a branch.</summary>
public sealed class DayWork(IDbContextFactory<AfterSalesDb> databases)
{
    private const int Most = 500;

    /// <summary>Whatever ended within the working day; the agreed visits of that day he has not come to stand beside.</summary>
    /// <param name="branchIds">The branch, and where its work was handed over the one that has it now.</param>
    public async Task<DayOfWork> Of(IReadOnlyCollection<string> branchIds, string technicianId, DateOnly day, WorkingCalendar calendar, CancellationToken cancellation = default) =>
        (await Of(branchIds, [technicianId], day, calendar, cancellation))[technicianId];

    /// <summary>As <see cref="Of(IReadOnlyCollection{string}, string, DateOnly, WorkingCalendar, CancellationToken)"/>, of each of some technicians.</summary>
    public async Task<IReadOnlyDictionary<string, DayOfWork>> Of(
        IReadOnlyCollection<string> branchIds, IReadOnlyCollection<string> technicianIds, DateOnly day, WorkingCalendar calendar, CancellationToken cancellation = default)
    {
        var (from, to) = (calendar.WorkingDayStart(day), calendar.WorkingDayStart(day.AddDays(1)));
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var works = (await db.Set<TechnicianWorkRow>().AsNoTracking()
            .Where(row => technicianIds.Contains(row.TechnicianId) && branchIds.Contains(row.BranchId) && row.EndedAt >= from && row.EndedAt < to)
            .OrderBy(row => row.EndedAt).ThenBy(row => row.Id).Take(Most * technicianIds.Count).ToListAsync(cancellation)).ToLookup(row => row.TechnicianId);
        var waiting = (await db.Set<VisitRow>().AsNoTracking()
            .Where(row => technicianIds.Contains(row.TechnicianId) && branchIds.Contains(row.BranchId) && row.IsCurrent && row.StartsAt >= from && row.StartsAt < to)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Select(row => new { row.TechnicianId, row.TicketId }).Take(Most * technicianIds.Count).ToListAsync(cancellation))
            .ToLookup(row => row.TechnicianId, row => row.TicketId);
        return technicianIds.Distinct().ToDictionary(technician => technician, technician => new DayOfWork(
            [.. works[technician].Select(row => new ReportedWork(row.Id, row.TicketId, row.Category, row.Minutes, row.TravelMinutes, row.StaysOpen))],
            [.. waiting[technician].Distinct()]));
    }

    /// <summary>Is he one of the branch's technicians, or did he work there that day.</summary>
    public async Task<bool> IsOf(string branchId, string technicianId, DateOnly day, WorkingCalendar calendar)
    {
        var (from, to) = (calendar.WorkingDayStart(day), calendar.WorkingDayStart(day.AddDays(1)));
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<TechnicianRow>().AnyAsync(row => row.Id == technicianId && row.BranchId == branchId)
            || await db.Set<TechnicianWorkRow>().AnyAsync(row => row.TechnicianId == technicianId && row.BranchId == branchId && row.EndedAt >= from && row.EndedAt < to)
            || await db.Set<VisitRow>().AnyAsync(row => row.TechnicianId == technicianId && row.BranchId == branchId && row.StartsAt >= from && row.StartsAt < to);
    }
}
