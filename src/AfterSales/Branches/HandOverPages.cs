using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Branches;

/// <summary>Finds what of a branch's open work is still to be handed over.</summary>
public sealed class HandOverPages(IEnumerable<IHandOverSource> sources, IDbContextFactory<AfterSalesDb> databases)
{
    private const int PageSize = 200;
    private const int MostCounted = 10_000;

    /// <summary>What comes behind the place the round has come to: a page of one kind; empty at the end of the round.</summary>
    public async Task<(string? Kind, ImmutableList<string> Keys)> Next(string branchId, HandOver handOver)
    {
        await using var db = await databases.CreateDbContextAsync();
        foreach (var source in sources.OrderBy(source => source.Kind, StringComparer.Ordinal))
        {
            var order = string.CompareOrdinal(source.Kind, handOver.Kind ?? "");
            if (order < 0) continue;
            var after = order == 0 ? handOver.After ?? "" : "";
            var keys = await source.KeysAt(db, branchId).Where(key => string.Compare(key, after) > 0).OrderBy(key => key).Take(PageSize).ToListAsync();
            if (keys.Count > 0) return (source.Kind, [.. keys]);
        }

        return (null, []);
    }

    /// <summary>Null: there is no such branch.</summary>
    public async Task<BranchState?> StateOf(string branchId)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<BranchRow>().Where(row => row.Id == branchId).Select(row => (BranchState?)row.State).FirstOrDefaultAsync();
    }

    /// <summary>How much of each kind has not moved yet; each is counted up to 10,000.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Left(string branchId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var left = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in sources) left[source.Kind] = await source.KeysAt(db, branchId).Take(MostCounted).CountAsync(cancellation);
        return left;
    }
}
