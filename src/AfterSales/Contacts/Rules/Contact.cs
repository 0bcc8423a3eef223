using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Contacts.Rules;

/// <summary>How somebody was reached (S1 P1 3.1).</summary>
public enum ContactChannel
{
    Call,
    Letter,
    Email,
    Fax,
    WebMessage,

    /// <summary>A short message to a telephone or in a messenger.</summary>
    Message,

    /// <summary>In person: at the branch when it is incoming, at the customer's when it is outgoing.</summary>
    Visit,
}

public enum ContactDirection
{
    /// <summary>The customer addressed us.</summary>
    Incoming,

    /// <summary>We addressed the customer.</summary>
    Outgoing,
}

/// <summary>What it was about; letters are told apart by it in the letter list (S3 ⑹-5 规定 8).</summary>
public enum ContactSubject
{
    Request,
    Enquiry,
    Complaint,
    Suggestion,
    FollowUp,
    Notice,
    Invitation,
    Answer,
    Offer,
    Other,
}

/// <summary>What became of a call or letter of ours.</summary>
public enum ContactOutcome
{
    Reached,
    NoAnswer,

    /// <summary>The customer asked to be called at another time.</summary>
    CallBackLater,
    WrongNumber,

    /// <summary>The customer wants none of these.</summary>
    Declined,

    /// <summary>It has gone out.</summary>
    Sent,

    /// <summary>It could not be delivered.</summary>
    NotDelivered,
}

/// <summary>To whom the entry was sent on.</summary>
/// <param name="To">An account, or the name of a unit.</param>
/// <param name="By">The account that sent it.</param>
[GenerateSerializer, Immutable, Alias("SentOn")]
public sealed record SentOn([property: Id(0)] string To, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By);

/// <summary>Who was on the other side, while no customer file says so.</summary>
/// <param name="Phone">E.164, with <c>;ext=</c> before an extension.</param>
[GenerateSerializer, Immutable, Alias("Counterpart")]
public sealed record Counterpart([property: Id(0)] string? Name, [property: Id(1)] string? Phone);

/// <summary>An entry of the contact register: one call, letter, message or visit, in or out (domain.md §2; feature 1). Its text stands in the journal.</summary>
[GenerateSerializer, Immutable, Alias("Contact")]
public sealed record Contact : IRecordState<Contact>, IHiddenFromPerson
{
    public static string Kind => "contact";

    /// <summary><c>k-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>For people: <c>SH-K2611-00007</c>.</summary>
    [Id(1)]
    public string Number { get; init; } = "";

    [Id(2)]
    public string BranchId { get; init; } = "";

    [Id(3)]
    public ContactChannel Channel { get; init; }

    [Id(4)]
    public ContactDirection Direction { get; init; }

    [Id(5)]
    public ContactSubject Subject { get; init; }

    /// <summary>When it took place.</summary>
    [Id(6)]
    public DateTimeOffset At { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(7)]
    public DateOnly Day { get; init; }

    /// <summary>The account that took it, or made it; null where the service itself did.</summary>
    [Id(8)]
    public string? TakenBy { get; init; }

    [Id(9)]
    public string? CustomerId { get; init; }

    [Id(10)]
    public string? TicketId { get; init; }

    [Id(11)]
    public Counterpart? Counterpart { get; init; }

    [Id(12)]
    public bool IsEmergency { get; init; }

    /// <summary>When the superior was told of the emergency.</summary>
    [Id(13)]
    public DateTimeOffset? SuperiorToldAt { get; init; }

    /// <summary>The account that accompanies a visitor until he leaves (S1 P1 3.3).</summary>
    [Id(14)]
    public string? Companion { get; init; }

    [Id(15)]
    public DateTimeOffset? VisitorLeftAt { get; init; }

    /// <summary>In order.</summary>
    [Id(16)]
    public ImmutableList<SentOn> SentOn { get; init; } = [];

    /// <summary>The key of the follow-up call, card, enquiry, complaint or contract it belongs to; its words may stand there.</summary>
    [Id(17)]
    public string? About { get; init; }

    /// <summary>What became of it, where we called or wrote.</summary>
    [Id(18)]
    public ContactOutcome? Outcome { get; init; }

    /// <summary>Who is complained about in it, and does not see it.</summary>
    [Id(19)]
    public string? PersonId { get; init; }

