using System.ComponentModel.DataAnnotations;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>A customer as a person types it: one person or organisation with its contacts and addresses.</summary>
/// <param name="Phones">As written, extension and all; without a country code they are of the branch's country. The first is called first.</param>
/// <param name="Language">BCP 47, such as <c>zh-CN</c>.</param>
/// <param name="TimeZone">IANA name, where the customer lives by another clock than the branch.</param>
/// <param name="Reference">The customer's number in another system; an import finds the file by it.</param>
public sealed record CustomerInput(
    [property: StringLength(200)] string Name,
    CustomerKind Kind = CustomerKind.Person,
    [property: MaxLength(10)] IReadOnlyList<string>? Phones = null,
    [property: EmailAddress, StringLength(254)] string? Email = null,
    [property: MaxLength(50)] IReadOnlyList<ContactPersonInput>? Contacts = null,
    [property: MaxLength(100)] IReadOnlyList<CustomerAddressInput>? Addresses = null,
    [property: StringLength(35)] string? Language = null,
    [property: StringLength(64)] string? TimeZone = null,
    [property: StringLength(100)] string? Reference = null);

/// <summary>Somebody to speak with.</summary>
/// <param name="Id">Of a contact the file has; left out for a new one.</param>
/// <param name="Role">What the person is there.</param>
/// <param name="Phones">As written, extension and all.</param>
public sealed record ContactPersonInput(
    [property: StringLength(200)] string Name,
    string? Id = null,
    [property: StringLength(100)] string? Role = null,
    [property: MaxLength(10)] IReadOnlyList<string>? Phones = null,
    [property: EmailAddress, StringLength(254)] string? Email = null);

/// <summary>Where the customer, or a product of his, is found.</summary>
/// <param name="Id">Of an address the file has; left out for a new one.</param>
/// <param name="Region">Province, state or autonomous community.</param>
/// <param name="Country">ISO 3166 alpha-2; left out, the branch's.</param>
/// <param name="Zone">Counts where the branch's zones say nothing of the place or postal code.</param>
/// <param name="IsDefault">Where a technician goes when nothing else is said; the first is, where none says so.</param>
public sealed record CustomerAddressInput(
    [property: StringLength(400)] string? Street = null,
    [property: StringLength(100)] string? City = null,
    [property: StringLength(100)] string? Region = null,
    [property: StringLength(20)] string? PostalCode = null,
    [property: StringLength(2)] string? Country = null,
    Zone Zone = Zone.Urban,
    CoordinatesInput? Coordinates = null,
    bool IsDefault = false,
    string? Id = null);

/// <summary>Brings what was typed into the file's words: text trimmed, phones in E.164.</summary>
internal static class CustomerInputs
{
    public static InputInvalid? Read(CustomerInput input, string country, out CustomerDetails details)
    {
        var issues = new List<InputIssue>();
        details = new CustomerDetails
        {
            Kind = input.Kind,
            Name = input.Name.Trim(),
            Phones = [.. Phones(input.Phones, "customer.phones", country, issues)],
            Email = Blank(input.Email),
            Contacts = [.. (input.Contacts ?? []).Select((contact, i) => Contact(contact, $"customer.contacts[{i}].phones", country, issues))],
            Addresses = [.. (input.Addresses ?? []).Select(address => Address(address, country))],
            Language = Blank(input.Language),
            TimeZone = Blank(input.TimeZone),
            Reference = Blank(input.Reference),
        };
        return issues.Count > 0 ? new InputInvalid(issues) : null;
    }

    public static InputInvalid? Read(ContactPersonInput input, string country, out ContactPerson contact)
    {
        var issues = new List<InputIssue>();
        contact = Contact(input, "contact.phones", country, issues);
        return issues.Count > 0 ? new InputInvalid(issues) : null;
    }

    public static CustomerAddress Address(CustomerAddressInput input, string country) => new(
        Blank(input.Id) ?? "", Blank(input.Street), Blank(input.City), Blank(input.Region), Blank(input.PostalCode),
        Blank(input.Country)?.ToUpperInvariant() ?? country, input.Zone,
        input.Coordinates is { } at ? new Coordinates(at.Latitude, at.Longitude) : null, input.IsDefault);

    private static ContactPerson Contact(ContactPersonInput input, string path, string country, List<InputIssue> issues) => new(
        Blank(input.Id) ?? "", input.Name.Trim(), Blank(input.Role), [.. Phones(input.Phones, path, country, issues)], Blank(input.Email));

    private static IEnumerable<Phone> Phones(IReadOnlyList<string>? written, string path, string country, List<InputIssue> issues)
    {
        var read = (written ?? []).Select(text => PhoneNumber.Read(text, country)).ToArray();
        issues.AddRange(read.Index().Where(phone => phone.Item.Problem is not null).Select(phone => new InputIssue($"{path}[{phone.Index}]", phone.Item.Problem!)));
        return read.Select(phone => phone.Phone).OfType<Phone>().Distinct();
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
