using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using GraphQL;

namespace AfterSales.Customers;

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
public sealed class CustomerAddressView(string branchId, CustomerAddress address)
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

    /// <summary>The country, in your language.</summary>
    public string? GetCountryName(Caller caller) => address.Country is { } country ? CountryNames.Of(country, caller.Language) : null;

    /// <summary>Decides how soon a technician is promised: where it lies by the branch's zones, else as it was typed.</summary>
    public async Task<Zone> GetZoneAsync(AddressZones zones) => (await ZoneOf(zones)).Kind;

    /// <summary>What the zone is called: by the branch's zones as they name it, and where they say nothing of the address, as it was typed in, in your language.</summary>
    public async Task<string> GetZoneNameAsync(AddressZones zones, Caller caller) =>
        await ZoneOf(zones) is var zone && zone.Name is { } name ? name : RefusalWording.ValueOf(zone.Kind, caller.Language);

    /// <summary>From the branch, by its zones.</summary>
    public async Task<int?> GetTravelMinutesAsync(AddressZones zones) => (await ZoneOf(zones)).TravelMinutes;

    public CoordinatesView? Coordinates => address.Coordinates is { } at ? new(at.Latitude, at.Longitude) : null;

    /// <summary>Where a technician goes when nothing else is said.</summary>
    public bool IsDefault => address.IsDefault;

    private ValueTask<AddressZone> ZoneOf(AddressZones zones) => zones.Of(branchId, address.PostalCode, address.Coordinates, address.Zone);
}

/// <summary>What the customer said to one channel.</summary>
/// <param name="By">The account that took it down.</param>
[Name("Consent"), SecuredByParent]
public sealed record ConsentView(ConsentChannel Channel, bool IsGiven, DateTimeOffset Since, string By);

/// <summary>The people who look after a customer together.</summary>
/// <param name="Members">Accounts.</param>
[Name("SupportGroup"), SecuredByParent]
public sealed record SupportGroupView(string Name, IReadOnlyList<string> Members);

/// <summary>The next service of a customer's products and the next call to him.</summary>
[Name("ServicePlan"), SecuredByParent]
public sealed class ServicePlanView(ServicePlan plan)
{
    public MaintenanceCycleView? Cycle => plan.Cycle is { } cycle ? new(cycle.Count, cycle.Unit) : null;

    /// <summary>A day at the branch.</summary>
    public DateOnly? NextOn => plan.NextOn;

    /// <summary>When the reminder call for the next service is raised.</summary>
    public DateTimeOffset? RemindAt => plan.IsReminderAhead ? plan.RemindAt : null;

    /// <summary>When the last service was done, as far as the file was told; a day at the branch.</summary>
    public DateOnly? DoneOn => plan.DoneOn;

    /// <summary>What the customer would like to have done.</summary>
    public IReadOnlyList<string> Wishes => plan.Wishes;

    /// <summary>What the next call is to be about.</summary>
    public string? NextCallTopic => plan.NextCall?.Topic;

    public DateTimeOffset? NextCallAt => plan.NextCall?.At;
}

/// <summary>How often the customer's products are to be maintained.</summary>
[Name("MaintenanceCycle"), SecuredByParent]
public sealed record MaintenanceCycleView(int Count, CycleUnit Unit);

/// <summary>An offer or benefit the customer was addressed with.</summary>
/// <param name="Name">Names the campaign or benefit.</param>
[Name("Offer"), SecuredByParent]
public sealed record OfferView(string Name, ConsentChannel Channel, DateTimeOffset At);

/// <summary>A note for colleagues.</summary>
/// <param name="Note">Null once it was erased.</param>
/// <param name="ById">The key of the account that wrote it.</param>
[Name("CustomerNote"), SecuredByParent]
public sealed record NoteView(string? Note, DateTimeOffset At, string ById);

/// <summary>A merging that was taken back.</summary>
/// <param name="FromId">The file the duplicate had been merged into.</param>
/// <param name="Stayed">What was filed with that file meanwhile, and stays there.</param>
[Name("TakenBackMerging"), SecuredByParent]
public sealed record TakenBackView(string FromId, DateTimeOffset At, IReadOnlyList<CountView> Stayed);
