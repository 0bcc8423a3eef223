using AfterSales.Records;

namespace AfterSales.Webhooks.Rules;

public enum DeliveryState
{
    /// <summary>To be sent, or sent again.</summary>
    Waiting,

    /// <summary>The receiver answered that it has it.</summary>
    Delivered,

    /// <summary>It was not taken, and is not tried again by itself.</summary>
    SetAside,

    /// <summary>The address was removed before it was taken.</summary>
    Dropped,
}

/// <summary>Why a delivery was not taken.</summary>
public enum DeliveryFailure
{
    /// <summary>The receiver answered otherwise than 2xx: the status says how.</summary>
    NotAccepted,

    /// <summary>The receiver answered 410: it wants nothing more there.</summary>
    Gone,

    /// <summary>Nobody was found or listens there, or the connection broke off.</summary>
    NotReached,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>The certificate does not belong to the address, or nobody vouches for it.</summary>
    NotTrusted,

    /// <summary>The address lies in a network that may not be reached.</summary>
    AddressNotAllowed,

    /// <summary>The secret cannot be read any more: it has to be replaced.</summary>
    SecretLost,
}

/// <summary>One event on its way to one address.</summary>
[GenerateSerializer, Immutable, Alias("WebhookDelivery")]
public sealed record WebhookDelivery : IRecordState<WebhookDelivery>
{
    public static string Kind => "webhook_delivery";

    /// <summary><c>whd-…</c>, made of the address and the event.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>That of the event: the key of the branch, or <c>headquarters</c>.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string WebhookId { get; init; } = "";

    /// <summary>The event's name.</summary>
    [Id(3)]
    public string Event { get; init; } = "";

    /// <summary>The key of the record it happened to.</summary>
    [Id(4)]
    public string RecordId { get; init; } = "";

    /// <summary>The record's version that the event led to.</summary>
    [Id(5)]
    public int RecordVersion { get; init; }

    /// <summary>When it happened.</summary>
    [Id(6)]
    public DateTimeOffset At { get; init; }

    [Id(7)]
    public DeliveryState State { get; init; }

    /// <summary>Since it was first sent, or sent again by somebody.</summary>
    [Id(8)]
    public int Tries { get; init; }

    [Id(9)]
    public DateTimeOffset? NextTryAt { get; init; }

    [Id(10)]
    public DateTimeOffset? LastTryAt { get; init; }

    /// <summary>The HTTP status of the last answer; null where there was none.</summary>
    [Id(11)]
    public int? LastStatus { get; init; }

    [Id(12)]
    public DeliveryFailure? LastFailure { get; init; }

    public DateTimeOffset? NextDue => State == DeliveryState.Waiting ? NextTryAt : null;

    public static WebhookDelivery Apply(WebhookDelivery? state, Event happened) => happened switch
    {
        DeliveryOwed e => new WebhookDelivery
        {
            Id = e.Id, BranchId = e.BranchId, WebhookId = e.WebhookId, Event = e.Event, RecordId = e.RecordId, RecordVersion = e.RecordVersion, At = e.At, NextTryAt = e.OwedAt,
        },
        DeliveryTaken e => state! with { State = DeliveryState.Delivered, Tries = e.Tries, NextTryAt = null, LastTryAt = e.At, LastStatus = e.Status, LastFailure = null },
        DeliveryNotTaken e => state! with { Tries = e.Tries, NextTryAt = e.NextTryAt, LastTryAt = e.At, LastStatus = e.Status, LastFailure = e.Failure },
        DeliverySetAside e => state! with
        {
            State = DeliveryState.SetAside, Tries = e.Tries, NextTryAt = null, LastTryAt = e.At, LastStatus = e.Status, LastFailure = e.Failure,
        },
        DeliveryDropped => state! with { State = DeliveryState.Dropped, NextTryAt = null },
        DeliverySentAgain e => state! with { State = DeliveryState.Waiting, Tries = 0, NextTryAt = e.At },
        _ => state!,
    };
}

public sealed record DeliveryOwed(
    string Id, string BranchId, string WebhookId, string Event, string RecordId, int RecordVersion, DateTimeOffset At, DateTimeOffset OwedAt) : Event;

/// <param name="Answer">How the answer begins.</param>
public sealed record DeliveryTaken(int Tries, int Status, DateTimeOffset At, [property: Words] string? Answer) : Event;

/// <summary>It is sent again.</summary>
public sealed record DeliveryNotTaken(int Tries, int? Status, DeliveryFailure Failure, DateTimeOffset At, DateTimeOffset NextTryAt, [property: Words] string? Answer) : Event;

public sealed record DeliverySetAside(int Tries, int? Status, DeliveryFailure Failure, DateTimeOffset At, [property: Words] string? Answer) : Event;

/// <summary>The address was removed.</summary>
public sealed record DeliveryDropped(DateTimeOffset At) : Event;

public sealed record DeliverySentAgain(DateTimeOffset At) : Event;
