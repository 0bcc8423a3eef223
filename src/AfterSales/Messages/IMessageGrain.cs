using AfterSales.Contacts.Rules;
using AfterSales.Messages.Rules;
using AfterSales.Records;

namespace AfterSales.Messages;

/// <summary>A message to a customer, by its key <c>msg-…</c>.</summary>
[Alias("IMessageGrain")]
public interface IMessageGrain : IRecord<OutboundMessage>
{
    const string Prefix = "msg-";

    /// <summary>The key of the message that is owed once for these facts.</summary>
    static string KeyOf(MessageKind kind, string facts) => RecordKey.Derived(Prefix, $"{kind}\n{facts}");

    /// <summary>Has it sent. Asking again changes nothing.</summary>
    [Alias("Ask")]
    Task<Answer> Ask(Intent<AskMessage> intent);

    /// <summary>What it is for is over: what was not sent is not. A message that went out, or never was, stays as it is.</summary>
    [Alias("Drop")]
    Task<Answer> Drop(Intent<DropMessage> intent);

    /// <summary>A person sent it. Refused: NotFound, MessageNotByHand.</summary>
    [Alias("SentByHand")]
    Task<Answer> SentByHand(Intent<MessageGone> intent);

    /// <summary>It could not be delivered. Refused: NotFound, MessageNotByHand, InputInvalid.</summary>
    [Alias("Undeliverable")]
    Task<Answer> Undeliverable(Intent<MessageReturned> intent);
}

/// <param name="About">The key of the record its words are made from.</param>
/// <param name="Channel">E-mail, text message or letter.</param>
[GenerateSerializer, Immutable, Alias("AskMessage")]
public sealed record AskMessage(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string? TicketId,
    [property: Id(3)] MessageKind Kind,
    [property: Id(4)] string About,
    [property: Id(5)] ContactChannel Channel);

[GenerateSerializer, Immutable, Alias("DropMessage")]
public sealed record DropMessage;

[GenerateSerializer, Immutable, Alias("MessageGone")]
public sealed record MessageGone;

[GenerateSerializer, Immutable, Alias("MessageReturned")]
public sealed record MessageReturned([property: Id(0)] string Why);

/// <summary>A record's save has a message sent. <paramref name="MessageId"/> by <see cref="IMessageGrain.KeyOf"/>.</summary>
public sealed record SendMessageToCustomer(string MessageId, AskMessage Message) : Effect
{
    public override string Target => MessageId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<IMessageGrain>(MessageId).Ask(context.Intent(Message));
}

/// <summary>A message a record has asked for is needed no more.</summary>
public sealed record DropMessageToCustomer(string MessageId) : Effect
{
    public override string Target => MessageId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IMessageGrain>(MessageId).Drop(context.Intent(new DropMessage()));
}
