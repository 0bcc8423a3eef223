using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

[GrainType("customer")]
public sealed class CustomerGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches)
    : RecordGrain<Customer>(services), ICustomerGrain, ITakeHandOver
{
    public Task<Answer> Register(Intent<RegisterCustomer> intent) => Create(intent, now => Make(intent.Body, now));

    public Task<Answer> Amend(Intent<CustomerDetails> intent) => Decide(intent, (customer, now) => CustomerRules.Amend(customer, intent.Body, now));

    public Task<Answer> Put(Intent<RegisterCustomer> intent) => MakeOrChange(intent,
        now => Make(intent.Body, now),
        (customer, now) => CustomerRules.Supplement(customer, intent.Body.Details, now));

    public Task<Answer> PutAddress(Intent<CustomerAddress> intent) =>
        Decide(intent, (customer, now) => CustomerRules.PutAddress(customer, intent.Body, now));

    public Task<Answer> RemoveAddress(Intent<RemovePart> intent) =>
        Decide(intent, (customer, now) => CustomerRules.RemoveAddress(customer, intent.Body.Id, now));

    public Task<Answer> PutContact(Intent<ContactPerson> intent) =>
        Decide(intent, (customer, now) => CustomerRules.PutContact(customer, intent.Body, now));

    public Task<Answer> RemoveContact(Intent<RemovePart> intent) =>
        Decide(intent, (customer, now) => CustomerRules.RemoveContact(customer, intent.Body.Id, now));

    public Task<Answer> ChangeTier(Intent<ChangeTier> intent) =>
        Decide(intent, (customer, now) => CustomerRules.ChangeTier(customer, intent.Body.Tier, intent.Body.Reason));

    public Task<Answer> SayConsent(Intent<SayConsent> intent) => Decide(intent, (customer, now) =>
        CustomerRules.SayConsent(customer, intent.Body.Channel, intent.Body.IsGiven, intent.Caller.Account, now));

    public Task<Answer> NameSupportGroup(Intent<NameSupportGroup> intent) =>
        Decide(intent, (customer, now) => CustomerRules.NameSupportGroup(customer, intent.Body.Group));

    public Task<Answer> AddNote(Intent<AddNote> intent) => Decide(intent, (customer, now) => CustomerRules.AddNote(intent.Body.Note));

    public Task<Answer> Archive(Intent<ArchiveCustomer> intent) =>
        Decide(intent, (customer, now) => CustomerRules.Archive(customer, intent.Body.Reason, now));

    public Task<Answer> Unarchive(Intent<UnarchiveCustomer> intent) => Decide(intent, (customer, now) => CustomerRules.Unarchive(customer));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (customer, now) => HandOverRules.Take(customer.BranchId, intent.Body, now));

    protected override IEnumerable<object> RowsOf(Customer state, RowStamp stamp) => [CustomerRow.Of(state, stamp), CustomerSearch.Of(state)];

    private async ValueTask<Decision> Make(RegisterCustomer request, DateTimeOffset now) =>
        await branches.Get(request.BranchId) is { } branch && BranchRules.MustBeOpen(branch) is { } closed
            ? closed
            : CustomerRules.Register(Key, request.BranchId, request.Details, now);
}
