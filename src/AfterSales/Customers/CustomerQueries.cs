using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers.Rules;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>A customer file.</summary>
[Name("Customer"), Secured(Permission.SeeCustomers)]
public sealed class CustomerView(CustomerRow row)
{
    public string Id => row.Id;

    public string BranchId => row.BranchId;

    public CustomerKind Kind => row.Kind;

    public string Name => row.Name;

    /// <summary>E.164; the first is called first.</summary>
    public IReadOnlyList<string> Phones => row.Phones.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string? Email => row.Email;

    public string? Address => row.Address;

    public string? City => row.City;

    /// <summary>Decides how soon a technician is promised.</summary>
    public Zone Zone => row.Zone;

    /// <summary>BCP 47.</summary>
    public string? Language => row.Language;

    /// <summary>The customer's number in another system.</summary>
    public string? Reference => row.Reference;

    public DateTimeOffset RegisteredAt => row.RegisteredAt;

    /// <summary>The branch that keeps the file.</summary>
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);
}

[Queries]
public sealed class CustomerQueries
{
    /// <summary>One customer file, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeCustomers)]
    public async Task<CustomerView?> GetCustomerAsync(string id, IGrainFactory grains, Caller caller) =>
        await grains.Read<ICustomerGrain, Customer>(ICustomerGrain.Prefix, id, caller) is { } customer ? new(CustomerRow.Of(customer, default)) : null;

    /// <summary>The customer files you may see, by name. A phone number is compared in E.164.</summary>
    [Secured(Permission.SeeCustomers), Paged(typeof(CustomerRow))]
    public async Task<Connection<CustomerView>> CustomersAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<CustomerRow>().VisibleTo(caller), page, cancellation)).Select(row => new CustomerView(row));
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
