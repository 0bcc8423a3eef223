using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

[Mutations]
public sealed class CustomerMutations(IGrainFactory grains, CustomerFiles files, ReferenceCache<IBranchGrain, Branch> branches)
{
    /// <summary>Makes a customer file.</summary>
    /// <param name="id">A key of your own choice (<c>c-…</c>), for clients that work offline.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(AlreadyExists), typeof(BranchClosed))]
    public async Task<Outcome<CustomerView>> RegisterCustomer(
        string branchId, CustomerInput customer, Caller caller, string? id = null, string? requestId = null)
    {
        if (await CountryOf(branchId, caller) is not { } country) return new NotFound(branchId);
        if (CustomerInputs.Read(customer, country, out var details) is { } refusal) return refusal;
        return await grains.Make(ICustomerGrain.Prefix, id, requestId, caller,
            (ICustomerGrain grain) => grain.Register(new Intent<RegisterCustomer>(new RegisterCustomer(branchId, details), caller, requestId)),
            (Func<Customer, int, CustomerView>)CustomerView.Of);
    }

    /// <summary>Takes the place of all details of a customer file, contacts and addresses among them; at once effective. A file that was merged is refused with the one it leads to.</summary>
    /// <param name="expectedVersion">The version you have read; refused if somebody else has changed the file since. Left out: whatever it says now.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(ChangedMeanwhile), typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<CustomerView>> AmendCustomer(
        string id, CustomerInput customer, Caller caller, int? expectedVersion = null, string? requestId = null)
    {
        if (await CountryOfCustomer(id, caller) is not { } country) return new NotFound(id);
        if (CustomerInputs.Read(customer, country, out var details) is { } refusal) return refusal;
        // Not led past a merging: what was read from the duplicate would take the place of all that the other file knows.
        return await grains.Ask(ICustomerGrain.Prefix, id, caller, (ICustomerGrain grain) => grain.Amend(new(details, caller, requestId, ExpectedVersion: expectedVersion)),
            (Func<Customer, int, CustomerView>)CustomerView.Of);
    }

    /// <summary>Adds an address to a customer file, or amends one, and leaves the others as they are.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<CustomerView>> PutCustomerAddress(
        string customerId, CustomerAddressInput address, Caller caller, string? requestId = null) =>
        await CountryOfCustomer(customerId, caller) is { } country
            ? await On(customerId, caller, grain => grain.PutAddress(new(CustomerInputs.Address(address, country), caller, requestId)))
            : new NotFound(customerId);

    /// <summary>Takes an address off a customer file. Where it was the default, the first of the others becomes it.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> RemoveCustomerAddress(string customerId, string addressId, Caller caller, string? requestId = null) =>
        On(customerId, caller, grain => grain.RemoveAddress(new(new RemovePart(addressId), caller, requestId)));

    /// <summary>Adds a contact to a customer file, or amends one, and leaves the others as they are.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<CustomerView>> PutCustomerContact(
        string customerId, ContactPersonInput contact, Caller caller, string? requestId = null)
    {
        if (await CountryOfCustomer(customerId, caller) is not { } country) return new NotFound(customerId);
        if (CustomerInputs.Read(contact, country, out var person) is { } refusal) return refusal;
        return await On(customerId, caller, grain => grain.PutContact(new(person, caller, requestId)));
    }

    /// <summary>Takes a contact off a customer file.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> RemoveCustomerContact(string customerId, string contactId, Caller caller, string? requestId = null) =>
        On(customerId, caller, grain => grain.RemoveContact(new(new RemovePart(contactId), caller, requestId)));

    /// <summary>Says how much care a customer is owed, and why.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> ChangeCustomerTier(
        string customerId, CustomerTier tier, Caller caller, [StringLength(1000)] string? reason = null, string? requestId = null) =>
        On(customerId, caller, grain => grain.ChangeTier(new(new ChangeTier(tier, reason), caller, requestId)));

    /// <summary>Takes down that the customer allows or refuses to be addressed over a channel.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> RecordCustomerConsent(
        string customerId, ConsentChannel channel, bool isGiven, Caller caller, string? requestId = null) =>
        On(customerId, caller, grain => grain.SayConsent(new(new SayConsent(channel, isGiven), caller, requestId)));

    /// <summary>Names the people who look after a customer together.</summary>
    /// <param name="name">Left out with <paramref name="members"/>: there is no group any more.</param>
    /// <param name="members">Open accounts, of any place.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased), typeof(NoOpenAccount))]
    public Task<Outcome<CustomerView>> NameSupportGroup(
        string customerId, Caller caller, [StringLength(100)] string? name = null, [MaxLength(20)] IReadOnlyList<string>? members = null,
        string? requestId = null) =>
        On(customerId, caller, grain => grain.NameSupportGroup(new(
            new NameSupportGroup(name is null && members is null ? null : new SupportGroup(name?.Trim() ?? "", [.. members ?? []])), caller, requestId)));

    /// <summary>Adds a note for colleagues to a customer file.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> AddCustomerNote(string customerId, string note, Caller caller, string? requestId = null) =>
        On(customerId, caller, grain => grain.AddNote(new(new AddNote(note), caller, requestId)));

    /// <summary>
    /// Puts a customer file away: lists leave it out, it is not changed any more, and no new work is taken for it. What is open for the customer is
    /// brought to an end first.
    /// </summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsErased), typeof(CustomerHasOpenWork))]
    public Task<Outcome<CustomerView>> ArchiveCustomer(
        string customerId, Caller caller, [StringLength(1000)] string? reason = null, string? requestId = null) =>
        On(customerId, caller, grain => grain.Archive(new(new ArchiveCustomer(reason), caller, requestId)));

    /// <summary>Takes an archived customer file up again.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> UnarchiveCustomer(string customerId, Caller caller, string? requestId = null) =>
        On(customerId, caller, grain => grain.Unarchive(new(new UnarchiveCustomer(), caller, requestId)));

    private async Task<Outcome<CustomerView>> On(string id, Caller caller, Func<ICustomerGrain, Task<Answer>> ask) =>
        await files.Find(id, caller) is { } file
            ? await grains.Ask(ICustomerGrain.Prefix, file.Id, caller, ask, (Func<Customer, int, CustomerView>)CustomerView.Of)
            : new NotFound(id);

    private async Task<string?> CountryOf(string branchId, Caller caller) =>
        caller.ActsFor(branchId) && RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) ? (await branches.Get(branchId))?.Country : null;

    private async Task<string?> CountryOfCustomer(string id, Caller caller) =>
        await files.Find(id, caller) is { } known ? (await branches.Get(known.BranchId))?.Country : null;
}
