using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

[Queries]
public sealed class CustomerQueries
{
    /// <summary>One customer file, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeCustomers)]
    public Task<CustomerView?> GetCustomerAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<ICustomerGrain, Customer, CustomerView>(ICustomerGrain.Prefix, id, caller, CustomerView.Of);

    /// <summary>
    /// The customer files you may see, by name. A phone number is compared in E.164. Archived and merged files are left out unless
    /// <c>where</c> names the <c>standing</c>.
    /// </summary>
    [Secured(Permission.SeeCustomers), Paged(typeof(CustomerRow))]
    public async Task<Connection<CustomerView>> CustomersAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation)
    {
        var all = page.Where?.ContainsKey("standing") == true;
        return (await databases.ToConnectionAsync(
            db => db.Set<CustomerRow>().VisibleTo(caller).Where(row => all || row.Standing == CustomerStanding.Active), page, cancellation))
            .Select(row => new CustomerView(row));
    }
}

/// <summary>Fetches the customers of the tickets of a page. Whoever sees a ticket sees whose it is, a technician too.</summary>
public sealed class CustomerLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<string, CustomerView>
{
    protected override async Task<IReadOnlyDictionary<string, CustomerView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<CustomerRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => new CustomerView(row), cancellation);
    }
}