    /// <summary>An enquiry, and the file of the customer who made it says in whose name it is and where the product stands.</summary>
    [Id(20)]
    public bool IsEnquiryRecorded { get; init; }

    public DateTimeOffset? NextDue => null;

    /// <summary>Somebody asked us something.</summary>
    [JsonIgnore]
    public bool IsEnquiry => IsEnquiryOf(Subject, Direction);

    public static bool IsEnquiryOf(ContactSubject subject, ContactDirection direction) => subject == ContactSubject.Enquiry && direction == ContactDirection.Incoming;

    /// <summary>Somebody came to the branch and has not left.</summary>
    [JsonIgnore]
    public bool IsVisitorHere => Channel == ContactChannel.Visit && Direction == ContactDirection.Incoming && VisitorLeftAt is null;

    public static Contact Apply(Contact? state, Event happened) => happened switch
    {
        ContactRecorded e => new Contact
        {
            Id = e.Id, Number = e.Number, BranchId = e.BranchId, Channel = e.Channel, Direction = e.Direction, Subject = e.Subject, At = e.At, Day = e.Day,
            TakenBy = e.TakenBy, CustomerId = e.CustomerId, TicketId = e.TicketId, Counterpart = e.Counterpart, Companion = e.Companion,
            About = e.About, Outcome = e.Outcome, PersonId = e.PersonId,
        },
        EmergencyFlagged e => state! with { IsEmergency = true, SuperiorToldAt = e.At },
        ContactSentOn e => state! with { SentOn = state.SentOn.Add(new SentOn(e.To, e.At, e.By)) },
        ContactLinked e => state! with
        {
            CustomerId = e.CustomerId ?? state.CustomerId, TicketId = e.TicketId ?? state.TicketId,
            IsEnquiryRecorded = state.IsEnquiryRecorded && (e.CustomerId ?? state.CustomerId) == state.CustomerId,
        },
        EnquiryRecorded => state! with { IsEnquiryRecorded = true },
        CompanionNamed e => state! with { Companion = e.Account },
        VisitorLeft e => state! with { VisitorLeftAt = e.At },
        CounterpartErased => state! with { Counterpart = null },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };

    public bool Equals(Contact? other) => other is not null && SentOn.SequenceEqual(other.SentOn)
        && (Id, Number, BranchId, Channel, Direction, Subject, At, Day) == (other.Id, other.Number, other.BranchId, other.Channel, other.Direction, other.Subject, other.At, other.Day)
        && (TakenBy, CustomerId, TicketId, Counterpart, IsEmergency, SuperiorToldAt, Companion, VisitorLeftAt)
            == (other.TakenBy, other.CustomerId, other.TicketId, other.Counterpart, other.IsEmergency, other.SuperiorToldAt, other.Companion, other.VisitorLeftAt)
        && (About, Outcome, PersonId, IsEnquiryRecorded) == (other.About, other.Outcome, other.PersonId, other.IsEnquiryRecorded);

    public override int GetHashCode() => HashCode.Combine(Id, SentOn.Count, CustomerId, TicketId);
}

public sealed record ContactRecorded(
    string Id, string Number, string BranchId, ContactChannel Channel, ContactDirection Direction, ContactSubject Subject, DateTimeOffset At, DateOnly Day,
    string? TakenBy, string? CustomerId, string? TicketId, [property: Personal] Counterpart? Counterpart, string? Companion,
    [property: Words] string Text, string? About = null, ContactOutcome? Outcome = null, string? PersonId = null) : Event;

/// <summary>Who was on the other side is not known any more.</summary>
public sealed record CounterpartErased : Event;

/// <summary>An emergency: the superior is told at once.</summary>
/// <param name="ConfirmBy">When it goes further up, if nobody has confirmed it.</param>
public sealed record EmergencyFlagged(DateTimeOffset At, DateTimeOffset ConfirmBy) : Event;

/// <param name="To">An account, or the name of a unit.</param>
public sealed record ContactSentOn(string To, DateTimeOffset At, string By) : Event;

/// <summary>It is known now whose it was, or which ticket came of it.</summary>
public sealed record ContactLinked(string? CustomerId, string? TicketId) : Event;

/// <summary>The file of the customer who asked says in whose name it is and where the product stands (S4 A1 四).</summary>
public sealed record EnquiryRecorded : Event;

public sealed record CompanionNamed(string Account) : Event;

public sealed record VisitorLeft(DateTimeOffset At) : Event;
