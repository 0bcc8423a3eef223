using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Imports;

/// <summary>Customers of a branch that are on file already, as a list names them.</summary>
internal sealed class KnownCustomers(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>The key by reference; where several files bear it, that of the first.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ByReference(string branchId, IEnumerable<string?> references, CancellationToken cancellation)
    {
        string[] asked = [.. references.OfType<string>().Distinct()];
        if (asked.Length == 0) return new Dictionary<string, string>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Set<CustomerRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.Standing == CustomerStanding.Active && asked.Contains(row.Reference))
            .Select(row => new { row.Reference, row.Id }).ToListAsync(cancellation);
        return found.GroupBy(row => row.Reference!).ToDictionary(same => same.Key, same => same.Min(row => row.Id)!);
    }

    /// <summary>The keys by E.164 number.</summary>
    public async Task<ILookup<string, string>> ByPhone(string branchId, IEnumerable<string?> numbers, CancellationToken cancellation)
    {
        string[] asked = [.. numbers.OfType<string>().Distinct()];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = asked.Length == 0 ? [] : await db.Set<CustomerRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.Standing == CustomerStanding.Active && asked.Contains(row.Phone))
            .Select(row => new { row.Phone, row.Id }).ToListAsync(cancellation);
        return found.ToLookup(row => row.Phone!, row => row.Id);
    }
}
