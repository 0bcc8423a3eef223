using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

[Queries]
public sealed class CustomerQueries
{
    /// <summary>
    /// The files that may be of a customer who is about to be registered, the likeliest first: with the same telephone number or reference, or a
    /// similar name in the same street or town. It hinders nothing. Empty where the input is no customer yet.
    /// </summary>
    [Secured(Permission.SeeCustomers)]
    public async Task<IReadOnlyList<LikelyDuplicate>> GetLikelyDuplicatesAsync(
        string branchId, CustomerInput customer, CustomerDuplicates duplicates, ReferenceCache<IBranchGrain, Branch> branches, Caller caller, CancellationToken cancellation)
    {
        if (!caller.ActsFor(branchId) || !RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) || await branches.Get(branchId) is not { } branch) return [];
        return CustomerInputs.Read(customer, branch.Country, out var details) is null
            ? await duplicates.Of(branchId, CustomerFacts.Of(details), except: null, caller, cancellation) : [];
    }

    /// <summary>One customer file, by its key; that of a duplicate leads to the file it was merged into. Null where there is none you may see.</summary>
    [Secured(Permission.SeeCustomers)]
    public async Task<CustomerView?> GetCustomerAsync(string id, CustomerFiles files, ReadsOutside reads, Caller caller) =>
        await files.FindVersioned(id, caller) is (var customer, var version) ? CustomerView.Of(reads.Noted(customer, customer.Id, caller), version) : null;

    /// <summary>
    /// The customer files you may see, by name: those of your branches, and of customers whose support group you are in. A phone number is compared in E.164. Archived and merged files are left out unless
    /// <c>where</c> names the <c>standing</c>.
    /// </summary>
    [Secured(Permission.SeeCustomers), Paged(typeof(CustomerRow))]
    public async Task<Connection<CustomerView>> CustomersAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation)
    {
        var all = page.Where?.ContainsKey("standing") == true;
        return (await databases.ToConnectionAsync(
            db => db.CustomersVisibleTo(caller).Where(row => all || row.Standing == CustomerStanding.Active), page, cancellation))
            .Select(row => new CustomerView(row));
    }
}

internal static class CustomerScope
{
    /// <summary>The files of a caller's branches, and those of the customers whose support group he is in, wherever they are kept.</summary>
    public static IQueryable<CustomerRow> CustomersVisibleTo(this AfterSalesDb db, Caller caller) => db.Set<CustomerRow>().VisibleTo(caller, row => row.Id);
}

/// <summary>Fetches the customers of the tickets of a page. Whoever sees a ticket sees whose it is, a technician too.</summary>
public sealed class CustomerLoader(IDbContextFactory<AfterSalesDb> databases, CustomerFiles files) : BatchLoader<string, CustomerView>
{
    protected override async Task<CustomerView?> LoadOneAsync(string key, CancellationToken cancellation) =>
        await files.FindVersioned(key, Caller.System) is (var customer, var version) ? CustomerView.Of(customer, version) : null;

    protected override async Task<IReadOnlyDictionary<string, CustomerView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await Load(keys);
        // A duplicate's key leads to the file it was merged into.
        while (rows.Values.Select(row => row.MergedInto).OfType<string>().Except(rows.Keys).ToArray() is { Length: > 0 } ahead)
            foreach (var (id, row) in await Load(ahead)) rows[id] = row;
        return keys.Where(rows.ContainsKey).ToDictionary(key => key, key => new CustomerView(Surviving(rows[key], rows)));

        Task<Dictionary<string, CustomerRow>> Load(IReadOnlyList<string> ids) =>
            db.Set<CustomerRow>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
    }

    private static CustomerRow Surviving(CustomerRow row, Dictionary<string, CustomerRow> rows)
    {
        for (var step = 0; step < rows.Count && row.MergedInto is { } into && rows.TryGetValue(into, out var next); step++) row = next;
        return row;
    }
}
