using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Webhooks.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Webhooks;

/// <param name="Secret">What deliveries are signed with: shown now and never again. Null where the request is a repeat.</param>
[Name("WebhookWithSecret"), Secured(Permission.ManageWebhooks)]
public sealed record WebhookWithSecretView(WebhookView Webhook, string? Secret);

/// <summary>It hears of nothing any more.</summary>
[SecuredByParent]
public sealed record WebhookTakenAway(string Id);

/// <param name="Sent">How many are sent again now.</param>
/// <param name="Left">How many are still set aside.</param>
[SecuredByParent]
public sealed record DeliveriesSentAgain(int Sent, int Left);

[Mutations]
public sealed class WebhookMutations(IGrainFactory grains, WebhookSecrets secrets)
{
    private const int MostEvents = 100;
    private const int MostAtOnce = 100;

    /// <summary>Has events sent to an address from now on.</summary>
    /// <param name="url">Begins with <c>https://</c>; where it may lead say the settings.</param>
    /// <param name="events">Some of <c>webhookEvents</c>.</param>
    /// <param name="branchId">Only of this branch. Left out: of all, and of headquarters.</param>
    /// <param name="id">A key of your own choice (<c>wh-…</c>).</param>
    [Secured(Permission.ManageWebhooks), Errors(typeof(AlreadyExists), typeof(TooManyWebhooks))]
    public Task<Outcome<WebhookWithSecretView>> RegisterWebhook(
        [StringLength(1000)] string url, [MaxLength(MostEvents)] IReadOnlyList<string> events, Caller caller, string? branchId = null, string? id = null, string? requestId = null)
    {
        if (id is not null && !RecordKey.IsWellFormed(IWebhookBookGrain.WebhookPrefix, id)) return Task.FromResult<Outcome<WebhookWithSecretView>>(InputInvalid.At("id", "KEY_MALFORMED"));
        var key = RecordKey.ForNew(IWebhookBookGrain.WebhookPrefix, id, caller, requestId);
        return WithSecret(key, caller, book => book.Register(new Intent<RegisterWebhook>(new RegisterWebhook(key, url, events, branchId), caller, requestId)));
    }

    /// <summary>Changes where an address leads and what it hears of; takes the place of all that was said before.</summary>
    /// <param name="expectedVersion">The version you have read; refused if somebody has changed a webhook since. Left out: whatever holds now.</param>
    [Secured(Permission.ManageWebhooks), Errors(typeof(ChangedMeanwhile))]
    public Task<Outcome<WebhookView>> ChangeWebhook(
        string webhookId, [StringLength(1000)] string url, [MaxLength(MostEvents)] IReadOnlyList<string> events, Caller caller, string? branchId = null,
        int? expectedVersion = null, string? requestId = null) => Shown(webhookId, caller, book => book.Change(
            new Intent<ChangeWebhook>(new ChangeWebhook(webhookId, url, events, branchId), caller, requestId, ExpectedVersion: expectedVersion)));

    /// <summary>Makes a new secret: what is sent from now on is signed with it, also what waits.</summary>
    [Secured(Permission.ManageWebhooks)]
    public Task<Outcome<WebhookWithSecretView>> ReplaceWebhookSecret(string webhookId, Caller caller, string? requestId = null) =>
        WithSecret(webhookId, caller, book => book.ReplaceSecret(new Intent<ReplaceWebhookSecret>(new ReplaceWebhookSecret(webhookId), caller, requestId)));

    /// <summary>Has nothing more sent to an address; what waits for it is dropped.</summary>
    [Secured(Permission.ManageWebhooks)]
    public async Task<Outcome<WebhookTakenAway>> RemoveWebhook(string webhookId, Caller caller, string? requestId = null)
    {
        var answer = await Book.Remove(new Intent<RemoveWebhook>(new RemoveWebhook(webhookId), caller, requestId));
        return answer.Refusal is { } refusal ? refusal : new WebhookTakenAway(webhookId);
    }

    /// <summary>Sends an address a delivery of the event <c>webhook.test</c>, which tells of nothing: <c>webhookDeliveries</c> shows what became of it.</summary>
    [Secured(Permission.ManageWebhooks)]
    public Task<Outcome<WebhookView>> TryWebhook(string webhookId, Caller caller, string? requestId = null) =>
        Shown(webhookId, caller, book => book.TryOut(new Intent<TryWebhook>(new TryWebhook(webhookId), caller, requestId)));

    /// <summary>Sends a delivery once more from the beginning, also one that was taken.</summary>
    [Secured(Permission.ManageWebhooks), Errors(typeof(DeliveryOnItsWay), typeof(WebhookGone))]
    public Task<Outcome<WebhookDeliveryView>> SendWebhookDeliveryAgain(string deliveryId, Caller caller, string? requestId = null) =>
        grains.Ask<IWebhookDeliveryGrain, WebhookDelivery, WebhookDeliveryView>(IWebhookDeliveryGrain.Prefix, deliveryId, caller,
            delivery => delivery.SendAgain(new Intent<SendDeliveryAgain>(new SendDeliveryAgain(), caller, requestId)), WebhookDeliveryView.Of);

    /// <summary>Sends again what is set aside of an address, the oldest first, a hundred at a time: a request that is repeated goes on with what is set aside still.</summary>
    [Secured(Permission.ManageWebhooks), Errors(typeof(WebhookGone))]
    public async Task<Outcome<DeliveriesSentAgain>> SendAllWebhookDeliveriesAgain(
        string webhookId, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation, string? requestId = null)
    {
        if ((await Book.Read(caller))?.Find(webhookId) is null) return new WebhookGone(webhookId);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var aside = db.Set<WebhookDeliveryRow>().AsNoTracking().VisibleTo(caller).Where(row => row.WebhookId == webhookId && row.State == DeliveryState.SetAside);
        var sent = 0;
        foreach (var key in await aside.OrderBy(row => row.At).ThenBy(row => row.Id).Select(row => row.Id).Take(MostAtOnce).ToListAsync(cancellation))
        {
            var answer = await grains.GetGrain<IWebhookDeliveryGrain>(key).SendAgain(new Intent<SendDeliveryAgain>(new SendDeliveryAgain(), caller, requestId));
            if (answer.Refusal is null) sent++;
        }

        return new DeliveriesSentAgain(sent, await aside.CountAsync(cancellation));
    }

    private IWebhookBookGrain Book => grains.GetGrain<IWebhookBookGrain>(IWebhookBookGrain.Key);

    private async Task<Outcome<WebhookView>> Shown(string webhookId, Caller caller, Func<IWebhookBookGrain, Task<Answer>> ask)
    {
        var answer = await ask(Book);
        if (answer.Refusal is { } refusal) return refusal;
        return await Book.ReadVersioned(caller) is (var book, var version) && book.Find(webhookId) is { } webhook ? new WebhookView(webhook, version) : new NotFound(webhookId);
    }

    /// <summary>A secret that was there before is shown no second time.</summary>
    private async Task<Outcome<WebhookWithSecretView>> WithSecret(string webhookId, Caller caller, Func<IWebhookBookGrain, Task<Answer>> ask)
    {
        var before = (await Book.Read(caller))?.Find(webhookId)?.Secret;
        var answer = await ask(Book);
        if (answer.Refusal is { } refusal) return refusal;
        if (await Book.ReadVersioned(caller) is not (var book, var version) || book.Find(webhookId) is not { } webhook) return new NotFound(webhookId);
        return new WebhookWithSecretView(new WebhookView(webhook, version), webhook.Secret == before ? null : secrets.Read(webhook.Secret));
    }
}
