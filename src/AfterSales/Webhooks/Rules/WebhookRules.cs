using System.Collections.Immutable;
using AfterSales.Channels.Rules;
using AfterSales.Records;

namespace AfterSales.Webhooks.Rules;

/// <summary>Which addresses hear of what, and how often one that does not answer is tried.</summary>
public static class WebhookRules
{
    /// <summary>Each costs every save that is published an effect.</summary>
    public const int MostWebhooks = 30;

    /// <summary>Of a delivery that tries an address out.</summary>
    public const string Test = "webhook.test";

    /// <param name="secret">Encrypted.</param>
    /// <param name="known">The names of the events there are.</param>
    public static Decision Register(WebhookBook? book, RegisterWebhook asked, string secret, IReadOnlyList<string> known, string by, DateTimeOffset now)
    {
        if (book?.Find(asked.Id) is not null) return new AlreadyExists(asked.Id);
        if (book?.All.Count >= MostWebhooks) return new TooManyWebhooks(MostWebhooks);
        return IssuesOf(asked.Events, known) is { } wrong ? wrong : new WebhookRegistered(asked.Id, asked.Url, Ordered(asked.Events), asked.BranchId, secret, now, by);
    }

    public static Decision Change(WebhookBook book, ChangeWebhook asked, IReadOnlyList<string> known)
    {
        if (book.Find(asked.Id) is not { } webhook) return new NotFound(asked.Id);
        if (IssuesOf(asked.Events, known) is { } wrong) return wrong;
        var events = Ordered(asked.Events);
        return (webhook.Url, webhook.BranchId) == (asked.Url, asked.BranchId) && webhook.Events.SequenceEqual(events)
            ? Decision.NothingToDo : new WebhookChanged(asked.Id, asked.Url, events, asked.BranchId);
    }

    public static Decision ReplaceSecret(WebhookBook book, string id, string secret) => book.Find(id) is null ? new NotFound(id) : new WebhookSecretReplaced(id, secret);

    public static Decision Remove(WebhookBook book, string id) => book.Find(id) is null ? new NotFound(id) : new WebhookRemoved(id);

    public static Decision TryOut(WebhookBook book, string id, DateTimeOffset now) => book.Find(id) is null ? new NotFound(id) : new WebhookTried(id, now);

    public static Decision Owe(string id, OweDelivery owed, DateTimeOffset now) =>
        new DeliveryOwed(id, owed.BranchId, owed.WebhookId, owed.Event, owed.RecordId, owed.RecordVersion, owed.At, now);

    /// <param name="words">How the answer begins.</param>
    public static Decision Given(WebhookDelivery delivery, int? status, DeliveryFailure? failure, string? words, WebhookTries tries, DateTimeOffset now)
    {
        var made = delivery.Tries + 1;
        if (failure is not { } why) return new DeliveryTaken(made, status!.Value, now, words);
        var isFinal = made >= tries.Most || why is DeliveryFailure.Gone or DeliveryFailure.AddressNotAllowed or DeliveryFailure.SecretLost;
        return isFinal
            ? new DeliverySetAside(made, status, why, now, words)
            : new DeliveryNotTaken(made, status, why, now, now + BackOff.After(made, tries.FirstAfterMinutes, tries.LongestWaitMinutes), words);
    }

    /// <summary>
    /// As <see cref="Given"/>, while a clock is being moved: none of it passes for the receiver, so the tries that fall due on the way end as this one, and each
    /// need not be made.
    /// </summary>
    /// <param name="movesTo">To where; null where time passes by itself.</param>
    public static Decision GivenUntil(
        WebhookDelivery delivery, int? status, DeliveryFailure? failure, string? words, WebhookTries tries, DateTimeOffset now, DateTimeOffset? movesTo)
    {
        var events = new List<Event>();
        for (DateTimeOffset? at = now; at is { } then; at = delivery.NextDue <= movesTo ? delivery.NextDue : null)
        {
            var given = Given(delivery, status, failure, words, tries, then).Events;
            events.AddRange(given);
            delivery = given.Aggregate(delivery, WebhookDelivery.Apply);
        }

        return Decision.Of(events);
    }

    /// <summary>Once more from the beginning, also what was taken: a receiver may have lost it.</summary>
    public static Decision SendAgain(WebhookDelivery delivery, bool isRegistered, DateTimeOffset now)
    {
        if (delivery.State == DeliveryState.Waiting) return new DeliveryOnItsWay(delivery.NextTryAt ?? now);
        return isRegistered ? new DeliverySentAgain(now) : new WebhookGone(delivery.WebhookId);
    }

    /// <summary>What was taken, or is owed to nobody any more, and that long ago. What is set aside waits for somebody.</summary>
    public static bool MayBeForgotten(WebhookDelivery delivery, DateTimeOffset before) =>
        delivery.State is DeliveryState.Delivered or DeliveryState.Dropped && (delivery.LastTryAt ?? delivery.At) < before;

    private static InputInvalid? IssuesOf(IReadOnlyList<string> events, IReadOnlyList<string> known)
    {
        if (events.Count == 0) return InputInvalid.At("events", "REQUIRED");
        InputIssue[] unknown = [.. events.Index().Where(named => !known.Contains(named.Item)).Select(named => new InputIssue($"events[{named.Index}]", "UNKNOWN"))];
        return unknown.Length == 0 ? null : new InputInvalid(unknown);
    }

    private static ImmutableList<string> Ordered(IEnumerable<string> events) => [.. events.Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>More addresses would make every change of a record slower.</summary>
[GenerateSerializer, Immutable, Alias("TooManyWebhooks")]
public sealed record TooManyWebhooks([property: Id(0)] int Most) : Refusal;

/// <summary>The delivery is still being tried.</summary>
/// <param name="NextTryAt">When it is tried next.</param>
[GenerateSerializer, Immutable, Alias("DeliveryOnItsWay")]
public sealed record DeliveryOnItsWay([property: Id(0)] DateTimeOffset NextTryAt) : Refusal;

/// <summary>The address it was for has been removed.</summary>
[GenerateSerializer, Immutable, Alias("WebhookGone")]
public sealed record WebhookGone([property: Id(0)] string WebhookId) : Refusal;
