using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tickets;

/// <summary>A visit, for a technician's list and for his evaluation.</summary>
[Table("visit"), Projected("ticket")]
public sealed record VisitRow : IScopedToTechnician
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string? TechnicianId { get; init; }

    [Filtered]
    public string TicketId { get; init; } = "";

    /// <summary>Includes this instant.</summary>
    [Filtered, Sorted]
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>Excludes this instant.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>It is to come or under way.</summary>
    [Filtered]
    public bool IsCurrent { get; init; }

    /// <summary>Null while it is to come or under way.</summary>
    [Filtered]
    public VisitEnd? HowEnded { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset ContactBy { get; init; }

    public DateTimeOffset? ContactedAt { get; init; }

    public DateTimeOffset? ReportDue { get; init; }

    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>A report is owed.</summary>
    [Filtered]
    public bool IsReportMissing { get; init; }

    /// <summary>The supervisor's mark for the time, from 1 (poor) to 4 (excellent).</summary>
    public int? TimeMark { get; init; }

    /// <summary>The supervisor's mark for the quality, from 1 (poor) to 4 (excellent).</summary>
    public int? QualityMark { get; init; }

    public static IEnumerable<VisitRow> Of(Ticket ticket) => ticket.AllVisits.Select(visit => new VisitRow
    {
        Id = visit.Id,
        BranchId = ticket.BranchId,
        TechnicianId = visit.TechnicianId,
        TicketId = ticket.Id,
        StartsAt = visit.From,
        EndsAt = visit.To,
        IsCurrent = visit.End is null,
        HowEnded = visit.End,
        EndedAt = visit.Ended?.At,
        ContactBy = visit.ContactBy,
        ContactedAt = visit.Contacted?.At,
        ReportDue = visit.ReportDue,
        ReportedAt = visit.Reported?.At,
        IsReportMissing = visit is { ReportDue: not null, Reported: null },
        TimeMark = (int?)visit.Marks?.Time + 1,
        QualityMark = (int?)visit.Marks?.Quality + 1,
    });
}

internal sealed class VisitMapping : IEntityTypeConfiguration<VisitRow>
{
    public void Configure(EntityTypeBuilder<VisitRow> builder) => builder.HasKey(row => row.Id);
}
