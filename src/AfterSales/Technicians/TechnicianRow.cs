using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
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

    [Filtered]
    public string BranchId { get; init; } = "";

    [Sorted]
    public string Name { get; init; } = "";

    /// <summary>Codes, divided by spaces.</summary>
    public string Skills { get; init; } = "";

    public int Version { get; init; }

    public int Shape { get; init; }

    /// <summary>The same as the id: a technician sees himself.</summary>
    public string? TechnicianId { get; init; }

    public static TechnicianRow Of(Technician technician, RowStamp stamp) => new()
    {
        Id = technician.Id,
        BranchId = technician.BranchId,
        Name = technician.Name,
        Skills = string.Join(' ', technician.Skills),
        TechnicianId = technician.Id,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

[Table("appointment"), Projected("technician")]
public sealed record AppointmentRow : IScopedToTechnician
{
    /// <summary>The key of the visit.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string? TechnicianId { get; init; }

    public string TicketId { get; init; } = "";

    /// <summary>Includes this instant.</summary>
    [Filtered, Sorted]
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>Excludes this instant.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public AppointmentState State { get; init; }

    public static AppointmentRow Of(Technician technician, Appointment appointment) => new()
    {
        Id = appointment.VisitId,
        BranchId = technician.BranchId,
        TechnicianId = technician.Id,
        TicketId = appointment.TicketId,
        StartsAt = appointment.From,
        EndsAt = appointment.To,
        State = appointment.State,
    };
}

internal sealed class TechnicianMapping : IEntityTypeConfiguration<TechnicianRow>, IEntityTypeConfiguration<AppointmentRow>
{
    public void Configure(EntityTypeBuilder<TechnicianRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<AppointmentRow> builder) => builder.HasKey(row => row.Id);
}
