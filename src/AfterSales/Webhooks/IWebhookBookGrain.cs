using AfterSales.Records;
using AfterSales.Webhooks.Rules;

namespace AfterSales.Webhooks;

/// <summary>The addresses registered for events. Its key: <see cref="Key"/>.</summary>
[Alias("IWebhookBookGrain")]
public interface IWebhookBookGrain : IRecord<WebhookBook>
{
    const string Prefix = "webhooks-";
    const string Key = "webhooks-headquarters";

    /// <summary>The beginning of the key of one address.</summary>
    const string WebhookPrefix = "wh-";

    /// <summary>Refused: AlreadyExists, TooManyWebhooks, NotFound (branch), InputInvalid.</summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterWebhook> intent);

    /// <summary>What waits for it goes where it leads now. Refused: NotFound, InputInvalid.</summary>
    [Alias("Change")]
    Task<Answer> Change(Intent<ChangeWebhook> intent);

    /// <summary>What is sent from now on is signed with the new one. Refused: NotFound.</summary>
    [Alias("ReplaceSecret")]
    Task<Answer> ReplaceSecret(Intent<ReplaceWebhookSecret> intent);

    /// <summary>What waits for it is dropped. Refused: NotFound.</summary>
    [Alias("Remove")]
    Task<Answer> Remove(Intent<RemoveWebhook> intent);

    /// <summary>Sends it a delivery that tells of nothing. Refused: NotFound.</summary>
    [Alias("TryOut")]
    Task<Answer> TryOut(Intent<TryWebhook> intent);
}

/// <param name="Id"><c>wh-…</c></param>
/// <param name="BranchId">Only of this branch; null: of all, and of headquarters.</param>
[GenerateSerializer, Immutable, Alias("RegisterWebhook")]
public sealed record RegisterWebhook(
    [property: Id(0)] string Id, [property: Id(1)] string Url, [property: Id(2)] IReadOnlyList<string> Events, [property: Id(3)] string? BranchId);

/// <inheritdoc cref="RegisterWebhook"/>
[GenerateSerializer, Immutable, Alias("ChangeWebhook")]
public sealed record ChangeWebhook(
    [property: Id(0)] string Id, [property: Id(1)] string Url, [property: Id(2)] IReadOnlyList<string> Events, [property: Id(3)] string? BranchId);

[GenerateSerializer, Immutable, Alias("ReplaceWebhookSecret")]
public sealed record ReplaceWebhookSecret([property: Id(0)] string Id);

[GenerateSerializer, Immutable, Alias("RemoveWebhook")]
public sealed record RemoveWebhook([property: Id(0)] string Id);

[GenerateSerializer, Immutable, Alias("TryWebhook")]
public sealed record TryWebhook([property: Id(0)] string Id);
