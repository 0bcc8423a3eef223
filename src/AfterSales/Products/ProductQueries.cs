using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Catalogue;
using AfterSales.Products.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Products;

[Queries]
public sealed class ProductQueries
{
    /// <summary>One installed product, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeCustomers)]
    public Task<InstalledProductView?> GetInstalledProductAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IProductGrain, InstalledProduct, InstalledProductView>(IProductGrain.Prefix, id, caller, InstalledProductView.Of);

    /// <summary>
    /// The installed products you may see; <c>where</c> by customer, model, serial number or warranty card (in capitals, as <c>SN-001</c>), branch or the end of
    /// the warranty; order by <c>warrantyUntil</c> to see what ends next.
    /// </summary>
    [Secured(Permission.SeeCustomers), Paged(typeof(InstalledProductRow))]
    public async Task<Connection<InstalledProductView>> InstalledProductsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<InstalledProductRow>().VisibleTo(caller), page, cancellation))
            .Select(row => new InstalledProductView(row));

    /// <summary>The installed products you may see whose model code the catalogue does not know.</summary>
    [Secured(Permission.SeeCustomers), Paged(typeof(InstalledProductRow))]
    public async Task<Connection<InstalledProductView>> ProductsOfUnknownModelsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(
            db => db.Set<InstalledProductRow>().VisibleTo(caller).Where(row => !db.Set<ModelRow>().Any(model => model.Id == row.ModelId)), page, cancellation))
            .Select(row => new InstalledProductView(row));
}

/// <summary>Fetches the products of the tickets of a page.</summary>
public sealed class InstalledProductLoader(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains) : BatchLoader<string, InstalledProductView>
{
    protected override Task<InstalledProductView?> LoadOneAsync(string key, CancellationToken cancellation) =>
        grains.Show<IProductGrain, InstalledProduct, InstalledProductView>(IProductGrain.Prefix, key, Caller.System, InstalledProductView.Of);

    protected override async Task<IReadOnlyDictionary<string, InstalledProductView>> LoadAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<InstalledProductRow>().AsNoTracking().Where(row => keys.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => new InstalledProductView(row), cancellation);
    }
}
