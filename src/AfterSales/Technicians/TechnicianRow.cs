using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Technicians;

[Table("technician"), Projected("technician")]
public sealed record TechnicianRow : IScopedToTechnician
{
    public string Id { get; init; } = "";

    /// <summary>The home branch.</summary>
    [Filtered]
    public string BranchId { get; init; } = "";

    [Sorted]
    public string Name { get; init; } = "";

    /// <summary>Codes with their levels (<c>cooling:Expert</c>), divided by spaces.</summary>
    public string Skills { get; init; } = "";

    public DateOnly? InTradeSince { get; init; }

    /// <summary>His own hours of the week as JSON; null: the branch's.</summary>
    public string? OwnHours { get; init; }

    /// <summary>Belongs to the company.</summary>
    [Filtered]
    public bool IsActive { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    /// <summary>The same as the id: a technician sees himself.</summary>
    public string? TechnicianId { get; init; }

    public ImmutableList<WeeklyHours>? Hours() =>
        OwnHours is null ? null : JsonSerializer.Deserialize<ImmutableList<WeeklyHours>>(OwnHours, RecordJson.State);

    public static TechnicianRow Of(Technician technician, RowStamp stamp) => new()
    {
        Id = technician.Id,
        BranchId = technician.BranchId,
        Name = technician.Name,
        Skills = string.Join(' ', technician.Qualifications.Skills.Select(skill => $"{skill.Code}:{skill.Level}")),
        InTradeSince = technician.Qualifications.InTradeSince,
        OwnHours = technician.Availability.OwnHours is { } own ? JsonSerializer.Serialize(own, RecordJson.State) : null,
        IsActive = !technician.HasLeft,
        TechnicianId = technician.Id,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class TechnicianMapping : IEntityTypeConfiguration<TechnicianRow>
{
    public void Configure(EntityTypeBuilder<TechnicianRow> builder) => builder.HasKey(row => row.Id);
}
