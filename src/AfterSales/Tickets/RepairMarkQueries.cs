using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Storage;
using AfterSales.Technicians;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>What the supervisors think of a technician's repairs: a part of his evaluation (S1 P1 5.12).</summary>
[Secured(Permission.SeeTickets)]
public sealed class TechnicianRepairMarks(string technicianId, int marked, double time, double quality)
{
    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(technicianId);

    /// <summary>Repairs that were judged.</summary>
    public int Marked => marked;

    /// <summary>The mean mark for the time, from 1 (poor) to 4 (excellent).</summary>
    public double Time => time;

    /// <summary>The mean mark for the quality, from 1 (poor) to 4 (excellent).</summary>
    public double Quality => quality;
}

[Queries]
public sealed class RepairMarkQueries(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>The supervisors' marks of the visits that ended in a period, technician by technician; a technician sees his own.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    [Secured(Permission.SeeTickets)]
    public async Task<IReadOnlyList<TechnicianRepairMarks>> TechnicianRepairMarksAsync(
        string branchId, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var marks = await db.Set<VisitRow>().AsNoTracking().JobsVisibleTo(caller)
            .Where(row => row.BranchId == branchId && row.TechnicianId != null && row.TimeMark != null && row.QualityMark != null && row.EndedAt >= from && row.EndedAt < to)
            .GroupBy(row => row.TechnicianId!)
            .Select(visits => new { Technician = visits.Key, Count = visits.Count(), Time = visits.Average(row => row.TimeMark!.Value), Quality = visits.Average(row => row.QualityMark!.Value) })
            .ToListAsync(cancellation);
        return [.. marks.OrderBy(mark => mark.Technician, StringComparer.Ordinal).Select(mark => new TechnicianRepairMarks(mark.Technician, mark.Count, mark.Time, mark.Quality))];
    }
}
