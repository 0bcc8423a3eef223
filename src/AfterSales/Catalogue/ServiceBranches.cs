using System.Collections.Immutable;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Catalogue;

/// <summary>The branches whose service staff is told of changed terms.</summary>
public sealed class ServiceBranches(IDbContextFactory<AfterSalesDb> databases)
{
    public async Task<ImmutableList<string>> All()
    {
        await using var db = await databases.CreateDbContextAsync();
        return [.. await db.Set<BranchRow>().AsNoTracking().Where(row => row.State == BranchState.Open).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync()];
    }
}
