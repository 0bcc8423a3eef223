using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>Sees to it that the figures of each branch, and of the company, are looked at: from then on the watch wakes itself.</summary>
internal sealed class FigureWatches(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains) : ISweepPart
{
    private readonly HashSet<string> _begun = [];

    public async Task Run(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var branches = await db.Set<BranchRow>().Select(row => row.Id).ToListAsync(cancellation);
        // A company without branches has nothing to look at.
        var opened = branches.All(_begun.Contains) && _begun.Contains(Assignment.Headquarters) ? [] : await db.Set<JournalRow>().AsNoTracking()
            .Where(row => branches.Contains(row.Record) && row.Version == 1).ToDictionaryAsync(row => row.Record, row => row.At, cancellation);
        foreach (var place in branches.Count == 0 ? branches : branches.Append(Assignment.Headquarters))
        {
            if (_begun.Contains(place)) continue;
            var answer = await grains.GetGrain<IFigureWatchGrain>(IFigureWatchGrain.KeyOf(place)).Begin(new(new BeginWatch(place, place == Assignment.Headquarters ? opened.Values.Min(at => (DateTimeOffset?)at) : opened.TryGetValue(place, out var at) ? at : null), Caller.System));
            if (answer.Refusal is null) _begun.Add(place);
        }
    }
}
