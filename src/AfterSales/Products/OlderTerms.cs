using System.Collections.Concurrent;
using AfterSales.Access;
using AfterSales.Catalogue;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Products;

/// <summary>
/// Has the warranties of units reckoned anew after the catalogue's terms of their model changed, or after it came to know the model at all: a
/// page a sweep and model. A single unit's verdict is always the catalogue's of now; this is for the lists.
/// </summary>
internal sealed class OlderTerms(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains) : ISweepPart
{
    private const int PageSize = 500;
    private static readonly ParallelOptions SomeAtATime = new() { MaxDegreeOfParallelism = 8 };
    private readonly ConcurrentDictionary<string, int> _done = new();

    public async Task Run(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var models = await db.Set<ModelRow>().AsNoTracking().Select(row => new { row.Id, row.TermsVersion }).ToListAsync(cancellation);
        foreach (var model in models.Where(model => _done.GetValueOrDefault(model.Id) < model.TermsVersion))
        {
            var older = await db.Set<InstalledProductRow>().AsNoTracking().Where(row => row.ModelId == model.Id && row.TermsVersion < model.TermsVersion)
                .OrderBy(row => row.TermsVersion).Select(row => row.Id).Take(PageSize).ToListAsync(cancellation);
            await Parallel.ForEachAsync(older, SomeAtATime, async (id, _) =>
                await grains.GetGrain<IProductGrain>(id).Reckon(new Intent<ReckonWarranty>(new ReckonWarranty(), Caller.System, Cause: "terms")));
            if (older.Count < PageSize) _done[model.Id] = model.TermsVersion;
        }
    }
}
