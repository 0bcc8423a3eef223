using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Branches;

/// <summary>Branches the caller may see, others where he was told of them, and the regions everybody may know.</summary>
public sealed class BranchNames(IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IRegionsGrain, RegionTree> regions) : INameRecords
{
    public async Task<IReadOnlyDictionary<string, string>> Named(IReadOnlyCollection<string> keys, Caller caller, string language, CancellationToken cancellation)
    {
        var named = new Dictionary<string, string>();
        if (!caller.May(Permission.SeeBranches)) return named;
        if (keys.Any(key => key.StartsWith(IBranchGrain.Prefix, StringComparison.Ordinal)))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var rows = await db.Set<BranchRow>().AsNoTracking().VisibleTo(caller).Where(row => keys.Contains(row.Id))
                .Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
            foreach (var row in rows) named[row.Id] = row.Name;
        }

        if (await regions.Get(IRegionsGrain.OfCompany) is { } tree)
            foreach (var key in keys)
                if (tree.Find(key) is { } region) named[key] = region.Name;
        return named;
    }

    public async Task<IReadOnlyDictionary<string, string>> Told(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (!keys.Any(key => key.StartsWith(IBranchGrain.Prefix, StringComparison.Ordinal))) return new Dictionary<string, string>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<BranchRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }
}
