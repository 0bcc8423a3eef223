using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

public enum CustomerKind
{
    Person,
    Organisation,
    Dealer,
}

/// <summary>Decides how soon a technician is promised (domain.md §4).</summary>
public enum Zone
{
    Urban,
    Suburban,
}

/// <summary>What the customer file says; the part a person types or a list brings.</summary>
/// <param name="Reference">The customer's number in another system; with it an import finds the file again.</param>
/// <param name="Phones">E.164, such as <c>+34911234567</c>; the first is called first.</param>
/// <param name="Language">BCP 47, such as <c>zh-CN</c>.</param>
[GenerateSerializer, Immutable, Alias("CustomerDetails")]
public sealed record CustomerDetails(
    [property: Id(0)] CustomerKind Kind,
    [property: Id(1)] string Name,
    [property: Id(2)] ImmutableList<string> Phones,
    [property: Id(3)] string? Email,
    [property: Id(4)] string? Address,
    [property: Id(5)] string? City,
    [property: Id(6)] Zone Zone,
    [property: Id(7)] string? Language,
    [property: Id(8)] string? Reference)
{
    public bool Equals(CustomerDetails? other) => other is not null && Phones.SequenceEqual(other.Phones)
        && (Kind, Name, Email, Address, City, Zone, Language, Reference)
            == (other.Kind, other.Name, other.Email, other.Address, other.City, other.Zone, other.Language, other.Reference);

    public override int GetHashCode() => HashCode.Combine(Kind, Name, Phones.Count, Email, Reference);
}

/// <summary>The customer file (domain.md §2).</summary>
[GenerateSerializer, Immutable, Alias("Customer")]
public sealed record Customer : IRecordState<Customer>
{
    public static string Kind => "customer";

    /// <summary><c>c-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch that keeps the file.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public CustomerDetails Details { get; init; } = new(CustomerKind.Person, "", [], null, null, null, Zone.Urban, null, null);

    [Id(3)]
    public DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? NextDue => null;

    public static Customer Apply(Customer? state, Event happened) => happened switch
    {
        CustomerRegistered e => new Customer { Id = e.Id, BranchId = e.BranchId, Details = e.Details, RegisteredAt = e.At },
        CustomerAmended e => state! with { Details = e.Details },
        _ => state!,
    };
}

public sealed record CustomerRegistered(string Id, string BranchId, [property: Personal] CustomerDetails Details, DateTimeOffset At) : Event;

/// <summary>Address, phone, contact or other details changed; at once effective.</summary>
public sealed record CustomerAmended([property: Personal] CustomerDetails Details) : Event;
