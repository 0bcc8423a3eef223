using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Reports;

/// <summary>The reports of a branch on a working day. Its figures are those that were signed, else those the supervisor confirmed.</summary>
[Table("day_report"), Projected("day_report")]
public sealed record DayReportRow : ISignedByBranch
{
    public string Id { get; init; } = "";

    /// <summary>The branch whose people see to it.</summary>
    [Filtered]
    public string BranchId { get; init; } = "";

    /// <summary>The branch whose day it is.</summary>
    public string OfBranchId { get; init; } = "";

    [Filtered, Sorted]
    public DateOnly Day { get; init; }

    /// <summary>The supervisor confirmed all that the technicians have confirmed.</summary>
    [Filtered]
    public bool IsSummedUp { get; init; }

    [Filtered]
    public bool IsSigned { get; init; }

    /// <summary>A technician's report came or changed after it was signed.</summary>
    [Filtered]
    public bool IsChangedSince { get; init; }

    /// <summary>How many technicians worked.</summary>
    public int Technicians { get; init; }

    /// <summary>How many of them have confirmed.</summary>
    public int Confirmed { get; init; }

    public int PaidMinutes { get; init; }

    public int ContractMinutes { get; init; }

    public int WarrantyMinutes { get; init; }

    public int InternalMinutes { get; init; }

    public int TravelMinutes { get; init; }

    public DateTimeOffset? SummedUpAt { get; init; }

    /// <summary>The key of the account.</summary>
    public string? SummedUpBy { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The key of the account.</summary>
    public string? SignedBy { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static DayReportRow Of(DayReport day, RowStamp stamp)
    {
        var summed = day.Signature?.Report ?? day.Supervisor;
        var worked = summed?.Worked ?? WorkedMinutes.None;
        return new()
        {
            Id = day.Id,
            BranchId = day.BranchId,
            OfBranchId = day.OfBranchId,
            Day = day.Day,
            IsSummedUp = day.IsSummedUp,
            IsSigned = day.IsSigned,
            IsChangedSince = day is { IsSigned: true, IsSignedAsItIs: false },
            Technicians = day.Technicians.Count,
            Confirmed = day.Technicians.Count(report => report.IsConfirmed),
            PaidMinutes = worked.Paid,
            ContractMinutes = worked.Contract,
            WarrantyMinutes = worked.Warranty,
            InternalMinutes = worked.Internal,
            TravelMinutes = summed?.TravelMinutes ?? 0,
            SummedUpAt = summed?.At,
            SummedUpBy = summed?.By,
            SignedAt = day.Signature?.At,
            SignedBy = day.Signature?.By,
            Version = stamp.Version,
            Shape = stamp.Shape,
        };
    }
}

internal sealed class DayReportMapping : IEntityTypeConfiguration<DayReportRow>
{
    public void Configure(EntityTypeBuilder<DayReportRow> builder) => builder.HasKey(row => row.Id);
}

/// <summary>A technician's report of a working day, owed or confirmed.</summary>
[Table("technician_report"), Projected("day_report")]
public sealed record TechnicianReportRow : IScopedToTechnician, ISignedByBranch
{
    /// <summary>The key of the day's reports, a slash and the technician's.</summary>
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    /// <summary>The branch whose day it is.</summary>
    public string OfBranchId { get; init; } = "";

    [Filtered, Sorted]
    public DateOnly Day { get; init; }

    [Filtered]
    public string? TechnicianId { get; init; }

    [Filtered]
    public bool IsConfirmed { get; init; }

    /// <summary>The branch's manager signed the day with it as it is.</summary>
    [Filtered]
    public bool IsSigned { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The key of the account.</summary>
    public string? ConfirmedBy { get; init; }

    public DateTimeOffset DueAt { get; init; }

    internal string DayId => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    public static string KeyOf(string dayId, string technicianId) => $"{dayId}/{technicianId}";

    public static TechnicianReportRow Of(DayReport day, TechnicianReport report) => new()
    {
        Id = KeyOf(day.Id, report.TechnicianId),
        BranchId = day.BranchId,
        OfBranchId = day.OfBranchId,
        Day = day.Day,
        TechnicianId = report.TechnicianId,
        IsConfirmed = report.IsConfirmed,
        IsSigned = day.IsSignedWith(report),
        ConfirmedAt = report.ConfirmedAt,
        ConfirmedBy = report.ConfirmedBy,
        DueAt = day.Times.TechnicianDue,
    };
}

internal sealed class TechnicianReportMapping : IEntityTypeConfiguration<TechnicianReportRow>
{
    public void Configure(EntityTypeBuilder<TechnicianReportRow> builder) => builder.HasKey(row => row.Id);
}
