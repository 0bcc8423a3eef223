using System.Collections.Immutable;
using AfterSales.Accounts;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>How a customer file is made and kept (domain.md §2, features 6–8).</summary>
public static class CustomerRules
{
    /// <param name="by">The account that makes the file; null where no person does.</param>
    /// <param name="day">The day at the branch.</param>
    public static Decision Register(string id, string branchId, CustomerDetails details, string? by, DateTimeOffset now, DateOnly? day = null)
    {
        var ordered = DetailsRules.Ordered(details, new CustomerDetails(), lastPart: 0);
        return Refuse([.. DetailsRules.Issues(ordered)]) ?? (Decision)new CustomerRegistered(id, branchId, ordered, now, by, day);
    }

    /// <summary>Takes the place of all details.</summary>
    public static Decision Amend(Customer customer, CustomerDetails details, DateTimeOffset now)
    {
        var ordered = DetailsRules.Ordered(details, customer.Details, customer.LastPart);
        if (Refuse([.. DetailsRules.Unknown(customer.Details, details), .. DetailsRules.Issues(ordered)]) is { } refusal) return refusal;
        return customer.Details == ordered
            ? Decision.NothingToDo
            : new CustomerAmended(ordered, DetailsRules.Changed(customer.Details, ordered), now);
    }

    /// <summary>A list adds what it says; what it leaves out stays as it is.</summary>
    public static Decision Supplement(Customer customer, CustomerDetails listed, DateTimeOffset now) =>
        Amend(customer, Supplemented(customer.Details, listed), now);

    /// <summary>Adds an address or takes the place of the one with this id; the others stay as they are.</summary>
    public static Decision PutAddress(Customer customer, CustomerAddress address, DateTimeOffset now)
    {
        var known = customer.Details.Addresses;
        var at = known.FindIndex(other => other.Id == address.Id);
        if (address.Id.Length > 0 && at < 0) return new NotFound($"{customer.Id}/{address.Id}");
        if (address.IsDefault) known = known.ConvertAll(other => other with { IsDefault = false });
        // The default one stays it until another is named.
        var put = at >= 0 && known[at].IsDefault ? address with { IsDefault = true } : address;
        return Amend(customer, customer.Details with { Addresses = at < 0 ? known.Add(put) : known.SetItem(at, put) }, now);
    }

    public static Decision RemoveAddress(Customer customer, string id, DateTimeOffset now) =>
        customer.Details.Addresses.Exists(address => address.Id == id)
            ? Amend(customer, customer.Details with { Addresses = customer.Details.Addresses.RemoveAll(address => address.Id == id) }, now)
            : new NotFound($"{customer.Id}/{id}");

    /// <summary>Adds a contact or takes the place of the one with this id; the others stay as they are.</summary>
    public static Decision PutContact(Customer customer, ContactPerson contact, DateTimeOffset now)
    {
        var known = customer.Details.Contacts;
        var at = known.FindIndex(other => other.Id == contact.Id);
        if (contact.Id.Length > 0 && at < 0) return new NotFound($"{customer.Id}/{contact.Id}");
        return Amend(customer, customer.Details with { Contacts = at < 0 ? known.Add(contact) : known.SetItem(at, contact) }, now);
    }

    public static Decision RemoveContact(Customer customer, string id, DateTimeOffset now) =>
        customer.Details.Contacts.Exists(contact => contact.Id == id)
            ? Amend(customer, customer.Details with { Contacts = customer.Details.Contacts.RemoveAll(contact => contact.Id == id) }, now)
            : new NotFound($"{customer.Id}/{id}");

    /// <summary>A tier above the normal one is given for a reason.</summary>
    public static Decision ChangeTier(Customer customer, CustomerTier tier, string? reason)
    {
        if (customer.Tier == tier) return Decision.NothingToDo;
        return string.IsNullOrWhiteSpace(reason) ? InputInvalid.At("reason", "REQUIRED") : new TierChanged(tier, reason);
    }

    public static Decision SayConsent(Customer customer, ConsentChannel channel, bool isGiven, string by, DateTimeOffset now) =>
        (isGiven ? customer.Consents.IsGivenTo(channel) : customer.Consents.IsRefusedTo(channel))
            ? Decision.NothingToDo
            : new ConsentSaid(channel, isGiven, now, by);

