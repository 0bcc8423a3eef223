using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AfterSales.Customers.Rules;

/// <summary>What a complete customer file says (S3 ⑹-5 一1). Which of these are required is a policy.</summary>
public enum FileField
{
    Name,

    /// <summary>A number of the customer or of a contact.</summary>
    Phone,

    Email,

    /// <summary>Somebody to speak with; asked of organisations and dealers only.</summary>
    ContactPerson,

    /// <summary>Of the default address, like the next five.</summary>
    Street,

    City,
    Region,
    PostalCode,
    Country,
    Coordinates,
    Language,

    /// <summary>An answer, yes or no, for one channel at least.</summary>
    Consent,

    MaintenanceCycle,
    NextService,
    WishedServices,
    NextCall,
}

/// <summary>How far a customer file is complete.</summary>
/// <param name="Required">How many fields are asked of this customer.</param>
/// <param name="Missing">Those of them that are empty.</param>
[GenerateSerializer, Immutable, Alias("Completeness")]
public sealed record Completeness([property: Id(0)] int Required, [property: Id(1)] ImmutableList<FileField> Missing)
{
    public static Completeness Unknown { get; } = new(0, []);

    [JsonIgnore]
    public bool IsComplete => Required > 0 && Missing.IsEmpty;

    /// <summary>Whole per cent, rounded down, so that a hundred means complete.</summary>
    [JsonIgnore]
    public int Percent => Required == 0 ? 0 : (Required - Missing.Count) * 100 / Required;

    public bool Equals(Completeness? other) => other is not null && Required == other.Required && Missing.SequenceEqual(other.Missing);

    public override int GetHashCode() => HashCode.Combine(Required, Missing.Count);
}

public static class CompletenessRules
{
    public static Completeness Of(Customer customer, ImmutableList<FileField> required)
    {
        var asked = required.Where(field => IsAskedOf(customer, field)).Distinct().Order().ToArray();
        return new(asked.Length, [.. asked.Where(field => !IsFilled(customer, field))]);
    }

    /// <summary>In whose name it is, and where the product stands: what an enquiry has to leave behind (S4 A1 四).</summary>
    public static bool EnquiryIsRecorded(Customer customer) =>
        !string.IsNullOrWhiteSpace(customer.Details.Name) && customer.Details.Addresses.Exists(address => address.IsPlace);

    private static bool IsAskedOf(Customer customer, FileField field) => field != FileField.ContactPerson || customer.Details.Kind != CustomerKind.Person;

    private static bool IsFilled(Customer customer, FileField field)
    {
        var (details, address) = (customer.Details, customer.Details.Address);
        return field switch
        {
            FileField.Name => Has(details.Name),
            FileField.Phone => details.Phone is not null,
            FileField.Email => Has(details.Email),
            FileField.ContactPerson => details.Contacts.Exists(contact => Has(contact.Name)),
            FileField.Street => Has(address?.Street),
            FileField.City => Has(address?.City),
            FileField.Region => Has(address?.Region),
            FileField.PostalCode => Has(address?.PostalCode),
            FileField.Country => Has(address?.Country),
            FileField.Coordinates => address?.Coordinates is not null,
            FileField.Language => Has(details.Language),
            FileField.Consent => !customer.Consents.Said.IsEmpty,
            FileField.MaintenanceCycle => customer.Service.Cycle is not null,
            FileField.NextService => customer.Service.NextOn is not null,
            FileField.WishedServices => !customer.Service.Wishes.IsEmpty,
            FileField.NextCall => customer.Service.NextCall is not null,
            _ => true,
        };

        static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);
    }
}
