using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Webhooks.Rules;

namespace AfterSales.Webhooks;

[GrainType("webhook_delivery")]
public sealed class WebhookDeliveryGrain(
    RecordServices services, ReferenceCache<IWebhookBookGrain, WebhookBook> book, WebhookPost post, EffectivePolicies policies, TimeProvider clock)
    : RecordGrain<WebhookDelivery>(services), IWebhookDeliveryGrain
{
    // A save that fails is decided again: what this try sent is not sent again.
    private (DateTimeOffset? Try, DeliveryAnswer Answer)? _sent;

    public Task<Answer> Owe(Intent<OweDelivery> intent) => MakeOrChange(intent, now => new(WebhookRules.Owe(Key, intent.Body, now)), (delivery, now) => Decision.NothingToDo);

    public Task<Answer> SendAgain(Intent<SendDeliveryAgain> intent) => AskAndDecide(intent, async (delivery, now) =>
        WebhookRules.SendAgain(delivery, (await book.Get(IWebhookBookGrain.Key))?.Find(delivery.WebhookId) is not null, now));

    public async Task<bool> Forget(DateTimeOffset before)
    {
        if (State is { } delivery && !WebhookRules.MayBeForgotten(delivery, before)) return false;
        await Forget();
        return true;
    }

    protected override async ValueTask<Decision> WhenDue(WebhookDelivery state, DateTimeOffset now)
    {
        if (_sent is not { } sent || sent.Try != state.NextTryAt)
        {
            if ((await book.Get(IWebhookBookGrain.Key))?.Find(state.WebhookId) is not { } webhook) return new DeliveryDropped(now);
            sent = (state.NextTryAt, await post.Send(webhook, state));
            _sent = sent;
        }

        var (status, failure, words) = sent.Answer;
        return WebhookRules.GivenUntil(
            state, status, failure, words, (await policies.At(state.BranchId)).Get(WebhookPolicies.Tries), now, (clock as VirtualClock)?.MovesTo);
    }

    protected override IEnumerable<object> RowsOf(WebhookDelivery state, RowStamp stamp) => [WebhookDeliveryRow.Of(state, stamp)];
}
