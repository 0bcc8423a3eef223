using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Catalogue.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Catalogue;

[Queries]
public sealed class ModelQueries
{
    /// <summary>One model of the catalogue, by its key or by its code, however it is typed; null where there is none.</summary>
    [Secured(Permission.SeeCatalogue)]
    public Task<ModelView?> GetModelAsync(IGrainFactory grains, string? id = null, string? code = null) =>
        grains.Show<IModelGrain, ProductModel, ModelView>(
            IModelGrain.Prefix, id ?? (string.IsNullOrWhiteSpace(code) ? "" : IModelGrain.KeyOf(code)), Caller.System, ModelView.Of);

    /// <summary>The models of the catalogue; <c>where</c> by code, product line or whether they are still sold.</summary>
    [Secured(Permission.SeeCatalogue), Paged(typeof(ModelRow))]
    public async Task<Connection<ModelView>> ModelsAsync(PageRequest page, IDbContextFactory<AfterSalesDb> databases, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<ModelRow>(), page, cancellation)).Select(row => new ModelView(row));
}

/// <summary>Fetches the models of the products of a page. The catalogue is everybody's.</summary>
public sealed class ModelLoader(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains) : BatchLoader<string, ModelView>
{
    protected override Task<ModelView?> LoadOneAsync(string key, CancellationToken cancellation) =>
        grains.Show<IModelGrain, ProductModel, ModelView>(IModelGrain.Prefix, key, Caller.System, ModelView.Of);

    protected override async Task<IReadOnlyDictionary<string, ModelView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<ModelRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => new ModelView(row), cancellation);
    }
}
