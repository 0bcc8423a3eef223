using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Webhooks.Rules;
using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

[GrainType("webhooks")]
public sealed class WebhookBookGrain(
    RecordServices services, WebhookSecrets secrets, IOptions<WebhookSettings> settings, ReferenceCache<IBranchGrain, Branch> branches)
    : RecordGrain<WebhookBook>(services), IWebhookBookGrain
{
    public async Task<Answer> Register(Intent<RegisterWebhook> intent)
    {
        var (asked, by) = (intent.Body, intent.Caller.Account);
        if (await Wrong(asked.Url, asked.BranchId) is { } wrong) return new Answer(Key, 0, wrong);
        return await MakeOrChange(intent,
            now => new(WebhookRules.Register(null, asked, secrets.New(), PublishedEvents.Names, by, now)),
            (book, now) => WebhookRules.Register(book, asked, secrets.New(), PublishedEvents.Names, by, now));
    }

    public async Task<Answer> Change(Intent<ChangeWebhook> intent) => await Wrong(intent.Body.Url, intent.Body.BranchId) is { } wrong
        ? new Answer(Key, 0, wrong)
        : await Decide(intent, (book, now) => WebhookRules.Change(book, intent.Body, PublishedEvents.Names));

    public Task<Answer> ReplaceSecret(Intent<ReplaceWebhookSecret> intent) =>
        Decide(intent, (book, now) => WebhookRules.ReplaceSecret(book, intent.Body.Id, secrets.New()));

    public Task<Answer> Remove(Intent<RemoveWebhook> intent) => Decide(intent, (book, now) => WebhookRules.Remove(book, intent.Body.Id));

    public Task<Answer> TryOut(Intent<TryWebhook> intent) => Decide(intent, (book, now) => WebhookRules.TryOut(book, intent.Body.Id, now));

    protected override IEnumerable<Effect> EffectsOf(WebhookBook state, Event happened) => happened is WebhookTried e
        ? [DeliverWebhook.Of(e.Id, $"{e.At:O}", new OweDelivery(Assignment.Headquarters, e.Id, WebhookRules.Test, e.Id, 0, e.At))]
        : [];

    // There are few, and they are read together.
    protected override IEnumerable<object> RowsOf(WebhookBook state, RowStamp stamp) => [];

    private async ValueTask<Refusal?> Wrong(string url, string? branchId) =>
        WebhookUrl.IssueOf(url, settings.Value) is { } code ? InputInvalid.At("url", code)
        : branchId is not null && await branches.Get(branchId) is null ? new NotFound(branchId)
        : null;
}
