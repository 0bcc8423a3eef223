using System.Runtime.CompilerServices;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>A measure whose kept sum is not what its records come to.</summary>
/// <param name="Kept">In <c>branch_day</c>.</param>
/// <param name="Counted">From the records.</param>
public sealed record FigureDifference(string BranchId, DateOnly Day, FigureMember Of, string Measure, int Kept, int Counted);

/// <summary>
/// Compares all kept sums with a direct count of the records, branch by branch. Days that are marked are left out: they are about to be counted anew.
/// </summary>
public sealed class FigureCheck(IDbContextFactory<AfterSalesDb> databases, Roller roller)
{
    private const int DaysAtATime = 50;

    /// <summary>All branches that figures are kept for, or that there are.</summary>
    public async Task<IReadOnlyList<string>> Branches(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<BranchRow>().Select(row => row.Id).Union(db.Set<BranchRollRow>().Select(row => row.BranchId)).OrderBy(id => id).ToListAsync(cancellation);
    }

    public async IAsyncEnumerable<FigureDifference> Of(string branchId, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var days = new SortedSet<DateOnly>(await db.Set<BranchDayRow>().Where(row => row.BranchId == branchId).Select(row => row.Day).Distinct().ToListAsync(cancellation));
        foreach (var (source, _) in FigureBook.Sources) days.UnionWith(await source.Days(db).Where(day => day.BranchId == branchId).Select(day => day.Day).ToListAsync(cancellation));
        foreach (var some in days.Chunk(DaysAtATime))
        {
            foreach (var difference in await Differences(db, branchId, some, cancellation)) yield return difference;
        }
    }

    private static async Task<List<FigureDifference>> Differences(AfterSalesDb db, string branchId, DateOnly[] some, CancellationToken cancellation)
    {
        // At one moment: else what is saved and counted in between would differ.
        await using var moment = await db.Database.ReadOneMoment(cancellation);
        var marked = await db.Set<MarkRow>().Where(mark => mark.BranchId == branchId).Select(mark => mark.Day).Distinct().ToListAsync(cancellation);
        List<DateOnly> unmarked = [.. some.Except(marked)];
        var kept = (await db.Set<BranchDayRow>().AsNoTracking().Where(row => row.BranchId == branchId && unmarked.Contains(row.Day)).ToListAsync(cancellation)).ToDictionary(KeyOf);
        var counted = (await DayCount.Of(db, branchId, unmarked, cancellation)).ToDictionary(KeyOf);
        return
        [
            .. from key in kept.Keys.Union(counted.Keys)
               from measure in FigureBook.AllMeasures
               let difference = new FigureDifference(branchId, key.Day, key.Of, measure.Key, Value(kept, key, measure), Value(counted, key, measure))
               where difference.Kept != difference.Counted
               select difference,
        ];
    }

    /// <summary>Has days counted anew.</summary>
    public async Task Repair(string branchId, IEnumerable<DateOnly> days, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var day in days.Distinct()) await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) values ({branchId}, {day})", cancellation);
        await roller.Roll(branchId, cancellation);
    }

    /// <summary>Has all kept days counted anew by the running service, also those that no row stands for any more.</summary>
    /// <returns>The last mark of them.</returns>
    public async Task<long> CountAnew(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) select distinct branch_id, day from branch_day", cancellation);
        return await LastMark(cancellation);
    }

    /// <summary>Of all branches; 0 where none waits.</summary>
    public async Task<long> LastMark(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<MarkRow>().MaxAsync(mark => (long?)mark.Id, cancellation) ?? 0;
    }

    /// <summary>How many days of branches wait to be counted anew since a mark or before.</summary>
    public async Task<int> Waiting(long mark, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<MarkRow>().Where(row => row.Id <= mark).Select(row => new { row.BranchId, row.Day }).Distinct().CountAsync(cancellation);
    }

    private static (DateOnly Day, FigureMember Of) KeyOf(BranchDayRow row) => (row.Day, new FigureMember(row.Dimension, row.Member));

    private static int Value(Dictionary<(DateOnly, FigureMember), BranchDayRow> rows, (DateOnly, FigureMember) key, Measure measure) =>
        rows.TryGetValue(key, out var row) ? row.Get(measure) : 0;
}
