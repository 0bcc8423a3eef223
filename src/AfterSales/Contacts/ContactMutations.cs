using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Contacts;

/// <summary>A call, letter, message or visit, as it is registered.</summary>
/// <param name="Text">What was said or written.</param>
/// <param name="At">When it took place; left out: now.</param>
/// <param name="CustomerId">Left out while it is not known whose it is: link it later.</param>
/// <param name="CounterpartName">Who was on the other side, where no customer file says so.</param>
/// <param name="CounterpartPhone">As written; without a country code it is of the branch's country.</param>
/// <param name="IsEmergency">The superior is told at once.</param>
/// <param name="SentOnTo">The account or unit it is sent on to.</param>
/// <param name="CompanionId">The account that accompanies a visitor until he leaves: a visit to the branch needs one.</param>
public sealed record ContactInput(
    ContactChannel Channel,
    ContactDirection Direction,
    [property: StringLength(4000)] string Text,
    ContactSubject Subject = ContactSubject.Request,
    DateTimeOffset? At = null,
    string? CustomerId = null,
    string? TicketId = null,
    [property: StringLength(200)] string? CounterpartName = null,
    [property: StringLength(60)] string? CounterpartPhone = null,
    bool IsEmergency = false,
    [property: StringLength(100)] string? SentOnTo = null,
    string? CompanionId = null);

[Mutations]
public sealed class ContactMutations(IGrainFactory grains, ReferenceCache<IBranchGrain, Branch> branches)
{
    private const string TicketPrefix = "t-";

    /// <summary>
    /// Registers a call, letter, e-mail, fax, message or visit, in or out. A file that was put away is taken up again first; or the contact is registered
    /// without it, and linked later.
    /// </summary>
    /// <param name="id">A key of your own choice (<c>k-…</c>), for clients that work offline.</param>
    [Secured(Permission.RecordContacts), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(CompanionMissing), typeof(NoOpenAccount), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<ContactView>> RegisterContact(
        string branchId, ContactInput contact, Caller caller, string? id = null, DateTimeOffset? deviceTime = null, string? requestId = null)
    {
        if (!caller.ActsFor(branchId) || !RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) || await branches.Get(branchId) is not { } branch) return new NotFound(branchId);
        if (contact.TicketId is { } ticket && !RecordKey.IsWellFormed(TicketPrefix, ticket)) return new NotFound(ticket);
        var (phone, problem) = string.IsNullOrWhiteSpace(contact.CounterpartPhone) ? default : PhoneNumber.Read(contact.CounterpartPhone, branch.Country);
        if (problem is not null) return InputInvalid.At("contact.counterpartPhone", problem);
        var name = Blank(contact.CounterpartName);
        var recorded = new RecordedContact(branchId, contact.Channel, contact.Direction, contact.Subject, contact.Text, contact.At, contact.CustomerId, contact.TicketId,
            name is null && phone is null ? null : new Counterpart(name, phone?.ToString()), contact.IsEmergency, Blank(contact.SentOnTo), Blank(contact.CompanionId));
        return await grains.Make(IContactGrain.Prefix, id, requestId, caller,
            (IContactGrain grain) => grain.Record(new Intent<RecordedContact>(recorded, caller, requestId, deviceTime)), (Func<Contact, int, ContactView>)ContactView.Of);
    }

    /// <summary>Says that a contact is an emergency: the superior is told at once.</summary>
    [Secured(Permission.RecordContacts)]
    public Task<Outcome<ContactView>> FlagContactAsEmergency(string contactId, Caller caller, string? requestId = null) =>
        On(contactId, caller, grain => grain.FlagEmergency(new(new FlagEmergency(), caller, requestId)));

    /// <summary>Sends a contact on to a person or unit.</summary>
    /// <param name="to">An account, or the name of a unit.</param>
    [Secured(Permission.RecordContacts)]
    public Task<Outcome<ContactView>> SendContactOn(string contactId, [StringLength(100)] string to, Caller caller, string? requestId = null) =>
        On(contactId, caller, grain => grain.SendOn(new(new SendContactOn(to), caller, requestId)));

    /// <summary>Says whose a contact was, and which ticket came of it.</summary>
    [Secured(Permission.RecordContacts), Errors(typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public Task<Outcome<ContactView>> LinkContact(
        string contactId, Caller caller, string? customerId = null, string? ticketId = null, string? requestId = null) =>
        ticketId is not null && !RecordKey.IsWellFormed(TicketPrefix, ticketId)
            ? Task.FromResult<Outcome<ContactView>>(new NotFound(ticketId))
            : On(contactId, caller, grain => grain.Link(new(new LinkContact(customerId, ticketId), caller, requestId)));

    /// <summary>Names another person to accompany a visitor.</summary>
    /// <param name="companionId">The account.</param>
    [Secured(Permission.RecordContacts), Errors(typeof(NoVisitorHere), typeof(NoOpenAccount))]
    public Task<Outcome<ContactView>> NameCompanion(string contactId, string companionId, Caller caller, string? requestId = null) =>
        On(contactId, caller, grain => grain.NameCompanion(new(new NameCompanion(companionId), caller, requestId)));

    /// <summary>Records that a visitor left.</summary>
    [Secured(Permission.RecordContacts), Errors(typeof(NoVisitorHere))]
    public Task<Outcome<ContactView>> RecordVisitorLeft(string contactId, Caller caller, string? requestId = null) =>
        On(contactId, caller, grain => grain.Leave(new(new VisitorLeaves(), caller, requestId)));

    private Task<Outcome<ContactView>> On(string contactId, Caller caller, Func<IContactGrain, Task<Answer>> ask) =>
        grains.Ask(IContactGrain.Prefix, contactId, caller, ask, (Func<Contact, int, ContactView>)ContactView.Of);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
