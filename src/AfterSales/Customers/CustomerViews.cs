using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Customers;

/// <summary>A customer file.</summary>
[Name("Customer"), Secured(Permission.SeeCustomers)]
public sealed class CustomerView(CustomerRow row, Customer? known = null)
{
    public string Id => row.Id;

    public string BranchId => row.BranchId;

    public CustomerKind Kind => row.Kind;

    public string Name => row.Name;

    /// <summary>The customer's own numbers; the first is called first.</summary>
    public IReadOnlyList<PhoneView> Phones =>
        [.. row.Phones.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => new PhoneView(Phone.Parse(text)))];

    public string? Email => row.Email;

    /// <summary>The street of the default address.</summary>
    public string? Address => row.Address;

    /// <summary>The city of the default address.</summary>
    public string? City => row.City;

    /// <summary>Province, state or autonomous community of the default address.</summary>
    public string? Region => row.Region;

    /// <summary>Decides how soon a technician is promised: that of the default address.</summary>
    public Zone Zone => row.Zone;

    /// <summary>BCP 47.</summary>
    public string? Language => row.Language;

    /// <summary>IANA name, where the customer lives by another clock than the branch.</summary>
    public string? TimeZone => row.TimeZone;

    /// <summary>The customer's number in another system.</summary>
    public string? Reference => row.Reference;

    public CustomerTier Tier => row.Tier;

    /// <summary>Why the tier is not the normal one; null once it was erased.</summary>
    public Deferred<string?> GetTierReason(JournalTextLoader texts) => texts.Load(row.Id).Select(all =>
        row.Tier == CustomerTier.Normal ? null : all?.LastOrDefault(text => text.Field == "tierReason")?.Words);

    public CustomerStanding Standing => row.Standing;

    public DateTimeOffset RegisteredAt => row.RegisteredAt;

    /// <summary>When its details last changed.</summary>
    public DateTimeOffset ChangedAt => row.ChangedAt;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    /// <summary>The branch that keeps the file.</summary>
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>Who else to speak with.</summary>
    public async Task<IReadOnlyList<ContactPersonView>> GetContactsAsync(IGrainFactory grains) =>
        (await State(grains)).Details.Contacts.ConvertAll(contact => new ContactPersonView(contact));

    public async Task<IReadOnlyList<CustomerAddressView>> GetAddressesAsync(IGrainFactory grains) =>
        (await State(grains)).Details.Addresses.ConvertAll(address => new CustomerAddressView(address));

    /// <summary>What the customer allowed and refused; a channel that was never spoken of is missing.</summary>
    public async Task<IReadOnlyList<ConsentView>> GetConsentsAsync(IGrainFactory grains) =>
        (await State(grains)).Consents.Said.ConvertAll(said => new ConsentView(said.Channel, said.IsGiven, said.Since, said.By));

    /// <summary>The people who look after the customer together, where there are some.</summary>
    public async Task<SupportGroupView?> GetSupportGroupAsync(IGrainFactory grains) =>
        (await State(grains)).SupportGroup is { } group ? new SupportGroupView(group.Name, group.Members) : null;

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static CustomerView Of(Customer customer, int version) => new(CustomerRow.Of(customer, new RowStamp(version, 1)), customer);

    // Whoever was shown the file's row may see its state: they belong to the same scope.
    private async Task<Customer> State(IGrainFactory grains) =>
        known ?? await grains.GetGrain<ICustomerGrain>(row.Id).Read(Caller.System) ?? new Customer();
}

/// <summary>A telephone number.</summary>
[Name("Phone"), SecuredByParent]
public sealed class PhoneView(Phone phone)
{
    /// <summary>E.164, such as <c>+34911234567</c>.</summary>
    public string Number => phone.Number;

    /// <summary>Digits that are dialled behind it.</summary>
    public string? Extension => phone.Extension;

    /// <summary>Written as one reads it, with country code and extension.</summary>
    public string Display => PhoneNumber.International(phone);
}

/// <summary>Somebody to speak with.</summary>
[Name("ContactPerson"), SecuredByParent]
public sealed class ContactPersonView(ContactPerson contact)
{
    /// <summary>Given for good within the file.</summary>
    public string Id => contact.Id;

    public string Name => contact.Name;

    /// <summary>What the person is there.</summary>
    public string? Role => contact.Role;

    public IReadOnlyList<PhoneView> Phones => contact.Phones.ConvertAll(phone => new PhoneView(phone));

    public string? Email => contact.Email;
}

/// <summary>Where the customer, or a product of his, is found.</summary>
[Name("CustomerAddress"), SecuredByParent]
public sealed class CustomerAddressView(CustomerAddress address)
{
    /// <summary>Given for good within the file.</summary>
    public string Id => address.Id;

    public string? Street => address.Street;

    public string? City => address.City;

    /// <summary>Province, state or autonomous community.</summary>
    public string? Region => address.Region;

    public string? PostalCode => address.PostalCode;

    /// <summary>ISO 3166 alpha-2.</summary>
    public string? Country => address.Country;

    /// <summary>Decides how soon a technician is promised.</summary>
    public Zone Zone => address.Zone;

    public CoordinatesView? Coordinates => address.Coordinates is { } at ? new(at.Latitude, at.Longitude) : null;

    /// <summary>Where a technician goes when nothing else is said.</summary>
    public bool IsDefault => address.IsDefault;
}

/// <summary>What the customer said to one channel.</summary>
/// <param name="By">The account that took it down.</param>
[Name("Consent"), SecuredByParent]
public sealed record ConsentView(ConsentChannel Channel, bool IsGiven, DateTimeOffset Since, string By);

/// <summary>The people who look after a customer together.</summary>
/// <param name="Members">Accounts.</param>
[Name("SupportGroup"), SecuredByParent]
public sealed record SupportGroupView(string Name, IReadOnlyList<string> Members);
