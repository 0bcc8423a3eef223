using AfterSales.Catalogue.Rules;
using AfterSales.Products;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Imports;

/// <summary>Installed products of a branch that are on file already, as a list names them.</summary>
internal sealed class KnownProducts(IDbContextFactory<AfterSalesDb> databases)
{
    public static string Normalised(string serial) => ModelCode.Normalise(serial);

    /// <summary>The keys by customer and serial number.</summary>
    public async Task<ILookup<(string Customer, string Serial), string>> BySerial(string branchId, IEnumerable<string> serials, CancellationToken cancellation)
    {
        string[] asked = [.. serials.Select(Normalised).Distinct()];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = asked.Length == 0 ? [] : await db.Set<InstalledProductRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && asked.Contains(row.Serial))
            .Select(row => new { row.CustomerId, row.Serial, row.Id }).ToListAsync(cancellation);
        return found.ToLookup(row => (row.CustomerId, row.Serial!), row => row.Id);
    }
}