    /// <param name="without">Those of the members who have no open account, with their names.</param>
    public static Decision NameSupportGroup(Customer customer, SupportGroup? group, IReadOnlyDictionary<string, string> without)
    {
        if (group is not null && string.IsNullOrWhiteSpace(group.Name)) return InputInvalid.At("name", "REQUIRED");
        if (group is not null && group.Members.IsEmpty) return InputInvalid.At("members", "REQUIRED");
        if (without.Count > 0) return NoOpenAccount.Of(without);
        var named = group is null ? null : group with { Members = [.. group.Members.Distinct().Order(StringComparer.Ordinal)] };
        return customer.SupportGroup == named ? Decision.NothingToDo : new SupportGroupNamed(named);
    }

    public static Decision AddNote(string note) => string.IsNullOrWhiteSpace(note) ? InputInvalid.At("note", "REQUIRED") : new NoteAdded(note);

    /// <summary>What was begun for the customer is brought to an end first.</summary>
    /// <param name="openWork">The keys of what is still open.</param>
    public static Decision Archive(Customer customer, string? reason, DateTimeOffset now, params IReadOnlyList<string> openWork) =>
        customer.ArchivedAt is not null ? Decision.NothingToDo
        : openWork.Count > 0 ? new CustomerHasOpenWork(customer.Id, openWork)
        : new CustomerPutAway(now, reason);

    public static Decision Unarchive(Customer customer) => customer.ArchivedAt is null ? Decision.NothingToDo : new CustomerTakenUp();

    /// <summary>A file that was put away is taken up again before it is worked with.</summary>
    public static Refusal? MustBeInUse(Customer customer) =>
        ErasureRules.MustNotBeErased(customer) ?? (Refusal?)(customer.Standing == CustomerStanding.Archived ? new CustomerIsArchived(customer.Id) : null);

    private static InputInvalid? Refuse(InputIssue[] issues) => issues.Length > 0 ? new InputInvalid(issues) : null;

    private static CustomerDetails Supplemented(CustomerDetails known, CustomerDetails listed) => listed with
    {
        Name = listed.Name.Length > 0 ? listed.Name : known.Name,
        Phones = [.. listed.Phones.Union(known.Phones)],
        Email = listed.Email ?? known.Email,
        Contacts = Joined(known.Contacts, listed.Contacts),
        Addresses = Joined(known.Addresses, listed.Addresses),
        Language = listed.Language ?? known.Language,
        TimeZone = listed.TimeZone ?? known.TimeZone,
        Reference = listed.Reference ?? known.Reference,
    };

    /// <summary>An address that is listed again is the same by its street and city; one that is listed as the default becomes it.</summary>
    private static ImmutableList<CustomerAddress> Joined(ImmutableList<CustomerAddress> known, ImmutableList<CustomerAddress> listed)
    {
        foreach (var address in listed)
        {
            var at = known.FindIndex(other => other.Street == address.Street && other.City == address.City);
            if (address.IsDefault) known = known.ConvertAll(other => other with { IsDefault = false });
            known = at < 0 ? known.Add(address with { Id = "" }) : known.SetItem(at, Over(known[at], address));
        }

        return known;
    }

    private static CustomerAddress Over(CustomerAddress known, CustomerAddress listed) => listed with
    {
        Id = known.Id,
        Region = listed.Region ?? known.Region,
        PostalCode = listed.PostalCode ?? known.PostalCode,
        Country = listed.Country ?? known.Country,
        Coordinates = listed.Coordinates ?? known.Coordinates,
        IsDefault = listed.IsDefault || known.IsDefault,
    };

    /// <summary>A contact that is listed again is the same by name.</summary>
    private static ImmutableList<ContactPerson> Joined(ImmutableList<ContactPerson> known, ImmutableList<ContactPerson> listed)
    {
        foreach (var contact in listed)
        {
            var at = known.FindIndex(other => other.Name == contact.Name);
            known = at < 0
                ? known.Add(contact with { Id = "" })
                : known.SetItem(at, new ContactPerson(known[at].Id, contact.Name, contact.Role ?? known[at].Role,
                    [.. contact.Phones.Union(known[at].Phones)], contact.Email ?? known[at].Email));
        }

        return known;
    }
}

/// <summary>Something is still done for the customer.</summary>
/// <param name="Work">The keys of what is open: tickets, contracts, projects, enquiries; the first of each kind.</param>
[GenerateSerializer, Immutable, Alias("CustomerHasOpenWork")]
public sealed record CustomerHasOpenWork([property: Id(0)] string CustomerId, [property: Id(1)] IReadOnlyList<string> Work) : Refusal;
