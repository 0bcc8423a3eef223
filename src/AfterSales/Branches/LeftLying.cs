using System.Collections.Immutable;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Branches;

/// <summary>Finds what a branch has left lying.</summary>
public sealed class LeftLying(IEnumerable<ICarryOverSource> sources, IDbContextFactory<AfterSalesDb> databases)
{
    private const int PageSize = 200;

    /// <summary>A page of it, as kind and key, and whether anything lies there at all, since before that instant or not.</summary>
    /// <param name="after">Kind and key behind which the page begins; null: at the first.</param>
    public async Task<(ImmutableList<string> Records, bool IsMoreToCome)> Before(string branchId, DateTimeOffset before, string? after)
    {
        var (afterKind, afterKey) = after?.Split('/', 2) is [var kind, var last] ? (kind, last) : ("", "");
        await using var db = await databases.CreateDbContextAsync();
        foreach (var source in sources.OrderBy(source => source.Kind, StringComparer.Ordinal))
        {
            var order = string.CompareOrdinal(source.Kind, afterKind);
            if (order < 0) continue;
            var from = order == 0 ? afterKey : "";
            var keys = await source.LeftAt(db, branchId, before).Where(key => string.Compare(key, from) > 0).OrderBy(key => key).Take(PageSize).ToListAsync();
            if (keys.Count > 0) return ([.. keys.Select(key => $"{source.Kind}/{key}")], true);
        }

        foreach (var source in sources)
            if (await source.LeftAt(db, branchId, null).AnyAsync()) return ([], true);
        return ([], false);
    }
}
