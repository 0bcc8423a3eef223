using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Products;

/// <summary>A product at a customer's.</summary>
[Name("InstalledProduct"), Secured(Permission.SeeCustomers)]
public sealed class InstalledProductView(InstalledProductRow row)
{
    public string Id => row.Id;

    public string Model => row.Model;

    public string? Serial => row.Serial;

    public DateOnly? PurchasedOn => row.PurchasedOn;

    public DateOnly? InstalledOn => row.InstalledOn;

    /// <summary>The day of the signed acceptance: the warranty runs from it.</summary>
    public DateOnly? AcceptedOn => row.AcceptedOn;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);
}

/// <summary>A part with a warranty term of its own, in months.</summary>
public sealed record PartWarrantyInput([property: StringLength(100)] string Part, int Months);

/// <param name="Serial">Left out where it is not known yet.</param>
public sealed record InstalledProductInput(
    [property: StringLength(100)] string Model,
    [property: StringLength(100)] string? Serial = null,
    DateOnly? PurchasedOn = null,
    DateOnly? InstalledOn = null,
    DateOnly? AcceptedOn = null,
    [property: MaxLength(50)] IReadOnlyList<PartWarrantyInput>? Parts = null)
{
    public ProductDetails ToDetails() => new(
        Model.Trim(), string.IsNullOrWhiteSpace(Serial) ? null : Serial.Trim(), PurchasedOn, InstalledOn, AcceptedOn,
        [.. (Parts ?? []).Select(part => new PartWarranty(part.Part.Trim(), part.Months))]);
}

[Queries]
public sealed class ProductQueries
{
    /// <summary>The installed products you may see; <c>where</c> by customer or serial number.</summary>
    [Secured(Permission.SeeCustomers), Paged(typeof(InstalledProductRow))]
    public async Task<Connection<InstalledProductView>> InstalledProductsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<InstalledProductRow>().VisibleTo(caller), page, cancellation))
            .Select(row => new InstalledProductView(row));
}

/// <summary>Fetches the products of the tickets of a page.</summary>
public sealed class InstalledProductLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<string, InstalledProductView>
{
    protected override async Task<IReadOnlyDictionary<string, InstalledProductView>> LoadAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<InstalledProductRow>().AsNoTracking().Where(row => keys.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => new InstalledProductView(row), cancellation);
    }
}

[Mutations]
public sealed class ProductMutations(IGrainFactory grains)
{
    /// <summary>
    /// Registers a product at a customer's. A model has each serial number once: registering it again for the same customer amends it.
    /// </summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(ProductBelongsToAnother))]
    public Task<Outcome<InstalledProductView>> RegisterInstalledProduct(
        string customerId, InstalledProductInput product, Caller caller, string? requestId = null)
    {
        if (!RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return Task.FromResult<Outcome<InstalledProductView>>(new NotFound(customerId));
        var details = product.ToDetails();
        var key = details.Serial is { } serial ? IProductGrain.KeyOf(details.Model, serial) : null;
        return grains.Make(IProductGrain.Prefix, key, requestId, caller,
            (IProductGrain grain) => grain.Put(new Intent<RegisterProduct>(new RegisterProduct(customerId, details), caller, requestId)),
            (InstalledProduct state, int version) => new InstalledProductView(InstalledProductRow.Of(state, new RowStamp(version, 1))));
    }
}
