using System.Collections.Concurrent;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Catalogue;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Products;

/// <summary>
/// Has the warranties of units reckoned anew after the catalogue's terms of their model changed, after it came to know the model at all, and after
/// the company's general terms changed: a page a sweep. A single unit's verdict is always that of now; this is for the lists.
/// </summary>
internal sealed class OlderTerms(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, Warranties warranties) : ISweepPart
{
    private const int PageSize = 500;
    private static readonly ParallelOptions SomeAtATime = new() { MaxDegreeOfParallelism = 8 };

    // What nothing older was left of when it was last looked for.
    private readonly ConcurrentDictionary<string, int> _models = new();
    private readonly ConcurrentDictionary<string, WarrantyPolicy> _branches = new();

    public async Task Run(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var models = await db.Set<ModelRow>().AsNoTracking().Select(row => new { row.Id, row.TermsVersion }).ToListAsync(cancellation);
        foreach (var model in models.Where(model => _models.GetValueOrDefault(model.Id) < model.TermsVersion))
        {
            if (await Reckon(db.Set<InstalledProductRow>().Where(row => row.ModelId == model.Id && row.TermsVersion < model.TermsVersion), cancellation))
                _models[model.Id] = model.TermsVersion;
        }

        foreach (var branch in await db.Set<BranchRow>().AsNoTracking().Select(row => row.Id).ToListAsync(cancellation))
        {
            var policy = await warranties.PolicyAt(branch);
            if (_branches.GetValueOrDefault(branch) == policy) continue;
            if (await Reckon(db.Set<InstalledProductRow>().Where(row => row.BranchId == branch && (row.LegalMinimumMonths != policy.LegalMinimumMonths
                || row.GeneralMonths != (row.IsProject ? policy.ProjectMonths : policy.GeneralMonths))), cancellation))
                _branches[branch] = policy;
        }
    }

    /// <summary>Takes up a page of them. True: there are none.</summary>
    private async Task<bool> Reckon(IQueryable<InstalledProductRow> older, CancellationToken cancellation)
    {
        var page = await older.AsNoTracking().Select(row => row.Id).Take(PageSize).ToListAsync(cancellation);
        await Parallel.ForEachAsync(page, SomeAtATime, async (id, _) =>
            await grains.GetGrain<IProductGrain>(id).Reckon(new Intent<ReckonWarranty>(new ReckonWarranty(), Caller.System, Cause: "terms")));
        return page.Count == 0;
    }
}
