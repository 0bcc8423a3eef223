using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>
/// Puts the rows of a list on file: first the customers, then their products, several at a time. Rows about one customer, and rows about one
/// product, follow each other as listed, so that of two customers who claim one unit the first in the list has it.
/// </summary>
public sealed class CustomerImport(IGrainFactory grains)
{
    private const int AtATime = 8;

    public async Task<ImportReport> Take(Branch branch, IReadOnlyList<ListRow> rows, Caller caller, CancellationToken cancellation)
    {
        Row[] all = [.. rows.Index().Select(row => new Row(row.Item, ReadRow.Of(row.Item, branch), row.Index))];
        await InOrder(all, row => row.Read.CustomerKey, row => TakeCustomer(row, branch.Id, caller), cancellation);
        await InOrder(all.Where(row => row.HasCustomer && row.Read.Product is not null), row => row.ProductKey, row => TakeProduct(row, caller), cancellation);
        ImportReject[] rejects =
        [
            .. all.Where(row => row.Refusal is not null)
                .Select(row => new ImportReject(row.Listed.Line, RefusalWording.Word(row.Refusal!, caller.Language), row.Listed.Text)),
        ];
        return new(all.Count(row => row.HasCustomer), all.Count(row => row.HasProduct), rejects.Length, rejects);
    }

    /// <summary>Several keys at a time, the rows of one key as listed; rows without a key are on their own.</summary>
    private static Task InOrder(IEnumerable<Row> rows, Func<Row, string?> key, Func<Row, Task> take, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        return Parallel.ForEachAsync(rows.GroupBy(row => key(row) ?? $"row {row.Position}"), options, async (same, _) =>
        {
            foreach (var row in same) await take(row);
        });
    }

    private async Task TakeCustomer(Row row, string branchId, Caller caller)
    {
        if (row.Read.Issues.Count > 0 || row.Read.CustomerKey is not { } key)
        {
            row.Refusal = new InputInvalid(row.Read.Issues);
            return;
        }

        var put = await grains.GetGrain<ICustomerGrain>(key).Put(new Intent<RegisterCustomer>(new RegisterCustomer(branchId, row.Read.Customer!), caller));
        (row.HasCustomer, row.Refusal) = (put.Refusal is null, put.Refusal);
    }

    private async Task TakeProduct(Row row, Caller caller)
    {
        var put = await grains.GetGrain<IProductGrain>(row.ProductKey).Put(
            new Intent<RegisterProduct>(new RegisterProduct(row.Read.CustomerKey!, row.Read.Product!, IsFromList: true), caller));
        (row.HasProduct, row.Refusal) = (put.Refusal is null, put.Refusal);
    }

    /// <summary>A row and what becomes of it.</summary>
    private sealed record Row(ListRow Listed, ReadRow Read, int Position)
    {
        public bool HasCustomer { get; set; }

        public bool HasProduct { get; set; }

        public Refusal? Refusal { get; set; }

        /// <summary>Without a serial number a customer has one unit of a model, as far as a list can tell.</summary>
        public string ProductKey => Read.Product!.Serial is { } serial
            ? IProductGrain.KeyOf(Read.Product.Model, serial)
            : RecordKey.Derived(IProductGrain.Prefix, $"{Read.CustomerKey}\n{Read.Product.Model.ToUpperInvariant()}");
    }
}
