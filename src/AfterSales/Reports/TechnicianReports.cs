using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Tickets;

namespace AfterSales.Reports;

/// <summary>Technicians' reports as they are read: as they were confirmed, else as the tickets tell the day now.</summary>
public sealed class TechnicianReports(IGrainFactory grains, DayWork work, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies)
{
    /// <summary>A technician's report of a working day, owed or not, as far as the caller may see it.</summary>
    public async Task<TechnicianReportRow?> Find(string branchId, DateOnly day, string technicianId, Caller caller)
    {
        if (!RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) || await branches.Get(branchId) is not { } branch) return null;
        var key = WorkingDayKey.Of(branchId, day);
        var known = await grains.GetGrain<IDayReportGrain>(key).Read(Caller.System);
        var row = known?.Of(technicianId) is { } report ? TechnicianReportRow.Of(known, report) : new()
        {
            Id = TechnicianReportRow.KeyOf(key, technicianId),
            BranchId = known?.BranchId ?? branchId,
            OfBranchId = branchId,
            Day = day,
            TechnicianId = technicianId,
            DueAt = ReportTimes.DueOf((await policies.At(branchId)).Get(ReportPolicies.TechnicianDue), branch.Calendar, day),
        };
        if (!caller.Sees(row)) return null;
        // Whom the day does not know is one of the branch, or nobody's report is shown.
        return known?.Of(technicianId) is not null || await work.IsOf(branchId, technicianId, day, branch.Calendar) ? row : null;
    }

    /// <param name="rows">Those the reader may see.</param>
    public async Task<Dictionary<TechnicianReportRow, TechnicianReport>> Read(IReadOnlyCollection<TechnicianReportRow> rows, CancellationToken cancellation)
    {
        string[] keys = [.. rows.Select(row => row.DayId).Distinct()];
        var days = keys.Zip(await Task.WhenAll(keys.Select(key => grains.GetGrain<IDayReportGrain>(key).Read(Caller.System)))).ToDictionary(known => known.First, known => known.Second);
        var reports = rows.ToDictionary(row => row, row => days[row.DayId]?.Of(row.TechnicianId!) ?? new TechnicianReport(row.TechnicianId!));
        // Of a day the tickets are asked once, however many have not confirmed.
        foreach (var owed in rows.Where(row => reports[row].ConfirmedAt is null).GroupBy(row => (row.OfBranchId, row.BranchId, row.Day)))
        {
            if (await branches.Get(owed.Key.OfBranchId) is not { } branch) continue;
            var found = await work.Of([owed.Key.OfBranchId, owed.Key.BranchId], [.. owed.Select(row => row.TechnicianId!)], owed.Key.Day, branch.Calendar, cancellation);
            foreach (var row in owed) reports[row] = Prefilled(reports[row], found[row.TechnicianId!]);
        }

        return reports;
    }

    private static TechnicianReport Prefilled(TechnicianReport owed, DayOfWork found) => owed with { Day = found, Worked = WorkedMinutes.Of(found.Works) };
}
