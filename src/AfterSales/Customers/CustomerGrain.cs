using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

[GrainType("customer")]
public sealed class CustomerGrain(RecordServices services) : RecordGrain<Customer>(services), ICustomerGrain
{
    public Task<Answer> Register(Intent<RegisterCustomer> intent) =>
        Create(intent, now => new(CustomerRules.Register(Key, intent.Body.BranchId, intent.Body.Details, now)));

    public Task<Answer> Amend(Intent<CustomerDetails> intent) => Decide(intent, (customer, now) => CustomerRules.Amend(customer, intent.Body));

    public Task<Answer> Put(Intent<RegisterCustomer> intent) =>
        State is null ? Register(intent) : Decide(intent, (customer, now) => CustomerRules.Supplement(customer, intent.Body.Details));

    protected override IEnumerable<object> RowsOf(Customer state, RowStamp stamp) => [CustomerRow.Of(state, stamp)];
}
