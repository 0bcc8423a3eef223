using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Imports.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>Installed products of customers that are on file.</summary>
internal sealed class ProductLists(IGrainFactory grains, KnownCustomers known) : IListReader
{
    public ListKind List => ListKind.InstalledProducts;

    public Permission Permission => Permission.ImportCustomers;

    public async Task<IReadOnlyList<ListItem>> Read(ListPart part, CancellationToken cancellation)
    {
        var named = await known.NamedIn(part, cancellation);
        return [.. part.Rows.Select(row => Read(row, part, named))];
    }

    private ListItem Read(ListRow row, ListPart part, NamedCustomers named)
    {
        var fields = new RowFields(row, List, part.DayForm);
        if (fields.IsUnreadable) return ListItem.Wrong(row, fields.Issues);
        var product = ProductRowReader.Details(fields);
        if (product is null && fields.Issues.Count == 0) fields.Issues.Add(new("model", "REQUIRED"));
        var own = fields.Key("id", IProductGrain.Prefix);
        var customer = named.Of(fields);
        if (fields.Issues.Count > 0 || customer is null || product is null) return ListItem.Wrong(row, fields.Issues);
        return new(row, [], ProductRowReader.Put(grains, customer, own, product, part.Caller));
    }
}

/// <summary>The product of a row, in a list of products or beside its customer.</summary>
internal static class ProductRowReader
{
    public static ProductDetails? Details(RowFields fields)
    {
        var (purchased, installed, accepted) = (fields.Day("purchasedOn"), fields.Day("installedOn"), fields.Day("acceptedOn"));
        if (fields["model"] is { } model)
        {
            if (installed < purchased) fields.Issues.Add(new("installedOn", "BEFORE_PURCHASE"));
            if (accepted < installed) fields.Issues.Add(new("acceptedOn", "BEFORE_INSTALLATION"));
            else if (accepted < purchased) fields.Issues.Add(new("acceptedOn", "BEFORE_PURCHASE"));
            return new(model, fields["serial"], purchased, installed, accepted, []);
        }

        if (fields["serial"] is not null || purchased is not null || installed is not null || accepted is not null) fields.Issues.Add(new("model", "REQUIRED"));
        return null;
    }

    /// <summary>The product asks its customer's file.</summary>
    public static ListPut Put(IGrainFactory grains, string customerId, string? own, ProductDetails product, Caller caller) => ListPut.To(
        grains.GetGrain<IProductGrain>(own ?? Key(customerId, product)),
        grain => grain.Put(new Intent<RegisterProduct>(new(customerId, product, IsFromList: true), caller)), grains.GetGrain<ICustomerGrain>(customerId));

    /// <summary>Without a serial number a customer has one unit of a model, as far as a list can tell.</summary>
    private static string Key(string customerId, ProductDetails product) =>
        product.Serial is { } serial ? IProductGrain.KeyOf(product.Model, serial) : RecordKey.Derived(IProductGrain.Prefix, $"{customerId}\n{product.Model.ToUpperInvariant()}");
}
