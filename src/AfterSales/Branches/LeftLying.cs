using System.Collections.Immutable;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Branches;

/// <summary>Finds what a branch has left lying.</summary>
public sealed class LeftLying(IEnumerable<ICarryOverSource> sources, IDbContextFactory<AfterSalesDb> databases)
{
    private const int PageSize = 200;

    /// <summary>A page of it, as kind and key, and whether there is more that has not lain there since before that instant.</summary>
    public async Task<(ImmutableList<string> Records, bool IsMoreToCome)> Before(string branchId, DateTimeOffset before)
    {
        await using var db = await databases.CreateDbContextAsync();
        foreach (var source in sources)
        {
            var keys = await source.LeftAt(db, branchId, before).OrderBy(key => key).Take(PageSize).ToListAsync();
            if (keys.Count > 0) return ([.. keys.Select(key => $"{source.Kind}/{key}")], true);
        }

        foreach (var source in sources)
            if (await source.LeftAt(db, branchId, null).AnyAsync()) return ([], true);
        return ([], false);
    }
}
