using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Enquiries.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Enquiries;

[Table("enquiry"), Projected("enquiry")]
public sealed record EnquiryRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string? CustomerId { get; init; }

    [Filtered]
    public EnquiryKind Kind { get; init; }

    [Filtered]
    public string? HeardIn { get; init; }

    [Filtered]
    public EnquiryState State { get; init; }

    [Filtered]
    public RequestMatter Matter { get; init; }

    public string? TakenBy { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset TakenAt { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public int Reminders { get; init; }

    public DateTimeOffset? SolvedAt { get; init; }

    public DateTimeOffset? TellBy { get; init; }

    public DateTimeOffset? ToldAt { get; init; }

    public DateTimeOffset? ReportAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static EnquiryRow Of(Enquiry enquiry, RowStamp stamp) => new()
    {
        Id = enquiry.Id,
        BranchId = enquiry.BranchId,
        CustomerId = enquiry.CustomerId,
        Kind = enquiry.EnquiryKind,
        HeardIn = enquiry.HeardIn,
        State = enquiry.State,
        Matter = enquiry.Matter,
        TakenBy = enquiry.TakenBy,
        TakenAt = enquiry.TakenAt,
        DueAt = enquiry.DueAt,
        Reminders = enquiry.Reminders,
        SolvedAt = enquiry.SolvedAt,
        TellBy = enquiry.TellBy,
        ToldAt = enquiry.ToldAt,
        ReportAt = enquiry.ReportAt,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class EnquiryMapping : IEntityTypeConfiguration<EnquiryRow>
{
    public void Configure(EntityTypeBuilder<EnquiryRow> builder) => builder.HasKey(row => row.Id);
}
