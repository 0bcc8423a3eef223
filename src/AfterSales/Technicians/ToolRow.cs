using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Technicians;

[Table("tool_custody"), Projected("technician")]
public sealed record ToolRow : IScopedToTechnician
{
    /// <summary>The technician's key, a slash and the custody's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The technician's home branch.</summary>
    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string? TechnicianId { get; init; }

    [Filtered, Sorted]
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public bool IsValuable { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>The custody has not ended.</summary>
    [Filtered]
    public bool IsKept { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public CustodyEnd? CustodyEnd { get; init; }

    public ToolMishap? Mishap { get; init; }

    public bool? IsNormalWear { get; init; }

    public long? CompensationMinor { get; init; }

    public string? Currency { get; init; }

    public DateTimeOffset? ReportedAt { get; init; }

    public static ToolRow Of(Technician technician, ToolCustody tool) => new()
    {
        Id = $"{technician.Id}/{tool.Id}",
        BranchId = technician.BranchId,
        TechnicianId = technician.Id,
        Code = tool.Code,
        Name = tool.Name,
        IsValuable = tool.IsValuable,
        Since = tool.Since,
        IsKept = tool.EndedAt is null,
        EndedAt = tool.EndedAt,
        CustodyEnd = tool.End,
        Mishap = tool.Report?.Mishap,
        IsNormalWear = tool.Report?.IsNormalWear,
        CompensationMinor = tool.Report?.CompensationMinor,
        Currency = tool.Report?.Currency,
        ReportedAt = tool.Report?.At,
    };
}

internal sealed class ToolMapping : IEntityTypeConfiguration<ToolRow>
{
    public void Configure(EntityTypeBuilder<ToolRow> builder) => builder.HasKey(row => row.Id);
}
