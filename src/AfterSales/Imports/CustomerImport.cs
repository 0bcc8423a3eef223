using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>Puts the rows of a list on file, several at a time; rows about one customer or one product follow each other as listed.</summary>
public sealed class CustomerImport(IGrainFactory grains)
{
    private const int AtATime = 8;

    public async Task<ImportReport> Take(Branch branch, IReadOnlyList<ListRow> rows, Caller caller, CancellationToken cancellation)
    {
        var results = new (bool Customer, bool Product, string? Reason)[rows.Count];
        var read = rows.Select((row, position) => (Position: position, Row: ReadRow.Of(row, branch))).ToArray();
        var byCustomer = read.GroupBy(r => r.Row.CustomerKey ?? $"row {r.Position}");
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(byCustomer, options, async (sameCustomer, _) =>
        {
            foreach (var (position, row) in sameCustomer) results[position] = await Take(branch.Id, row, caller);
        });
        ImportReject[] rejects = [.. results.Index().Where(r => r.Item.Reason is not null).Select(r => new ImportReject(rows[r.Index].Line, r.Item.Reason!, rows[r.Index].Text))];
        return new(results.Count(r => r.Customer), results.Count(r => r.Product), rejects.Length, rejects);
    }

    private async Task<(bool Customer, bool Product, string? Reason)> Take(string branchId, ReadRow row, Caller caller)
    {
        if (row.Issues.Count > 0 || row.CustomerKey is not { } key) return (false, false, Word(new InputInvalid(row.Issues)));
        var customer = await grains.GetGrain<ICustomerGrain>(key).Put(new Intent<RegisterCustomer>(new RegisterCustomer(branchId, row.Customer!), caller));
        if (customer.Refusal is { } refusal) return (false, false, Word(refusal));
        if (row.Product is not { } product) return (true, false, null);
        var put = await grains.GetGrain<IProductGrain>(ProductKey(key, product)).Put(new Intent<RegisterProduct>(new RegisterProduct(key, product, IsFromList: true), caller));
        return (true, put.Refusal is null, put.Refusal is { } no ? Word(no) : null);

        string Word(Refusal why) => RefusalWording.Word(why, caller.Language);
    }

    /// <summary>Without a serial number a customer has one unit of a model, as far as a list can tell.</summary>
    private static string ProductKey(string customerKey, ProductDetails product) =>
        product.Serial is { } serial ? IProductGrain.KeyOf(product.Model, serial) : RecordKey.Derived(IProductGrain.Prefix, $"{customerKey}\n{product.Model.ToUpperInvariant()}");
}
