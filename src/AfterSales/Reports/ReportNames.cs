using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Reports;

/// <summary>A report is called by its day, or the days it is of, and its branch.</summary>
public sealed class ReportNames(IDbContextFactory<AfterSalesDb> databases) : INameRecords
{
    public async Task<IReadOnlyDictionary<string, string>> Named(IReadOnlyCollection<string> keys, Caller caller, string language, CancellationToken cancellation)
    {
        var named = new Dictionary<string, string>();
        if (!caller.May(Permission.SeeReports)) return named;
        string[] days = [.. keys.Where(key => key.StartsWith(IDayReportGrain.Prefix, StringComparison.Ordinal))];
        string[] periods = [.. keys.Where(key => key.StartsWith(IPeriodReportGrain.Prefix, StringComparison.Ordinal))];
        if (days.Length + periods.Length == 0) return named;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var form = ReaderForm.Of(language);
        foreach (var (key, branch, day) in (await Days(db, days, caller, cancellation)).DistinctBy(found => found.Key))
            named[key] = $"{form.Shown(day)} · {branch}";
        var written = from row in db.Set<PeriodReportRow>().AsNoTracking().VisibleTo(caller)
                      join branch in db.Set<BranchRow>() on row.OfBranchId equals branch.Id
                      where periods.Contains(row.Id)
                      select new { row.Id, row.Kind, row.FromDay, row.ToDay, branch.Name };
        foreach (var row in await written.ToListAsync(cancellation))
            named[row.Id] = $"{RefusalWording.ValueOf(row.Kind, language)} {form.Shown(row.FromDay)} – {form.Shown(row.ToDay)} · {row.Name}";
        return named;
    }

    /// <summary>A technician does not see the day of his branch, but his own report in it.</summary>
    private static async Task<List<(string Key, string Branch, DateOnly Day)>> Days(AfterSalesDb db, string[] keys, Caller caller, CancellationToken cancellation)
    {
        var days = from row in db.Set<DayReportRow>().AsNoTracking().VisibleTo(caller)
                   join branch in db.Set<BranchRow>() on row.OfBranchId equals branch.Id
                   where keys.Contains(row.Id)
                   select new { row.Id, branch.Name, row.Day };
        List<(string Key, string Branch, DateOnly Day)> found = (await days.ToListAsync(cancellation)).ConvertAll(row => (row.Id, row.Name, row.Day));
        if (caller.Technician is not { } technician) return found;
        string[] own = [.. keys.Select(key => TechnicianReportRow.KeyOf(key, technician))];
        var reports = from row in db.Set<TechnicianReportRow>().AsNoTracking()
                      join branch in db.Set<BranchRow>() on row.OfBranchId equals branch.Id
                      where own.Contains(row.Id)
                      select new { row.Id, branch.Name, row.Day };
        return [.. found, .. (await reports.ToListAsync(cancellation)).Select(row => (row.Id[..^(technician.Length + 1)], row.Name, row.Day))];
    }
}
