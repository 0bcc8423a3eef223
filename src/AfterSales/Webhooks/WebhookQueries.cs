using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Webhooks.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Webhooks;

/// <summary>An address that hears of events. Its secret was shown once.</summary>
[Name("Webhook"), Secured(Permission.ManageWebhooks)]
public sealed class WebhookView(Webhook webhook, int version)
{
    public string Id => webhook.Id;

    public string Url => webhook.Url;

    /// <summary>The names of the events it hears of.</summary>
    public IReadOnlyList<string> Events => webhook.Events;

    /// <summary>Only of this branch; null: of all, and of headquarters.</summary>
    public string? BranchId => webhook.BranchId;

    public DateTimeOffset RegisteredAt => webhook.Since;

    /// <summary>The key of the account.</summary>
    public string RegisteredById => webhook.By;

    /// <summary>Counts the changes of all webhooks.</summary>
    public int Version => version;
}

/// <summary>One event on its way to one address.</summary>
[Name("WebhookDelivery"), Secured(Permission.ManageWebhooks)]
public sealed class WebhookDeliveryView(WebhookDeliveryRow row)
{
    /// <summary>The receiver sees it as <c>id</c>: the same each time it is sent.</summary>
    public string Id => row.Id;

    public string WebhookId => row.WebhookId;

    /// <summary>The event's name.</summary>
    public string Event => row.Event;

    /// <summary>The key of the record it happened to.</summary>
    public string RecordId => row.RecordId;

    /// <summary>The record's version that the event led to.</summary>
    public int RecordVersion => row.RecordVersion;

    /// <summary>The event's: the key of the branch, or <c>headquarters</c>.</summary>
    public string BranchId => row.BranchId;

    /// <summary>When the event happened.</summary>
    public DateTimeOffset At => row.At;

    public DeliveryState State => row.State;

    /// <summary>Since it was first sent, or sent again by somebody.</summary>
    public int Tries => row.Tries;

    public DateTimeOffset? NextTryAt => row.NextTryAt;

    public DateTimeOffset? LastTryAt => row.LastTryAt;

    /// <summary>Why the last try was not taken; null where it was, or none was made.</summary>
    public DeliveryFailure? LastFailure => row.LastFailure;

    /// <summary>The HTTP status of the last answer; null where there was none.</summary>
    public int? LastStatus => row.LastStatus;

    /// <summary>How the last answer began that said anything.</summary>
    public Deferred<string?> GetLastAnswer(JournalTextLoader texts) => texts.Load(row.Id).Select(all => all?.LastOrDefault(text => text.Field == "answer")?.Words);

    public static WebhookDeliveryView Of(WebhookDelivery delivery, int version) => new(WebhookDeliveryRow.Of(delivery, new RowStamp(version, 1)));
}

[Queries]
public sealed class WebhookQueries
{
    /// <summary>The addresses that hear of events, in the order they were registered.</summary>
    [Secured(Permission.ManageWebhooks)]
    public async Task<IReadOnlyList<WebhookView>> WebhooksAsync(IGrainFactory grains, Caller caller) =>
        await grains.GetGrain<IWebhookBookGrain>(IWebhookBookGrain.Key).ReadVersioned(caller) is (var book, var version)
            ? [.. book.All.Select(webhook => new WebhookView(webhook, version))] : [];

    /// <summary>The names of the events that an address can hear of.</summary>
    [Secured(Permission.ManageWebhooks)]
    public IReadOnlyList<string> WebhookEvents() => PublishedEvents.Names;

    /// <summary>The deliveries to all addresses; those that nobody took have the state <c>SET_ASIDE</c>.</summary>
    [Secured(Permission.ManageWebhooks), Paged(typeof(WebhookDeliveryRow))]
    public async Task<Connection<WebhookDeliveryView>> WebhookDeliveriesAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<WebhookDeliveryRow>().VisibleTo(caller), page, cancellation)).Select(row => new WebhookDeliveryView(row));
}
