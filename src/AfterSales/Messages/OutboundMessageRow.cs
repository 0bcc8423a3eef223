using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Contacts.Rules;
using AfterSales.Messages.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Messages;

[Table("outbound_message"), Projected("outbound_message")]
public sealed record OutboundMessageRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    [Filtered]
    public string? TicketId { get; init; }

    [Filtered]
    public MessageKind Kind { get; init; }

    [Filtered]
    public string About { get; init; } = "";

    [Filtered]
    public ContactChannel Channel { get; init; }

    [Filtered]
    public MessageState State { get; init; }

    [Sorted]
    public DateTimeOffset AskedAt { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? SentBy { get; init; }

    public DropReason? Dropped { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static OutboundMessageRow Of(OutboundMessage message, RowStamp stamp) => new()
    {
        Id = message.Id,
        BranchId = message.BranchId,
        CustomerId = message.CustomerId,
        TicketId = message.TicketId,
        Kind = message.MessageKind,
        About = message.About,
        Channel = message.Channel,
        State = message.State,
        AskedAt = message.AskedAt,
        Tries = message.Tries,
        NextTryAt = message.NextTryAt,
        EndedAt = message.EndedAt,
        SentBy = message.SentBy,
        Dropped = message.Dropped,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class OutboundMessageMapping : IEntityTypeConfiguration<OutboundMessageRow>
{
    public void Configure(EntityTypeBuilder<OutboundMessageRow> builder) => builder.HasKey(row => row.Id);
}
