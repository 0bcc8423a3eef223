using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Branches;

/// <summary>The calendars by which time counts: each for as long as it held.</summary>
public sealed class CalendarHistories(IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IBranchGrain, Branch> branches)
{
    /// <summary>Of somebody who was at these branches one after the other, each from its instant on.</summary>
    public async ValueTask<CalendarHistory> Of(IReadOnlyList<(string BranchId, DateTimeOffset Since)> places)
    {
        var spans = new List<CalendarSpan>();
        foreach (var (i, (branchId, since)) in places.Index())
        {
            DateTimeOffset? until = i + 1 < places.Count ? places[i + 1].Since : null;
            foreach (var span in await At(branchId, since))
                if (!(span.Since >= until)) spans.Add(span);
        }

        return new([.. spans]);
    }

    private async ValueTask<IReadOnlyList<CalendarSpan>> At(string branchId, DateTimeOffset since)
    {
        var branch = await branches.Get(branchId) ?? throw new TimeoutException($"Branch {branchId} could not be read.");
        if (branch.CalendarSince <= since) return [new CalendarSpan(since, branch.Calendar)];
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.Set<BranchCalendarRow>().AsNoTracking().Where(row => row.BranchId == branchId && row.Number < branch.Calendar.Version)
            .OrderBy(row => row.Number).ToListAsync();
        CalendarSpan[] all = [.. rows.Select(row => new CalendarSpan(row.Since, row.Read())), new CalendarSpan(branch.CalendarSince, branch.Calendar)];
        var first = Math.Max(0, Array.FindLastIndex(all, span => span.Since <= since));
        return [all[first] with { Since = since }, .. all.Skip(first + 1)];
    }
}
