using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Reports.Rules;
using AfterSales.Storage;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Reports;

[Queries]
public sealed class DayReportQueries(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, TechnicianReports days)
{
    /// <summary>The technicians' daily reports, owed and confirmed: a technician sees his own, a branch those of its day, headquarters those that are signed.</summary>
    [Secured(Permission.SeeReports), Paged(typeof(TechnicianReportRow))]
    public async Task<Connection<TechnicianReportView>> TechnicianReportsAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<TechnicianReportRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new TechnicianReportView(row));

    /// <summary>
    /// A technician's report of one working day, as far as you may see it: confirmed, or prefilled with what the tickets say, also before the day is over.
    /// </summary>
    /// <param name="day">The working day at the branch.</param>
    /// <param name="technicianId">Left out: your own.</param>
    [Secured(Permission.SeeReports)]
    public async Task<TechnicianReportView?> GetTechnicianReportAsync(string branchId, DateOnly day, Caller caller, string? technicianId = null) =>
        (technicianId ?? caller.Technician) is { } technician && await days.Find(branchId, day, technician, caller) is { } row ? new TechnicianReportView(row) : null;

    /// <summary>The branches' daily reports: a branch sees its own, headquarters those that are signed.</summary>
    [Secured(Permission.SeeReports), Paged(typeof(DayReportRow))]
    public async Task<Connection<DayReportView>> DayReportsAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<DayReportRow>().VisibleTo(caller), page, cancellation)).Select(row => new DayReportView(row));

    /// <summary>A branch's daily report; null where there is none you may see.</summary>
    [Secured(Permission.SeeReports)]
    public async Task<DayReportView?> GetDayReportAsync(string branchId, DateOnly day, Caller caller) =>
        await grains.Show<IDayReportGrain, DayReport, DayReportView>(IDayReportGrain.Prefix, WorkingDayKey.Of(branchId, day), caller, DayReportView.Of);

    /// <summary>
    /// The days on which somebody worked at a branch and which are not signed as they are. Headquarters sees of all branches that they are missing,
    /// and nothing of what stands in them.
    /// </summary>
    [Secured(Permission.SeeReports), Paged(typeof(DayReportRow))]
    public async Task<Connection<MissingReportView>> MissingReportsAsync(PageRequest page, Caller caller, CancellationToken cancellation)
    {
        var seen = caller.BranchesSeen();
        return (await databases.ToConnectionAsync(
            db => db.Set<DayReportRow>().Where(row => (!row.IsSigned || row.IsChangedSince) && (seen == null || seen.Contains(row.BranchId))), page, cancellation))
            .Select(row => new MissingReportView(row));
    }
}
