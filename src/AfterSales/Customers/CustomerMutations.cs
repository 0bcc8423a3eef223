using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>What a customer file says.</summary>
/// <param name="Phones">As people write them; without a country code they are read as of the branch's country.</param>
/// <param name="Language">BCP 47, such as <c>zh-CN</c>.</param>
/// <param name="Reference">The customer's number in another system; an import finds the file by it.</param>
public sealed record CustomerInput(
    [property: StringLength(200)] string Name,
    CustomerKind Kind = CustomerKind.Person,
    [property: MaxLength(10)] IReadOnlyList<string>? Phones = null,
    [property: EmailAddress, StringLength(254)] string? Email = null,
    [property: StringLength(400)] string? Address = null,
    [property: StringLength(100)] string? City = null,
    Zone Zone = Zone.Urban,
    [property: StringLength(35)] string? Language = null,
    [property: StringLength(100)] string? Reference = null);

[Mutations]
public sealed class CustomerMutations(IGrainFactory grains, ReferenceCache<IBranchGrain, Branch> branches)
{
    /// <summary>Makes a customer file.</summary>
    /// <param name="id">A key of your own choice (<c>c-…</c>), for clients that work offline.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(AlreadyExists))]
    public async Task<Outcome<CustomerView>> RegisterCustomer(
        string branchId, CustomerInput customer, Caller caller, string? id = null, string? requestId = null)
    {
        if (await CountryOf(branchId, caller) is not { } country) return new NotFound(branchId);
        if (Details(customer, country, out var details) is { } refusal) return refusal;
        return await grains.Make(ICustomerGrain.Prefix, id, requestId, caller,
            (ICustomerGrain grain) => grain.Register(new Intent<RegisterCustomer>(new RegisterCustomer(branchId, details), caller, requestId)),
            (Func<Customer, int, CustomerView>)View);
    }

    /// <summary>Takes the place of all details of a customer file; at once effective.</summary>
    [Secured(Permission.KeepCustomerFiles)]
    public async Task<Outcome<CustomerView>> AmendCustomer(string id, CustomerInput customer, Caller caller, string? requestId = null)
    {
        var known = await grains.Read<ICustomerGrain, Customer>(ICustomerGrain.Prefix, id, caller);
        if (known is null || await CountryOf(known.BranchId, caller) is not { } country) return new NotFound(id);
        if (Details(customer, country, out var details) is { } refusal) return refusal;
        return await grains.Ask(ICustomerGrain.Prefix, id, caller,
            (ICustomerGrain grain) => grain.Amend(new Intent<CustomerDetails>(details, caller, requestId)), (Func<Customer, int, CustomerView>)View);
    }

    private static CustomerView View(Customer customer, int version) => new(CustomerRow.Of(customer, new RowStamp(version, 1)));

    private async Task<string?> CountryOf(string branchId, Caller caller) =>
        caller.ActsFor(branchId) && RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId) ? (await branches.Get(branchId))?.Country : null;

    private static InputInvalid? Details(CustomerInput input, string country, out CustomerDetails details)
    {
        var phones = (input.Phones ?? []).Select(written => PhoneNumber.Normalise(written, country)).ToArray();
        var wrong = phones.Index().Where(p => p.Item is null).Select(p => new InputIssue($"customer.phones[{p.Index}]", "NOT_A_PHONE_NUMBER")).ToArray();
        details = new CustomerDetails(input.Kind, input.Name.Trim(), [.. phones.OfType<string>().Distinct()], Blank(input.Email), Blank(input.Address),
            Blank(input.City), input.Zone, Blank(input.Language), Blank(input.Reference));
        return wrong.Length > 0 ? new InputInvalid(wrong) : null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
