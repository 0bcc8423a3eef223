using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Files;
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

    /// <summary>Of the default address.</summary>
    public string? PostalCode => row.PostalCode;

    /// <summary>ISO 3166 alpha-2, of the default address.</summary>
    public string? Country => row.Country;

    /// <summary>The country of the default address, in your language.</summary>
    public string? GetCountryName(Caller caller) => row.Country is { } country ? CountryNames.Of(country, caller.Language) : null;

    /// <summary>Decides how soon a technician is promised: where the default address lies by the branch's zones, else as it was typed.</summary>
    public async Task<Zone> GetZoneAsync(AddressZones zones) => (await zones.Of(row.BranchId, row.PostalCode, Place, row.Zone)).Kind;

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

    /// <summary>The file this one was merged into: it is worked with.</summary>
    public string? MergedIntoId => row.MergedInto;

    /// <summary>Whole per cent of the required fields that are filled.</summary>
    public int CompletePercent => row.CompletePercent;

    /// <summary>All required fields are filled.</summary>
    public bool IsComplete => row.IsComplete;

    /// <summary>Until when the file is to be complete, while it is owed.</summary>
    public DateTimeOffset? FileDueAt => row.FileDueAt;

    /// <summary>It was to be complete two days after a first intake, sale, visit or consultation and is not.</summary>
    public bool IsFileOverdue => row.IsFileOverdue;

    /// <summary>The account that is to complete the file; null: any follow-up agent of the branch.</summary>
    public string? FileResponsibleId => row.FileResponsible;

    /// <summary>A day at the branch.</summary>
    public DateOnly? NextServiceOn => row.NextServiceOn;

    public DateTimeOffset RegisteredAt => row.RegisteredAt;

    /// <summary>When its details last changed.</summary>
    public DateTimeOffset ChangedAt => row.ChangedAt;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    /// <summary>The branch that keeps the file.</summary>
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    private Coordinates? Place => row is { Latitude: { } latitude, Longitude: { } longitude } ? new(latitude, longitude) : null;

    /// <summary>Who else to speak with.</summary>
    public async Task<IReadOnlyList<ContactPersonView>> GetContactsAsync(IGrainFactory grains) =>
        (await State(grains)).Details.Contacts.ConvertAll(contact => new ContactPersonView(contact));

    public async Task<IReadOnlyList<CustomerAddressView>> GetAddressesAsync(IGrainFactory grains) =>
        (await State(grains)).Details.Addresses.ConvertAll(address => new CustomerAddressView(row.BranchId, address));

    /// <summary>What the customer allowed and refused; a channel that was never spoken of is missing.</summary>
    public async Task<IReadOnlyList<ConsentView>> GetConsentsAsync(IGrainFactory grains) =>
        (await State(grains)).Consents.Said.ConvertAll(said => new ConsentView(said.Channel, said.IsGiven, said.Since, said.By));

    /// <summary>The people who look after the customer together, where there are some.</summary>
    public async Task<SupportGroupView?> GetSupportGroupAsync(IGrainFactory grains) =>
        (await State(grains)).SupportGroup is { } group ? new SupportGroupView(group.Name, group.Members) : null;

    /// <summary>Which required fields are empty.</summary>
    public async Task<IReadOnlyList<FileField>> GetMissingFieldsAsync(IGrainFactory grains) => (await State(grains)).Completeness.Missing;

    /// <summary>How often and when next the customer's products are maintained, and the next call to him.</summary>
    public async Task<ServicePlanView> GetServicePlanAsync(IGrainFactory grains) => new((await State(grains)).Service);

    /// <summary>The offers and benefits he was addressed with, the latest first.</summary>
    public async Task<IReadOnlyList<OfferView>> GetOffersAsync(IGrainFactory grains) =>
        [.. (await State(grains)).Offers.Made.Reverse().Select(offer => new OfferView(offer.Name, offer.Channel, offer.At))];

    /// <summary>The keys of the duplicates that were merged into this file.</summary>
    public async Task<IReadOnlyList<string>> GetDuplicateIdsAsync(IGrainFactory grains) =>
        (await State(grains)).Merging.TakenIn.ConvertAll(duplicate => duplicate.CustomerId);

    /// <summary>The last merging of this file that was taken back, where one was; its timeline has the others.</summary>
    public async Task<TakenBackView?> GetTakenBackAsync(IGrainFactory grains) =>
        (await State(grains)).Merging.TakenBack is { } back ? new TakenBackView(back.From, back.At, [.. back.Stayed.Select(stayed => new CountView(stayed.Of, stayed.Count))]) : null;

    /// <summary>Notes of colleagues, the latest first; those of merged duplicates among them.</summary>
    public Task<IReadOnlyList<NoteView>> GetNotesAsync(CustomerNotes notes, [Range(1, 100)] int first = 20, CancellationToken cancellation = default) =>
        notes.Of(row.Id, first, cancellation);

    /// <summary>The files that hang on it, in the order they were attached; those of merged duplicates at the end.</summary>
    public async Task<IReadOnlyList<FileView>> GetAttachmentsAsync(IGrainFactory grains, FileLoader files, CancellationToken cancellation)
    {
        var state = await State(grains);
        var views = new List<FileView>(await files.Of(state.Attachments, cancellation));
        foreach (var duplicate in state.Merging.TakenIn)
            if (await grains.GetGrain<ICustomerGrain>(duplicate.CustomerId).Read(Caller.System) is { } file) views.AddRange(await files.Of(file.Attachments, cancellation));
        return views;
    }

    /// <summary>Other files that may be of the same customer, the likeliest first; as far as you may see them.</summary>
    public async Task<IReadOnlyList<LikelyDuplicate>> GetLikelyDuplicatesAsync(
        CustomerDuplicates duplicates, IGrainFactory grains, Caller caller, CancellationToken cancellation) =>
        await duplicates.Of(row.BranchId, CustomerFacts.Of((await State(grains)).Details), row.Id, caller, cancellation);

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static CustomerView Of(Customer customer, int version) => new(CustomerRow.Of(customer, new RowStamp(version, 1)), customer);

    // Whoever was shown the file's row may see its state: they belong to the same scope.
    private async Task<Customer> State(IGrainFactory grains) =>
        known ?? await grains.GetGrain<ICustomerGrain>(row.Id).Read(Caller.System) ?? new Customer();
}
