using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Records;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Headquarters;

/// <summary>A customer's ticket that was open when a branch's day ended, and had been registered more than a week before. Written once, by <see cref="BacklogKeeper"/>.</summary>
[Table("backlog_ticket")]
public sealed record BacklogTicketRow : IRolledUp
{
    /// <summary>The keys of branch, day and ticket, with slashes between: one that is handed over between two midnights stands in the evenings of both branches.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    /// <summary>The day at the branch that had just ended.</summary>
    public DateOnly Day { get; init; }

    public string TicketId { get; init; } = "";

    public string? CustomerId { get; init; }

    public string? TechnicianId { get; init; }

    public string? ModelId { get; init; }

    public TicketKind Kind { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [Day];
}

internal sealed class BacklogTicketMapping : IEntityTypeConfiguration<BacklogTicketRow>
{
    public void Configure(EntityTypeBuilder<BacklogTicketRow> builder) => builder.HasKey(row => row.Id);
}
