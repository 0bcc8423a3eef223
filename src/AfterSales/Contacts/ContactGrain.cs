using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Contacts;

[GrainType("contact")]
public sealed class ContactGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, BranchNumbers numbers, CustomerFiles customers,
    OpenAccounts accounts)
    : RecordGrain<Contact>(services), IContactGrain, IAwaitCustomerFile, IErasePerson, ITakeHandOver
{
    public Task<Answer> Record(Intent<RecordedContact> intent) => Create(intent, async now =>
    {
        var contact = intent.Body;
        if (!intent.Caller.ActsFor(contact.BranchId) || await branches.ForWork(contact.BranchId, intent.Caller) is not { } branch) return new NotFound(contact.BranchId);
        if (BranchRules.MustBeOpen(branch, intent.Caller) is { } closed) return closed;
        contact = contact with { BranchId = branch.Id };
        var inForce = await policies.At(contact.BranchId);
        // What another record tells may have waited for its delivery.
        if (!intent.Caller.IsSystem && ContactRules.MustBePast(contact.At, now, inForce.Get(ContactPolicies.BackdatedDays)) is { } wrong) return wrong;
        Customer? from = null;
        if (contact.CustomerId is { } customerId)
        {
            if (await customers.Find(customerId, intent.Caller) is not { } customer) return new NotFound(customerId);
            // What the service itself has done is in the register whatever became of the file.
            if (!intent.Caller.IsSystem && CustomerRules.MustBeInUse(customer) is { } archived) return archived;
            (contact, from) = (contact with { CustomerId = customer.Id }, customer);
        }

        if (!intent.Caller.IsSystem && await accounts.MustBeOpen(contact.Companion) is { } nobody) return nobody;
        var day = branch.Calendar.LocalDay(contact.At ?? now);
        var takenBy = contact.TakenBy ?? (intent.Caller.IsSystem ? null : intent.Caller.Account);
        var number = await numbers.Next(NumberSeries.Contacts, branch.Id, branch.Code, day);
        return ContactRules.Record(Key, number, contact, takenBy, day, inForce.Get(ContactPolicies.EmergencyConfirmedMinutes), from, now);
    });

    public async Task<Answer> FlagEmergency(Intent<FlagEmergency> intent)
    {
        var minutes = (await policies.At(State?.BranchId ?? Assignment.Headquarters)).Get(ContactPolicies.EmergencyConfirmedMinutes);
        return await Decide(intent, (contact, now) => ContactRules.FlagEmergency(contact, minutes, now));
    }

    public Task<Answer> SendOn(Intent<SendContactOn> intent) =>
        Decide(intent, (contact, now) => ContactRules.SendOn(contact, intent.Body.To, intent.Caller.Account, now));

    public Task<Answer> Link(Intent<LinkContact> intent) => AskAndDecide(intent, async (contact, now) =>
    {
        if (intent.Body.CustomerId is not { } id) return ContactRules.Link(contact, null, intent.Body.TicketId);
        if (await customers.Find(id, intent.Caller) is not { } customer) return new NotFound(id);
        if (!intent.Caller.IsSystem && customer.Id != contact.CustomerId && CustomerRules.MustBeInUse(customer) is { } archived) return archived;
        return ContactRules.Link(contact, customer, intent.Body.TicketId);
    });

    public Task<Answer> EnquiryIsRecorded(Intent<EnquirerKnown> intent) =>
        Decide(intent, (contact, _) => ContactRules.EnquiryIsRecorded(contact, intent.Body.CustomerId));

    public Task<Answer> NameCompanion(Intent<NameCompanion> intent) =>
        AskAndDecide(intent, async (contact, now) =>
            await accounts.MustBeOpen(intent.Body.Account) ?? ContactRules.NameCompanion(contact, intent.Body.Account));

    public Task<Answer> Leave(Intent<VisitorLeaves> intent) => Decide(intent, ContactRules.Leave);

    public Task<Answer> ErasePerson(Intent<ErasedPerson> intent) =>
        Decide(intent, (contact, _) => contact.Counterpart is null ? Decision.NothingToDo : new CounterpartErased());

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (contact, now) => HandOverRules.Take(contact.BranchId, intent.Body, now));

    protected override IEnumerable<Effect> EffectsOf(Contact state, Event happened) => happened switch
    {
        EmergencyFlagged e => [new RaiseTask(EmergencyTask(state.Id), new RaisedTask(
            state.BranchId, TaskKind.EmergencyReported, state.Id, state.CustomerId, Role.Dispatcher, e.ConfirmBy, Note: state.Number))],
        ContactRecorded { CustomerId: { } customer } => Filed(state, customer),
        ContactLinked { CustomerId: { } customer } => Filed(state, customer),
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(Contact state, RowStamp stamp) => [ContactRow.Of(state, stamp)];

    private static IEnumerable<Effect> Filed(Contact contact, string customer)
    {
        if (OccasionOf(contact) is { } occasion) yield return new OweCustomerFile(customer, occasion, contact.At, contact.TakenBy);
        if (contact is { IsEnquiry: true, IsEnquiryRecorded: false }) yield return new AwaitCustomerFile(customer, new AwaitedEnquiry(contact.Id, customer));
    }

    /// <summary>A visit to us, or a consultation, begins the two days in which the customer file is to be made.</summary>
    private static FileOccasion? OccasionOf(Contact contact) => contact switch
    {
        { Direction: ContactDirection.Outgoing } => null,
        { Channel: ContactChannel.Visit } => FileOccasion.Visit,
        { Subject: ContactSubject.Enquiry } => FileOccasion.Consultation,
        _ => null,
    };

    private static string EmergencyTask(string contactId) => IWorkTaskGrain.KeyOf(TaskKind.EmergencyReported, contactId);
}
