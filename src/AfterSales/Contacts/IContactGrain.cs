using AfterSales.Access;
using AfterSales.Contacts.Rules;
using AfterSales.Records;

namespace AfterSales.Contacts;

/// <summary>An entry of the contact register, by its key <c>k-…</c>.</summary>
[Alias("IContactGrain")]
public interface IContactGrain : IRecord<Contact>
{
    const string Prefix = "k-";

    /// <summary>The key of the entry that another record's contact is registered under, once for these facts.</summary>
    static string KeyOf(string facts) => RecordKey.Derived(Prefix, facts);

    /// <summary>Registers it. Refused: InputInvalid, NotFound (branch, customer), CustomerIsArchived, CompanionMissing, AlreadyExists.</summary>
    [Alias("Record")]
    Task<Answer> Record(Intent<RecordedContact> intent);

    /// <summary>It turns out to be an emergency: the superior is told at once.</summary>
    [Alias("FlagEmergency")]
    Task<Answer> FlagEmergency(Intent<FlagEmergency> intent);

    /// <summary>Sends it on to a person or unit. Refused: InputInvalid.</summary>
    [Alias("SendOn")]
    Task<Answer> SendOn(Intent<SendContactOn> intent);

    /// <summary>Says whose it was, and which ticket came of it. Refused: InputInvalid, NotFound (customer).</summary>
    [Alias("Link")]
    Task<Answer> Link(Intent<LinkContact> intent);

    /// <summary>Another person accompanies the visitor. Refused: NoVisitorHere.</summary>
    [Alias("NameCompanion")]
    Task<Answer> NameCompanion(Intent<NameCompanion> intent);

    /// <summary>The visitor left. Refused: NoVisitorHere.</summary>
    [Alias("Leave")]
    Task<Answer> Leave(Intent<VisitorLeaves> intent);
}

/// <param name="At">When it took place; null: now.</param>
/// <param name="CustomerId">Null while it is not known whose it is.</param>
/// <param name="Counterpart">Who was on the other side, where no customer file says so.</param>
/// <param name="SentOnTo">An account, or the name of a unit.</param>
/// <param name="Companion">The account that accompanies a visitor.</param>
/// <param name="TakenBy">The account that took or made it, where that is not the caller.</param>
/// <param name="About">The key of the ticket, follow-up call, message, enquiry, complaint or contract it belongs to: such an entry needs no words.</param>
/// <param name="Outcome">What became of it, where we called or wrote.</param>
/// <param name="PersonId">The technician (<c>tech-…</c>) or account complained about in it, who does not see it.</param>
[GenerateSerializer, Immutable, Alias("RecordedContact")]
public sealed record RecordedContact(
    [property: Id(0)] string BranchId,
    [property: Id(1)] ContactChannel Channel,
    [property: Id(2)] ContactDirection Direction,
    [property: Id(3)] ContactSubject Subject,
    [property: Id(4)] string Text,
    [property: Id(5)] DateTimeOffset? At = null,
    [property: Id(6)] string? CustomerId = null,
    [property: Id(7)] string? TicketId = null,
    [property: Id(8)] Counterpart? Counterpart = null,
    [property: Id(9)] bool IsEmergency = false,
    [property: Id(10)] string? SentOnTo = null,
    [property: Id(11)] string? Companion = null,
    [property: Id(12)] string? TakenBy = null,
    [property: Id(13)] string? About = null,
    [property: Id(14)] ContactOutcome? Outcome = null,
    [property: Id(15)] string? PersonId = null);

[GenerateSerializer, Immutable, Alias("FlagEmergency")]
public sealed record FlagEmergency;

/// <param name="To">An account, or the name of a unit.</param>
[GenerateSerializer, Immutable, Alias("SendContactOn")]
public sealed record SendContactOn([property: Id(0)] string To);

[GenerateSerializer, Immutable, Alias("LinkContact")]
public sealed record LinkContact([property: Id(0)] string? CustomerId, [property: Id(1)] string? TicketId);

/// <param name="Account">The companion's.</param>
[GenerateSerializer, Immutable, Alias("NameCompanion")]
public sealed record NameCompanion([property: Id(0)] string Account);

[GenerateSerializer, Immutable, Alias("VisitorLeaves")]
public sealed record VisitorLeaves;

/// <summary>
/// A record's call or letter goes into the register: told twice it stands there once. <paramref name="ContactId"/> by
/// <see cref="IContactGrain.KeyOf"/> of the facts that make it one.
/// </summary>
public sealed record RecordContact(string ContactId, RecordedContact Contact) : Effect
{
    public override string Target => ContactId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var register = grains.GetGrain<IContactGrain>(ContactId);
        return await register.Read(Caller.System) is null ? await register.Record(context.Intent(Contact)) : new Answer(ContactId, 0);
    }
}

/// <summary>A record came of a contact that is registered already.</summary>
public sealed record LinkHeardContact(string ContactId, LinkContact Link) : Effect
{
    public override string Target => ContactId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<IContactGrain>(ContactId).Link(context.Intent(Link));
}
