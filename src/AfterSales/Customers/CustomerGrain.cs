using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Customers.Rules;
using AfterSales.Files;
using AfterSales.Files.Rules;
using AfterSales.Policies;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

[GrainType("customer")]
public sealed partial class CustomerGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, AttachingFiles files, OpenAccounts accounts, WorkForCustomer work,
    FiledMeanwhile filed, PersonalRecords persons)
    : RecordGrain<Customer>(services), ICustomerGrain, IErasePerson, ITakeHandOver
{
    public Task<Answer> Register(Intent<RegisterCustomer> intent) => Create(intent, now => Make(intent, now));

    public Task<Answer> Amend(Intent<CustomerDetails> intent) => KeepInUse(intent, (customer, now) => CustomerRules.Amend(customer, intent.Body, now));

    public async Task<Answer> Put(Intent<RegisterCustomer> intent)
    {
        var required = await Policy(CustomerPolicies.RequiredFields);
        return await MakeOrChange(intent, now => Make(intent, now), (customer, now) => FileRules.Measured(customer,
            MergeRules.MustStandForItself(customer) ?? CustomerRules.MustBeInUse(customer) ?? CustomerRules.Supplement(customer, intent.Body.Details, now), required, now));
    }

    public Task<Answer> PutAddress(Intent<CustomerAddress> intent) =>
        KeepInUse(intent, (customer, now) => CustomerRules.PutAddress(customer, intent.Body, now));

    public Task<Answer> RemoveAddress(Intent<RemovePart> intent) =>
        KeepInUse(intent, (customer, now) => CustomerRules.RemoveAddress(customer, intent.Body.Id, now));

    public Task<Answer> PutContact(Intent<ContactPerson> intent) =>
        KeepInUse(intent, (customer, now) => CustomerRules.PutContact(customer, intent.Body, now));

    public Task<Answer> RemoveContact(Intent<RemovePart> intent) =>
        KeepInUse(intent, (customer, now) => CustomerRules.RemoveContact(customer, intent.Body.Id, now));

    public Task<Answer> ChangeTier(Intent<ChangeTier> intent) =>
        KeepInUse(intent, (customer, now) => CustomerRules.ChangeTier(customer, intent.Body.Tier, intent.Body.Reason));

    public Task<Answer> SayConsent(Intent<SayConsent> intent) => Keep(intent, (customer, now) =>
        CustomerRules.SayConsent(customer, intent.Body.Channel, intent.Body.IsGiven, intent.Caller.Account, now));

    public Task<Answer> NameSupportGroup(Intent<NameSupportGroup> intent) => AskAndKeep(intent, async (customer, now) =>
        CustomerRules.MustBeInUse(customer) ?? CustomerRules.NameSupportGroup(customer, intent.Body.Group, await accounts.Without(intent.Body.Group?.Members ?? [])));

    public Task<Answer> AddNote(Intent<AddNote> intent) => Keep(intent, (customer, now) => CustomerRules.AddNote(intent.Body.Note));

    public async Task<Answer> MakeOffer(Intent<MakeOffer> intent)
    {
        var limits = await Policy(CustomerPolicies.OfferLimits);
        return await Keep(intent, (customer, now) => OfferRules.Make(customer, intent.Body.Name, intent.Body.Channel, limits, now));
    }

    public Task<Answer> Attach(Intent<AttachFile> intent) =>
        AskAndKeep(intent, async (customer, now) => await files.Attach(customer.Attachments, Key, intent, now));

    public Task<Answer> Detach(Intent<DetachFile> intent) =>
        Keep(intent, (customer, now) => AttachmentRules.Detach(customer.Attachments, intent.Body.FileId));

    public Task<Answer> Archive(Intent<ArchiveCustomer> intent) =>
        AskAndKeep(intent, async (customer, now) => CustomerRules.Archive(customer, intent.Body.Reason, now, await work.Of(Key)));

    public Task<Answer> Unarchive(Intent<UnarchiveCustomer> intent) => Keep(intent, (customer, now) => CustomerRules.Unarchive(customer));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (customer, now) => HandOverRules.Take(customer.BranchId, intent.Body, now));

    protected override IEnumerable<object> RowsOf(Customer state, RowStamp stamp) => [CustomerRow.Of(state, stamp), CustomerSearch.Of(state), .. SupporterRow.Of(state)];

    private async ValueTask<Decision> Make(Intent<RegisterCustomer> intent, DateTimeOffset now)
    {
        var request = intent.Body;
        var branch = await branches.Get(request.BranchId);
        if (branch is not null && BranchRules.MustBeOpen(branch) is { } closed) return closed;
        return FileRules.Measured(null,
            CustomerRules.Register(Key, request.BranchId, request.Details, intent.Caller.IsSystem ? null : intent.Caller.Account, now, branch?.Calendar.LocalDay(now)),
            (await policies.At(request.BranchId)).Get(CustomerPolicies.RequiredFields), now);
    }

    /// <summary>A change of a file that stands for itself; whatever is changed, the file is measured anew.</summary>
    private Task<Answer> Keep<T>(Intent<T> intent, Func<Customer, DateTimeOffset, Decision> rule) =>
        Measure(intent, (customer, now) => MergeRules.MustStandForItself(customer) ?? WhereErased(customer, intent.Caller) ?? rule(customer, now));

    /// <summary>As <see cref="Keep{T}"/>, of a file that was not put away.</summary>
    private Task<Answer> KeepInUse<T>(Intent<T> intent, Func<Customer, DateTimeOffset, Decision> rule) =>
        Keep(intent, (customer, now) => CustomerRules.MustBeInUse(customer) ?? rule(customer, now));

    /// <summary>As <see cref="Keep{T}"/>, where the rule first asks others for something.</summary>
    private async Task<Answer> AskAndKeep<T>(Intent<T> intent, Func<Customer, DateTimeOffset, ValueTask<Decision>> rule)
    {
        var required = await Policy(CustomerPolicies.RequiredFields);
        return await AskAndDecide(intent, async (customer, now) =>
            FileRules.Measured(customer, MergeRules.MustStandForItself(customer) ?? WhereErased(customer, intent.Caller) ?? await rule(customer, now), required, now));
    }

    /// <summary>What the service itself tells comes late, and changes nothing any more.</summary>
    private static Decision? WhereErased(Customer customer, Caller caller) =>
        ErasureRules.MustNotBeErased(customer) is not { } erased ? null : caller.IsSystem ? Decision.NothingToDo : erased;

    private async Task<Answer> Measure<T>(Intent<T> intent, Func<Customer, DateTimeOffset, Decision> rule)
    {
        var required = await Policy(CustomerPolicies.RequiredFields);
        return await Decide(intent, (customer, now) => FileRules.Measured(customer, rule(customer, now), required, now));
    }

    private async ValueTask<T> Policy<T>(Policy<T> policy) where T : notnull =>
        (await policies.At(State?.BranchId ?? Assignment.Headquarters)).Get(policy);

    private async ValueTask<WorkingCalendar> Calendar() =>
        (State is { } file ? await branches.Get(file.BranchId) : null)?.Calendar ?? WorkingCalendar.Closed("UTC");
}
