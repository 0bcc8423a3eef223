using AfterSales.Records;
using AfterSales.Webhooks.Rules;

namespace AfterSales.Webhooks;

/// <summary>One event on its way to one address, by its key <c>whd-…</c>.</summary>
[Alias("IWebhookDeliveryGrain")]
public interface IWebhookDeliveryGrain : IRecord<WebhookDelivery>
{
    const string Prefix = "whd-";

    /// <summary>Has it sent. Asking again changes nothing.</summary>
    [Alias("Owe")]
    Task<Answer> Owe(Intent<OweDelivery> intent);

    /// <summary>Sends it once more. Refused: NotFound, DeliveryOnItsWay, WebhookGone.</summary>
    [Alias("SendAgain")]
    Task<Answer> SendAgain(Intent<SendDeliveryAgain> intent);

    /// <summary>Takes it away, where it was taken, or dropped, before that. False: it stays.</summary>
    [Alias("Forget")]
    Task<bool> Forget(DateTimeOffset before);
}

/// <param name="BranchId">The event's: the key of the branch, or <c>headquarters</c>.</param>
/// <param name="At">When it happened.</param>
[GenerateSerializer, Immutable, Alias("OweDelivery")]
public sealed record OweDelivery(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string WebhookId,
    [property: Id(2)] string Event,
    [property: Id(3)] string RecordId,
    [property: Id(4)] int RecordVersion,
    [property: Id(5)] DateTimeOffset At);

[GenerateSerializer, Immutable, Alias("SendDeliveryAgain")]
public sealed record SendDeliveryAgain;

/// <summary>A record's save has an event sent to an address.</summary>
public sealed record DeliverWebhook(string DeliveryId, OweDelivery Delivery) : Effect
{
    public override string Target => DeliveryId;

    /// <summary>The delivery that this address is owed once for the event.</summary>
    /// <param name="key">That of the event.</param>
    public static DeliverWebhook Of(string webhookId, string key, OweDelivery delivery) =>
        new(RecordKey.Derived(IWebhookDeliveryGrain.Prefix, $"{webhookId}\n{key}"), delivery);

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IWebhookDeliveryGrain>(DeliveryId).Owe(context.Intent(Delivery));
}
