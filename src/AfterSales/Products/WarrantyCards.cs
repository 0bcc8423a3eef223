using AfterSales.Access;
using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Products;

/// <summary>Who has which warranty card: a number is given once in the company. As with <see cref="SerialNumbers"/> a unique index holds it in a race.</summary>
public sealed class WarrantyCards(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>Refuses the number of a card that a unit other than this one has. Which unit it is is told to those only who may see it.</summary>
    public async Task<CardTaken?> Refuse(string productId, string number, Caller caller)
    {
        var card = ModelCode.Normalise(number);
        await using var db = await databases.CreateDbContextAsync();
        var owner = await db.Set<InstalledProductRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Card == card && row.Id != productId);
        return owner is null ? null : new CardTaken(number.Trim(), caller.Sees(owner) ? owner.Id : null);
    }
}
