using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>A part of the details, as the journal names what was changed.</summary>
public enum DetailsPart
{
    Kind,
    Name,
    Phones,
    Email,
    Contacts,
    Addresses,
    Language,
    TimeZone,
    Reference,
}

/// <param name="By">The account that made the file; null where no person did.</param>
[Published("customer.registered")]
public sealed record CustomerRegistered(string Id, string BranchId, [property: Personal] CustomerDetails Details, DateTimeOffset At, string? By = null, DateOnly? Day = null) : Event;

/// <summary>Address, phone, contact or other details changed; at once effective.</summary>
[Published("customer.amended")]
public sealed record CustomerAmended([property: Personal] CustomerDetails Details, ImmutableList<DetailsPart> Changed, DateTimeOffset At) : Event;

public sealed record TierChanged(CustomerTier Tier, [property: Words] string? TierReason) : Event;

/// <param name="By">The account that took it down.</param>
public sealed record ConsentSaid(ConsentChannel Channel, bool IsGiven, DateTimeOffset Since, string By) : Event;

/// <param name="Group">Null: there is none any more.</param>
public sealed record SupportGroupNamed(SupportGroup? Group) : Event;

/// <summary>The file was archived.</summary>
public sealed record CustomerPutAway(DateTimeOffset At, [property: Words] string? ArchiveReason) : Event;

/// <summary>The archived file is worked with again.</summary>
public sealed record CustomerTakenUp : Event;

/// <summary>A note for colleagues.</summary>
public sealed record NoteAdded([property: Words] string Note) : Event;
