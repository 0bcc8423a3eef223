using AfterSales.Api;
using AfterSales.Catalogue.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Catalogue;

/// <summary>What parts are called, by code alone: the same code means the same part at most models, and where it does not the first model's name stands.</summary>
public sealed class PartNames(IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IModelGrain, ProductModel> models)
{
    /// <summary>By the codes as they were asked for; those of no model are left out.</summary>
    public async Task<IReadOnlyDictionary<string, LocalText>> Of(IReadOnlyCollection<string> codes, CancellationToken cancellation = default)
    {
        var named = new Dictionary<string, LocalText>();
        if (codes.Count == 0) return named;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var id in await db.Set<ModelRow>().OrderBy(row => row.IsArchived).ThenBy(row => row.Code).Select(row => row.Id).ToListAsync(cancellation))
        {
            if (named.Count == codes.Count) break;
            if (await models.Get(id) is not { } model) continue;
            foreach (var code in codes.Where(code => !named.ContainsKey(code)))
                if (model.Details.FindPart(code) is { Name.IsEmpty: false } part) named[code] = part.Name;
        }

        return named;
    }
}

/// <summary>Fetches the names of the parts of a page. The catalogue is everybody's.</summary>
public sealed class PartNameLoader(PartNames parts) : BatchLoader<string, LocalText>
{
    protected override Task<IReadOnlyDictionary<string, LocalText>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        parts.Of([.. keys.Where(key => key.Length > 0)], cancellation);
}
