using AfterSales.Api;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>
/// The keys that stand for one customer: his file's and those of the duplicates merged into it. Lists that are asked for one of them, by a column
/// <c>customerId</c>, show what belongs to any, so that merging moves nothing and can be taken back.
/// </summary>
public sealed class CustomerAliases(IDbContextFactory<AfterSalesDb> databases) : IReadLists
{
    private const string Column = "customerId";

    // A chain this long is a mistake.
    private const int MostSteps = 8;

    /// <summary>All keys of the customer that this one leads to, the surviving file's first.</summary>
    public async Task<IReadOnlyList<string>> Of(string customerId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = db.Set<CustomerRow>().AsNoTracking();
        var root = customerId;
        for (var step = 0; step < MostSteps; step++)
        {
            var into = await rows.Where(row => row.Id == root).Select(row => row.MergedInto).FirstOrDefaultAsync(cancellation);
            if (into is null) break;
            root = into;
        }

        List<string> all = [root];
        List<string> last = [root];
        for (var step = 0; step < MostSteps && last.Count > 0; step++)
        {
            last = await rows.Where(row => row.MergedInto != null && last.Contains(row.MergedInto)).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation);
            all.AddRange(last);
        }

        return [.. all.Distinct()];
    }

    /// <summary>The surviving files that those of <paramref name="keys"/> lead to which were merged.</summary>
    public async Task<IReadOnlyList<string>> SurvivorsOf(IEnumerable<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = db.Set<CustomerRow>().AsNoTracking();
        var survivors = new HashSet<string>();
        List<string> last = [.. keys];
        for (var step = 0; step < MostSteps && last.Count > 0; step++)
        {
            last = await rows.Where(row => row.MergedInto != null && last.Contains(row.Id)).Select(row => row.MergedInto!).Distinct().ToListAsync(cancellation);
            survivors.UnionWith(last);
        }

        return [.. survivors];
    }

    /// <summary>The surviving file that each of <paramref name="keys"/> leads to: its own where it was not merged.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SurvivorOf(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = db.Set<CustomerRow>().AsNoTracking();
        var survivors = keys.Distinct().ToDictionary(key => key, key => key);
        List<string> last = [.. survivors.Keys];
        for (var step = 0; step < MostSteps && last.Count > 0; step++)
        {
            var merged = await rows.Where(row => row.MergedInto != null && last.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.MergedInto!, cancellation);
            foreach (var (key, file) in survivors)
                if (merged.TryGetValue(file, out var into)) survivors[key] = into;
            last = [.. merged.Values.Distinct()];
        }

        return survivors;
    }

    /// <summary>The page with each customer its <c>where</c> names standing for all his keys.</summary>
    public async Task<PageRequest> Follow(PageRequest page, CancellationToken cancellation) =>
        page.Where is { } where && Names(where) ? page with { Where = await Follow(where, cancellation) } : page;

    private async Task<IReadOnlyDictionary<string, object?>> Follow(IReadOnlyDictionary<string, object?> where, CancellationToken cancellation)
    {
        var followed = new Dictionary<string, object?>();
        foreach (var (key, value) in where)
        {
            followed[key] = (key, value) switch
            {
                (Column, IReadOnlyDictionary<string, object?> comparisons) => await FollowColumn(comparisons, cancellation),
                ("and" or "or", System.Collections.IEnumerable list) => await FollowAll(list, cancellation),
                _ => value,
            };
        }

        return followed;
    }

    private async Task<object?[]> FollowAll(System.Collections.IEnumerable list, CancellationToken cancellation)
    {
        var followed = new List<object?>();
        foreach (var item in list) followed.Add(item is IReadOnlyDictionary<string, object?> where ? await Follow(where, cancellation) : item);
        return [.. followed];
    }

    private async Task<IReadOnlyDictionary<string, object?>> FollowColumn(IReadOnlyDictionary<string, object?> comparisons, CancellationToken cancellation)
    {
        var followed = new Dictionary<string, object?>();
        foreach (var (comparison, value) in comparisons)
        {
            switch (comparison, value)
            {
                case ("eq", string id):
                    followed["in"] = await Of(id, cancellation);
                    break;
                case ("in", System.Collections.IEnumerable ids):
                    var all = new List<string>();
                    foreach (var id in ids.OfType<string>()) all.AddRange(await Of(id, cancellation));
                    followed["in"] = all;
                    break;
                default:
                    followed[comparison] = value;
                    break;
            }
        }

        return followed;
    }

    private static bool Names(IReadOnlyDictionary<string, object?> where) => where.Any(condition => condition.Key == Column
        || (condition is { Key: "and" or "or", Value: System.Collections.IEnumerable list } && list.OfType<IReadOnlyDictionary<string, object?>>().Any(Names)));
}
