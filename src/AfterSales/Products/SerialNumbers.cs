using AfterSales.Access;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Products;

/// <summary>
/// Who has which serial number. The look-up makes the refusal that people read; that no two units of a model ever share one is held by the
/// unique index of the rows, which a save cannot pass: the loser of a race looks again and reads the same refusal.
/// </summary>
public sealed class SerialNumbers(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>Refuses a serial number that a unit other than this one has. Which unit it is is told to those only who may see it.</summary>
    public async Task<SerialTaken?> Refuse(string productId, ProductDetails details, Caller caller)
    {
        if (details.Serial is not { } serial || string.IsNullOrWhiteSpace(details.Model)) return null;
        var (model, number) = (IModelGrain.KeyOf(details.Model), ModelCode.Normalise(serial));
        await using var db = await databases.CreateDbContextAsync();
        var owner = await db.Set<InstalledProductRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Serial == number && row.ModelId == model && row.Id != productId);
        return owner is null ? null : new SerialTaken(serial, caller.Sees(owner) ? owner.Id : null);
    }
}
