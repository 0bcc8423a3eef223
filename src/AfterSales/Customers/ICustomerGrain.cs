using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>A customer file, by its key <c>c-…</c>.</summary>
[Alias("ICustomerGrain")]
public interface ICustomerGrain : IRecord<Customer>
{
    const string Prefix = "c-";

    /// <summary>Refused: InputInvalid (neither name nor phone), AlreadyExists.</summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterCustomer> intent);

    /// <summary>Takes the place of the details. Refused: InputInvalid, NotFound.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<CustomerDetails> intent);

    /// <summary>Registers or amends, as an import needs it. Refused: InputInvalid, NotFound (kept by a branch the caller can't see).</summary>
    [Alias("Put")]
    Task<Answer> Put(Intent<RegisterCustomer> intent);

    /// <summary>Adds an address (empty id) or takes the place of one. Refused: InputInvalid, NotFound.</summary>
    [Alias("PutAddress")]
    Task<Answer> PutAddress(Intent<CustomerAddress> intent);

    /// <summary>Refused: NotFound.</summary>
    [Alias("RemoveAddress")]
    Task<Answer> RemoveAddress(Intent<RemovePart> intent);

    /// <summary>Adds a contact (empty id) or takes the place of one. Refused: InputInvalid, NotFound.</summary>
    [Alias("PutContact")]
    Task<Answer> PutContact(Intent<ContactPerson> intent);

    /// <summary>Refused: NotFound, InputInvalid (nobody would be known by the file any more).</summary>
    [Alias("RemoveContact")]
    Task<Answer> RemoveContact(Intent<RemovePart> intent);

    /// <summary>Refused: InputInvalid (no reason).</summary>
    [Alias("ChangeTier")]
    Task<Answer> ChangeTier(Intent<ChangeTier> intent);

    /// <summary>Takes down that the customer allows or refuses to be addressed over a channel.</summary>
    [Alias("SayConsent")]
    Task<Answer> SayConsent(Intent<SayConsent> intent);

    /// <summary>Names the people who look after the customer, or nobody. Refused: InputInvalid.</summary>
    [Alias("NameSupportGroup")]
    Task<Answer> NameSupportGroup(Intent<NameSupportGroup> intent);

    /// <summary>Refused: InputInvalid (empty).</summary>
    [Alias("AddNote")]
    Task<Answer> AddNote(Intent<AddNote> intent);

    /// <summary>Puts the file away: lists leave it out, and new tickets are refused for it.</summary>
    [Alias("Archive")]
    Task<Answer> Archive(Intent<ArchiveCustomer> intent);

    [Alias("Unarchive")]
    Task<Answer> Unarchive(Intent<UnarchiveCustomer> intent);
}

[GenerateSerializer, Immutable, Alias("RegisterCustomer")]
public sealed record RegisterCustomer([property: Id(0)] string BranchId, [property: Id(1)] CustomerDetails Details);

/// <param name="Id">Of the address or contact.</param>
[GenerateSerializer, Immutable, Alias("RemovePart")]
public sealed record RemovePart([property: Id(0)] string Id);

[GenerateSerializer, Immutable, Alias("ChangeTier")]
public sealed record ChangeTier([property: Id(0)] CustomerTier Tier, [property: Id(1)] string? Reason);

[GenerateSerializer, Immutable, Alias("SayConsent")]
public sealed record SayConsent([property: Id(0)] ConsentChannel Channel, [property: Id(1)] bool IsGiven);

/// <param name="Group">Null takes the group away.</param>
[GenerateSerializer, Immutable, Alias("NameSupportGroup")]
public sealed record NameSupportGroup([property: Id(0)] SupportGroup? Group);

[GenerateSerializer, Immutable, Alias("AddNote")]
public sealed record AddNote([property: Id(0)] string Note);

[GenerateSerializer, Immutable, Alias("ArchiveCustomer")]
public sealed record ArchiveCustomer([property: Id(0)] string? Reason);

[GenerateSerializer, Immutable, Alias("UnarchiveCustomer")]
public sealed record UnarchiveCustomer;
