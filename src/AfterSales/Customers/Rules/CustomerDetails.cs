using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using AfterSales.Branches.Rules;

namespace AfterSales.Customers.Rules;

public enum CustomerKind
{
    Person,
    Organisation,
    Dealer,
}

/// <summary>Where the customer, or a product of his, is found.</summary>
/// <param name="Id"><c>a1</c>, <c>a2</c> …, given for good within the file; empty for one that is new.</param>
/// <param name="Region">Province, state or autonomous community.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="IsDefault">Where a technician goes when nothing else is said; a file with addresses has exactly one.</param>
[GenerateSerializer, Immutable, Alias("CustomerAddress")]
public sealed record CustomerAddress(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Street,
    [property: Id(2)] string? City,
    [property: Id(3)] string? Region = null,
    [property: Id(4)] string? PostalCode = null,
    [property: Id(5)] string? Country = null,
    [property: Id(6)] Zone Zone = Zone.Urban,
    [property: Id(7)] Coordinates? Coordinates = null,
    [property: Id(8)] bool IsDefault = false)
{
    public const string Prefix = "a";

    /// <summary>It can be driven to.</summary>
    [JsonIgnore]
    public bool IsPlace => !string.IsNullOrWhiteSpace(Street) && !string.IsNullOrWhiteSpace(City);
}

/// <summary>Somebody to speak with, beside the customer himself.</summary>
/// <param name="Id"><c>p1</c>, <c>p2</c> …, given for good within the file; empty for one that is new.</param>
/// <param name="Role">What the person is there, such as <c>行政经理</c> or <c>portero</c>.</param>
[GenerateSerializer, Immutable, Alias("ContactPerson")]
public sealed record ContactPerson(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Role,
    [property: Id(3)] ImmutableList<Phone> Phones,
    [property: Id(4)] string? Email = null)
{
    public const string Prefix = "p";

    public bool Equals(ContactPerson? other) => other is not null && Phones.SequenceEqual(other.Phones)
        && (Id, Name, Role, Email) == (other.Id, other.Name, other.Role, other.Email);

    public override int GetHashCode() => HashCode.Combine(Id, Name, Role, Phones.Count, Email);
}

/// <summary>What the customer file says of its customer; the part a person types or a list brings.</summary>
[GenerateSerializer, Immutable, Alias("CustomerDetails")]
public sealed record CustomerDetails
{
    [Id(0)]
    public CustomerKind Kind { get; init; }

    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>The customer's own numbers; the first is called first.</summary>
    [Id(2)]
    public ImmutableList<Phone> Phones { get; init; } = [];

    [Id(3)]
    public string? Email { get; init; }

    [Id(4)]
    public ImmutableList<ContactPerson> Contacts { get; init; } = [];

    [Id(5)]
    public ImmutableList<CustomerAddress> Addresses { get; init; } = [];

    /// <summary>BCP 47, such as <c>zh-CN</c>.</summary>
    [Id(6)]
    public string? Language { get; init; }

    /// <summary>IANA name, where the customer lives by another clock than the branch.</summary>
    [Id(7)]
    public string? TimeZone { get; init; }

    /// <summary>The customer's number in another system; with it an import finds the file again.</summary>
    [Id(8)]
    public string? Reference { get; init; }

    /// <summary>Where a technician goes when nothing else is said.</summary>
    [JsonIgnore]
    public CustomerAddress? Address => Addresses.Find(address => address.IsDefault) ?? (Addresses.IsEmpty ? null : Addresses[0]);

    /// <summary>This address, where the file has it; else where a technician goes when nothing else is said.</summary>
    /// <param name="id">Such as that of an installed product.</param>
    public CustomerAddress? AddressOf(string? id) => Addresses.Find(known => known.Id == id) ?? Address;

    /// <summary>As they stand on a letter: name, street, postal code and city.</summary>
    public IReadOnlyList<string> PostalLines() =>
        [.. string.IsNullOrWhiteSpace(Name) ? Array.Empty<string>() : [Name], .. PostalAddress.LinesOf(Address?.Street, Address?.PostalCode, Address?.City)];

    /// <summary>The number to call: the customer's own, else that of the first contact who has one.</summary>
    [JsonIgnore]
    public Phone? Phone => Phones.Concat(Contacts.SelectMany(contact => contact.Phones)).FirstOrDefault();

    /// <summary>The highest number that an address or contact of this file bears.</summary>
    [JsonIgnore]
    public int LastPart => Addresses.Select(address => NumberOf(address.Id, CustomerAddress.Prefix))
        .Concat(Contacts.Select(contact => NumberOf(contact.Id, ContactPerson.Prefix))).DefaultIfEmpty().Max();

    public bool Equals(CustomerDetails? other) => other is not null
        && Phones.SequenceEqual(other.Phones) && Contacts.SequenceEqual(other.Contacts) && Addresses.SequenceEqual(other.Addresses)
        && (Kind, Name, Email, Language, TimeZone, Reference) == (other.Kind, other.Name, other.Email, other.Language, other.TimeZone, other.Reference);

    public override int GetHashCode() => HashCode.Combine(Kind, Name, Phones.Count, Contacts.Count, Addresses.Count, Email, Reference);

    private static int NumberOf(string id, string prefix) =>
        id.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
