using AfterSales.Customers;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

[GrainType("installed_product")]
public sealed class ProductGrain(RecordServices services, Warranties warranties, SerialNumbers serials)
    : RecordGrain<InstalledProduct>(services), IProductGrain
{
    public Task<Answer> Put(Intent<RegisterProduct> intent)
    {
        var request = intent.Body;
        return State is null
            ? Create(intent, async now => await Reckoned(null, now, await Register(intent, now)))
            : On(intent, async (product, now, today) =>
            {
                var details = request.IsFromList && product.Details.IsSameUnit(request.Details)
                    ? ProductRules.Supplemented(product.Details, request.Details) : request.Details;
                return await serials.Refuse(Key, details, intent.Caller) ?? ProductRules.Put(product, request.CustomerId, details, today);
            });
    }

    public Task<Answer> Amend(Intent<ProductDetails> intent) => On(intent, async (product, now, today) =>
        await serials.Refuse(Key, intent.Body, intent.Caller) ?? ProductRules.Amend(product, intent.Body, today));

    public Task<Answer> Install(Intent<InstallProduct> intent) => On(intent, (product, now, today) => new(ProductRules.Install(product, intent.Body, today)));

    public Task<Answer> Move(Intent<MoveProduct> intent) => On(intent, async (product, now, today) =>
    {
        var customer = await GrainFactory.GetGrain<ICustomerGrain>(intent.Body.CustomerId).Read(intent.Caller);
        if (customer is null) return new NotFound(intent.Body.CustomerId);
        return ProductRules.TheCustomerHasTheAddress(customer, intent.Body.AddressId) ?? ProductRules.Move(product, intent.Body, customer.BranchId, today);
    });

    public Task<Answer> IssueCard(Intent<IssuePaper> intent) => On(intent, (product, now, today) => new(CardRules.IssueCard(product, intent.Body, today)));

    public Task<Answer> IssueAgreement(Intent<IssuePaper> intent) => On(intent, (product, now, today) => new(CardRules.IssueAgreement(product, intent.Body, today)));

    public Task<Answer> Retire(Intent<RetireProduct> intent) => On(intent, (product, now, today) => new(ProductRules.Retire(product, intent.Body, today)));

    public Task<Answer> Reinstate(Intent<ReinstateProduct> intent) => On(intent, (product, now, today) => new(ProductRules.Reinstate(product, intent.Body)));

    public Task<Answer> Judge(Intent<JudgeFault> intent) => On(intent, (product, now, today) => new(ProductRules.Judge(product, intent.Body, today)));

    public Task<Answer> Reckon(Intent<ReckonWarranty> intent) => On(intent, (product, now, today) => new(Decision.NothingToDo));

    protected override IEnumerable<object> RowsOf(InstalledProduct state, RowStamp stamp) => [InstalledProductRow.Of(state, stamp), ProductSearch.Of(state)];

    private async Task<Decision> Register(Intent<RegisterProduct> intent, DateTimeOffset now)
    {
        var (customerId, details, _, addressId) = intent.Body;
        var customer = await GrainFactory.GetGrain<ICustomerGrain>(customerId).Read(intent.Caller);
        if (customer is null || await warranties.DayAt(customer.BranchId, now) is not { } today) return new NotFound(customerId);
        return ProductRules.TheCustomerHasTheAddress(customer, addressId) ?? await serials.Refuse(Key, details, intent.Caller)
            ?? ProductRules.Register(Key, customer.BranchId, customer.Id, details, addressId, today);
    }

    /// <summary>Decides on the unit as it stands, on its branch's day, and reckons its warranty anew where something of it changed.</summary>
    private Task<Answer> On<T>(Intent<T> intent, Func<InstalledProduct, DateTimeOffset, DateOnly, ValueTask<Decision>> rule) =>
        AskAndDecide(intent, async (product, now) =>
        {
            var today = await warranties.DayAt(product.BranchId, now) ?? throw new TimeoutException($"Branch {product.BranchId} of {Key} could not be read.");
            return await Reckoned(product, now, await rule(product, now, today));
        });

    private async ValueTask<Decision> Reckoned(InstalledProduct? before, DateTimeOffset now, Decision decision)
    {
        if (decision.Refusal is not null) return decision;
        var after = decision.Events.Aggregate(before, (state, happened) => InstalledProduct.Apply(state, happened))!;
        var basis = await warranties.BasisOf(after);
        var reckoned = WarrantyRules.Reckon(basis);
        return reckoned == after.Warranty ? decision : Decision.Of([.. decision.Events, new WarrantyReckoned(reckoned)]);
    }
}
