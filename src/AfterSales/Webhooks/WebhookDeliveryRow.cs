using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Webhooks.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Webhooks;

[Table("webhook_delivery"), Projected("webhook_delivery")]
public sealed record WebhookDeliveryRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string WebhookId { get; init; } = "";

    public string Event { get; init; } = "";

    [Filtered]
    public string RecordId { get; init; } = "";

    public int RecordVersion { get; init; }

    [Sorted]
    public DateTimeOffset At { get; init; }

    [Filtered]
    public DeliveryState State { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }

    public DateTimeOffset? LastTryAt { get; init; }

    public int? LastStatus { get; init; }

    public DeliveryFailure? LastFailure { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static WebhookDeliveryRow Of(WebhookDelivery delivery, RowStamp stamp) => new()
    {
        Id = delivery.Id,
        BranchId = delivery.BranchId,
        WebhookId = delivery.WebhookId,
        Event = delivery.Event,
        RecordId = delivery.RecordId,
        RecordVersion = delivery.RecordVersion,
        At = delivery.At,
        State = delivery.State,
        Tries = delivery.Tries,
        NextTryAt = delivery.NextTryAt,
        LastTryAt = delivery.LastTryAt,
        LastStatus = delivery.LastStatus,
        LastFailure = delivery.LastFailure,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDeliveryRow>
{
    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> builder) => builder.HasKey(row => row.Id);
}
