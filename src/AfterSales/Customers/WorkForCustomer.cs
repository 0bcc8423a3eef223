using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>What a capability still does for customers; registered beside its records.</summary>
public interface ICustomerWork
{
    /// <summary>The keys of its open work for a customer: his file's and those of the duplicates merged into it.</summary>
    IQueryable<string> OpenFor(AfterSalesDb db, IReadOnlyCollection<string> customerIds);
}

/// <summary>
/// Finds what is still open for a customer. Complaints are not told: who is complained about must not find them that way, and they are answered
/// by people who need no open file.
/// </summary>
public sealed class WorkForCustomer(IEnumerable<ICustomerWork> sources, CustomerAliases aliases, IDbContextFactory<AfterSalesDb> databases)
{
    private const int MostOfAKind = 5;

    /// <summary>Their keys; the first of each kind.</summary>
    public async Task<IReadOnlyList<string>> Of(string customerId)
    {
        var keys = await aliases.Of(customerId, CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync();
        List<string> open = [];
        foreach (var source in sources) open.AddRange(await source.OpenFor(db, keys).OrderBy(key => key).Take(MostOfAKind).ToListAsync());
        return open;
    }
}
