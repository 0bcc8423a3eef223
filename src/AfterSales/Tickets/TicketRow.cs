using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tickets;

[Table("ticket"), Projected("ticket")]
public sealed record TicketRow : IScopedToTechnician, IRolledUp
{
    public string Id { get; init; } = "";

    [Filtered]
    public string Number { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    public string? ProductId { get; init; }

    [Filtered]
    public string? TechnicianId { get; init; }

    [Filtered]
    public TicketStep Step { get; init; }

    /// <summary>Not completed yet.</summary>
    [Filtered]
    public bool IsOpen { get; init; }

    public TicketKind Kind { get; init; }

    public ServiceCategory? Category { get; init; }

    public Channel Channel { get; init; }

    public bool IsEmergency { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Filtered]
    public DateOnly RegisteredDay { get; init; }

    public DateTimeOffset? VisitFrom { get; init; }

    public DateTimeOffset? VisitTo { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Filtered]
    public DateOnly? CompletedDay { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => CompletedDay is { } completed ? [RegisteredDay, completed] : [RegisteredDay];

    public static TicketRow Of(Ticket ticket, RowStamp stamp) => new()
    {
        Id = ticket.Id,
        Number = ticket.Number,
        BranchId = ticket.BranchId,
        CustomerId = ticket.CustomerId,
        ProductId = ticket.ProductId,
        TechnicianId = ticket.TechnicianId,
        Step = ticket.Step,
        IsOpen = ticket.Step != TicketStep.Completed,
        Kind = ticket.TicketKind,
        Category = ticket.Assessment.Category,
        Channel = ticket.Channel,
        IsEmergency = ticket.IsEmergency,
        RegisteredAt = ticket.RegisteredAt,
        RegisteredDay = ticket.RegisteredDay,
        VisitFrom = ticket.Visits.Last?.From,
        VisitTo = ticket.Visits.Last?.To,
        CompletedAt = ticket.Completion.At,
        CompletedDay = ticket.Completion.Day,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class TicketMapping : IEntityTypeConfiguration<TicketRow>
{
    public void Configure(EntityTypeBuilder<TicketRow> builder) => builder.HasKey(row => row.Id);
}
