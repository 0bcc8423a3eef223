using AfterSales.Customers;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

[GrainType("installed_product")]
public sealed class ProductGrain(RecordServices services) : RecordGrain<InstalledProduct>(services), IProductGrain
{
    public Task<Answer> Put(Intent<RegisterProduct> intent) =>
        State is not null
            ? Decide(intent, (product, now) => ProductRules.Put(product, intent.Body.CustomerId,
                intent.Body.IsFromList ? ProductRules.Supplemented(product.Details, intent.Body.Details) : intent.Body.Details))
            : Create(intent, async now =>
            {
                var customer = await GrainFactory.GetGrain<ICustomerGrain>(intent.Body.CustomerId).Read(intent.Caller);
                return customer is null
                    ? new NotFound(intent.Body.CustomerId)
                    : ProductRules.Register(Key, customer.BranchId, customer.Id, intent.Body.Details);
            });

    protected override IEnumerable<object> RowsOf(InstalledProduct state, RowStamp stamp) => [InstalledProductRow.Of(state, stamp), ProductSearch.Of(state)];
}
