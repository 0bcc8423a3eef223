using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Reports;

/// <summary>A branch's report of a week, month or year.</summary>
[Table("period_report"), Projected("period_report")]
public sealed record PeriodReportRow : ISignedByBranch
{
    public string Id { get; init; } = "";

    /// <summary>The branch whose people see to it.</summary>
    [Filtered]
    public string BranchId { get; init; } = "";

    /// <summary>The branch it is about.</summary>
    public string OfBranchId { get; init; } = "";

    [Filtered]
    public SummaryKind Kind { get; init; }

    [Filtered, Sorted]
    public DateOnly FromDay { get; init; }

    public DateOnly ToDay { get; init; }

    public DateTimeOffset DueAt { get; init; }

    /// <summary>It was written and went to the superior.</summary>
    [Filtered]
    public bool IsSigned { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public string? SubmittedBy { get; init; }

    /// <summary>Measures that nobody has looked at.</summary>
    public int Unchecked { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static PeriodReportRow Of(PeriodReport report, RowStamp stamp) => new()
    {
        Id = report.Id,
        BranchId = report.BranchId,
        OfBranchId = report.OfBranchId,
        Kind = report.Period,
        FromDay = report.From,
        ToDay = report.To,
        DueAt = report.DueAt,
        IsSigned = report.IsSigned,
        SubmittedAt = report.SubmittedAt,
        SubmittedBy = report.SubmittedBy,
        Unchecked = report.Measures.Count(measure => measure.CheckedAt is null),
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class PeriodReportMapping : IEntityTypeConfiguration<PeriodReportRow>
{
    public void Configure(EntityTypeBuilder<PeriodReportRow> builder) => builder.HasKey(row => row.Id);
}
