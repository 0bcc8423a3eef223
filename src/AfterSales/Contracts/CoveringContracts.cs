using AfterSales.Contracts.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Contracts;

/// <summary>Finds the contract that covers a product: what decides category B (S1 P1 5.3).</summary>
public sealed class CoveringContracts(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains)
{
    /// <summary>The contract that holds for the product on this day at the branch, the one that ends last where there are several; null where none does.</summary>
    public async Task<Contract?> Of(string productId, DateOnly day)
    {
        await using var db = await databases.CreateDbContextAsync();
        var id = await db.Set<ContractProductRow>().AsNoTracking()
            .Where(row => row.ProductId == productId && row.FromDay <= day && row.EndsOn >= day)
            .OrderByDescending(row => row.EndsOn).ThenBy(row => row.Id).Select(row => row.ContractId).FirstOrDefaultAsync();
        return id is null ? null : await grains.GetGrain<IContractGrain>(id).Read(Access.Caller.System);
    }
}
