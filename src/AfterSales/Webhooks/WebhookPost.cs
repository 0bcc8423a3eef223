using System.Collections.Concurrent;
using System.Text.Json;
using AfterSales.Channels;
using AfterSales.Records;
using AfterSales.Webhooks.Rules;
using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <param name="Failure">Null: the receiver has it.</param>
/// <param name="Words">How the answer begins.</param>
public sealed record DeliveryAnswer(int? Status, DeliveryFailure? Failure, string? Words);

/// <summary>Sends one delivery, once (the protocol: README.md).</summary>
public sealed class WebhookPost(SignedPost post, WebhookSecrets secrets, IOptions<WebhookSettings> settings, TimeProvider clock)
{
    private const int Gone = 410;

    /// <summary>Who moves a clock waits for all that falls due on the way.</summary>
    private static readonly TimeSpan WhileMoved = TimeSpan.FromSeconds(2);

    // Addresses that gave no answer while the clock was moved to an instant: no time passes for them until then.
    private readonly ConcurrentDictionary<string, (DateTimeOffset MovesTo, DeliveryAnswer Answer)> _silent = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<DeliveryAnswer> Send(Webhook webhook, WebhookDelivery delivery)
    {
        if (secrets.Read(webhook.Secret) is not { } secret) return new DeliveryAnswer(null, DeliveryFailure.SecretLost, null);
        // Addresses are checked when they are registered; a setting may have been taken back since.
        if (WebhookUrl.IssueOf(webhook.Url, settings.Value) is not null) return new DeliveryAnswer(null, DeliveryFailure.AddressNotAllowed, null);
        var movesTo = (clock as VirtualClock)?.MovesTo;
        if (movesTo is not null && _silent.TryGetValue(webhook.Url, out var known) && known.MovesTo == movesTo) return known.Answer;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { delivery.Id, delivery.Event, delivery.At, delivery.RecordId, delivery.RecordVersion, delivery.BranchId }, Json);
        var limit = TimeSpan.FromSeconds(settings.Value.TimeoutSeconds);
        if (movesTo is not null && limit > WhileMoved) limit = WhileMoved;
        var answer = await post.Send(new Uri(webhook.Url), secret, delivery.Id, body, limit, settings.Value.Reach);
        DeliveryFailure? failure = answer switch
        {
            { IsTaken: true } => null,
            { Status: Gone } => DeliveryFailure.Gone,
            { Status: not null } => DeliveryFailure.NotAccepted,
            { Failure: PostFailure.TimedOut } => DeliveryFailure.TimedOut,
            { Failure: PostFailure.NotTrusted } => DeliveryFailure.NotTrusted,
            { Failure: PostFailure.AddressNotAllowed } => DeliveryFailure.AddressNotAllowed,
            _ => DeliveryFailure.NotReached,
        };
        var given = new DeliveryAnswer(answer.Status, failure, answer.Words);
        if (movesTo is { } until && failure is DeliveryFailure.NotReached or DeliveryFailure.TimedOut) _silent[webhook.Url] = (until, given);
        return given;
    }
}
