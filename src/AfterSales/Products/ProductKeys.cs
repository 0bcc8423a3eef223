using AfterSales.Access;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Products;

/// <summary>Under which key a unit is, or is to be, registered.</summary>
public sealed class ProductKeys(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>
    /// That of the unit which has the serial number already, else the one that follows from model and number. Without a number, or where that one
    /// is taken by a unit whose number was corrected since, the unit gets a key of its own: null. A unit of a branch that is not the caller's is refused.
    /// </summary>
    public async Task<(string? Key, SerialTaken? Refusal)> For(ProductDetails details, Caller caller, CancellationToken cancellation = default)
    {
        if (details.Serial is not { } serial) return (null, null);
        var (model, number, key) = (IModelGrain.KeyOf(details.Model), ModelCode.Normalise(serial), IProductGrain.KeyOf(details.Model, serial));
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<InstalledProductRow>().AsNoTracking().Where(row => row.Id == key || (row.Serial == number && row.ModelId == model))
            .ToListAsync(cancellation);
        if (rows.Find(row => row.Serial == number && row.ModelId == model) is { } owner)
            return caller.Sees(owner) ? (owner.Id, null) : (null, new SerialTaken(serial, null));
        return (rows.Exists(row => row.Id == key) ? null : key, null);
    }
}
