using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Webhooks.Rules;

/// <summary>Where events are sent to.</summary>
/// <param name="Id"><c>wh-…</c></param>
/// <param name="Events">The names of those it hears of, in their order.</param>
/// <param name="BranchId">Only of this branch; null: of all, and of headquarters.</param>
/// <param name="Secret">What its deliveries are signed with, encrypted.</param>
/// <param name="By">The key of the account that registered it.</param>
[GenerateSerializer, Immutable, Alias("Webhook")]
public sealed record Webhook(
    [property: Id(0)] string Id,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableList<string> Events,
    [property: Id(3)] string? BranchId,
    [property: Id(4)] string Secret,
    [property: Id(5)] DateTimeOffset Since,
    [property: Id(6)] string By)
{
    public bool Hears(string name, string branchId) => Events.Contains(name) && (BranchId is null || BranchId == branchId);
}

/// <summary>The addresses that administrators have registered for events.</summary>
[GenerateSerializer, Immutable, Alias("WebhookBook")]
public sealed record WebhookBook : IRecordState<WebhookBook>
{
    public static string Kind => "webhooks";

    /// <summary>In the order they were registered.</summary>
    [Id(0)]
    public ImmutableList<Webhook> All { get; init; } = [];

    public string BranchId => Assignment.Headquarters;

    public DateTimeOffset? NextDue => null;

    public Webhook? Find(string id) => All.Find(webhook => webhook.Id == id);

    public static WebhookBook Apply(WebhookBook? state, Event happened)
    {
        var known = state ?? new WebhookBook();
        return happened switch
        {
            WebhookRegistered e => known with { All = known.All.Add(new Webhook(e.Id, e.Url, e.Events, e.BranchId, e.Secret, e.At, e.By)) },
            WebhookChanged e => Replaced(known, e.Id, webhook => webhook with { Url = e.Url, Events = e.Events, BranchId = e.BranchId }),
            WebhookSecretReplaced e => Replaced(known, e.Id, webhook => webhook with { Secret = e.Secret }),
            WebhookRemoved e => known with { All = known.All.RemoveAll(webhook => webhook.Id == e.Id) },
            _ => known,
        };
    }

    private static WebhookBook Replaced(WebhookBook book, string id, Func<Webhook, Webhook> change) =>
        book with { All = [.. book.All.Select(webhook => webhook.Id == id ? change(webhook) : webhook)] };
}

// An address may hold a key of its owner's, and a secret is one: the journal keeps neither.
public sealed record WebhookRegistered(
    string Id, [property: Personal] string Url, ImmutableList<string> Events, string? BranchId, [property: Personal] string Secret, DateTimeOffset At, string By) : Event;

public sealed record WebhookChanged(string Id, [property: Personal] string Url, ImmutableList<string> Events, string? BranchId) : Event;

public sealed record WebhookSecretReplaced(string Id, [property: Personal] string Secret) : Event;

public sealed record WebhookRemoved(string Id) : Event;

/// <summary>A delivery was sent to try it out.</summary>
public sealed record WebhookTried(string Id, DateTimeOffset At) : Event;
