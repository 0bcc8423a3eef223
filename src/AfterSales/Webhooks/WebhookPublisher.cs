using AfterSales.Records;
using AfterSales.Webhooks.Rules;

namespace AfterSales.Webhooks;

/// <summary>Owes each address that hears of an event a delivery, in the save that commits the event.</summary>
public sealed class WebhookPublisher(ReferenceCache<IWebhookBookGrain, WebhookBook> book) : IPublishEvents
{
    public async ValueTask<IReadOnlyList<Effect>> EffectsOf(PublishedEvent happened)
    {
        if (await book.Get(IWebhookBookGrain.Key) is not { All.Count: > 0 } known) return [];
        return
        [
            .. known.All.Where(webhook => webhook.Hears(happened.Name, happened.BranchId)).Select(webhook => DeliverWebhook.Of(webhook.Id, happened.Key,
                new OweDelivery(happened.BranchId, webhook.Id, happened.Name, happened.Record, happened.Version, happened.At))),
        ];
    }
}
