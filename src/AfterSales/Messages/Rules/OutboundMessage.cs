using AfterSales.Branches.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Records;

namespace AfterSales.Messages.Rules;

/// <summary>What a message to a customer is for; its words are made from the record it is about.</summary>
public enum MessageKind
{
    /// <summary>Answer the opinion card (S1 P2 22).</summary>
    SurveyInvitation,

    /// <summary>The opinion card is still unanswered.</summary>
    SurveyReminder,

    /// <summary>Answer a questionnaire (S0 P3).</summary>
    QuestionnaireInvitation,

    /// <summary>The contract ends soon (S1 P2 20).</summary>
    ContractExpiry,

    /// <summary>The technician comes later than agreed (S2 B1.3).</summary>
    VisitDelayed,

    /// <summary>A visit is booked, handed on or moved; with the link to the ticket's page.</summary>
    VisitBooked,

    /// <summary>The link to the ticket's page.</summary>
    TicketPage,
}

public enum MessageState
{
    /// <summary>To be sent by a channel of the service.</summary>
    Waiting,

    /// <summary>To be sent by a person.</summary>
    ByHand,

    Sent,

    /// <summary>It could not be delivered, by hand neither.</summary>
    NotDelivered,

    /// <summary>It went out by nobody: see the reason.</summary>
    Dropped,
}

public enum DropReason
{
    /// <summary>What it was for came about, or is over.</summary>
    NotNeeded,

    /// <summary>The customer refuses to be written to by each of the ways he has.</summary>
    NoConsent,
}

/// <summary>A message that goes out to a customer (domain.md §5). Its words are written when it is sent: neither they nor the address stand here.</summary>
[GenerateSerializer, Immutable, Alias("OutboundMessage")]
public sealed record OutboundMessage : IRecordState<OutboundMessage>
{
    public static string Kind => "outbound_message";

    /// <summary><c>msg-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string CustomerId { get; init; } = "";

    [Id(3)]
    public string? TicketId { get; init; }

    [Id(4)]
    public MessageKind MessageKind { get; init; }

    /// <summary>The key of the record its words are made from.</summary>
    [Id(5)]
    public string About { get; init; } = "";

    /// <summary>E-mail, text message or letter.</summary>
    [Id(6)]
    public ContactChannel Channel { get; init; }

    [Id(7)]
    public MessageState State { get; init; }

    [Id(8)]
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>How often it was given to the channel.</summary>
    [Id(9)]
    public int Tries { get; init; }

    [Id(10)]
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>When it went out, or was found undeliverable.</summary>
    [Id(11)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The account that sent it by hand; null where the service did.</summary>
    [Id(12)]
    public string? SentBy { get; init; }

    [Id(13)]
    public DropReason? Dropped { get; init; }

    public bool IsOpen => State is MessageState.Waiting or MessageState.ByHand;

    public DateTimeOffset? NextDue => State == MessageState.Waiting ? NextTryAt : null;

    public static OutboundMessage Apply(OutboundMessage? state, Event happened) => happened switch
    {
        MessageAsked e => new OutboundMessage
        {
            Id = e.Id, BranchId = e.BranchId, CustomerId = e.CustomerId, TicketId = e.TicketId, MessageKind = e.Kind, About = e.About, Channel = e.Channel,
            AskedAt = e.At, NextTryAt = e.At,
        },
        MessageGoesAnotherWay e => state! with { Channel = e.Channel, Tries = 0 },
        MessageNotTaken e => state! with { Tries = e.Tries, NextTryAt = e.NextTryAt },
        MessageLeftToPeople => state! with { State = MessageState.ByHand, NextTryAt = null },
        MessageSent e => state! with { State = MessageState.Sent, EndedAt = e.At, SentBy = e.By, NextTryAt = null },
        MessageUndeliverable e => state! with { State = MessageState.NotDelivered, EndedAt = e.At, SentBy = e.By },
        MessageDropped e => state! with { State = MessageState.Dropped, Dropped = e.Reason, EndedAt = e.At, NextTryAt = null },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

public sealed record MessageAsked(
    string Id, string BranchId, string CustomerId, string? TicketId, MessageKind Kind, string About, ContactChannel Channel, DateTimeOffset At) : Event;

/// <summary>The customer refuses the way it was asked for: it goes by the next one he has.</summary>
public sealed record MessageGoesAnotherWay(ContactChannel Channel) : Event;

/// <summary>The channel could not take it: it is given it again.</summary>
public sealed record MessageNotTaken(int Tries, DateTimeOffset NextTryAt) : Event;

/// <summary>No channel of the service can send it: a person does.</summary>
public sealed record MessageLeftToPeople(DateTimeOffset DueAt) : Event;

/// <param name="By">The account that sent it by hand; null: the service.</param>
/// <param name="Subject">What it said: in one line, or the whole of what holds no secret.</param>
public sealed record MessageSent(DateTimeOffset At, string? By, [property: Words] string Subject) : Event;

public sealed record MessageUndeliverable(DateTimeOffset At, string By, [property: Words] string Why) : Event;

/// <param name="TellBy">By when somebody is to tell the customer in another way; null where he need not know.</param>
public sealed record MessageDropped(DropReason Reason, DateTimeOffset At, DateTimeOffset? TellBy = null) : Event;
