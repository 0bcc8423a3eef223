using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Technicians;

[Table("appointment"), Projected("technician")]
public sealed record AppointmentRow : IScopedToTechnician
{
    /// <summary>The key of the visit.</summary>
    public string Id { get; init; } = "";

    /// <summary>The branch that booked.</summary>
    public string BranchId { get; init; } = "";

    public string? TechnicianId { get; init; }

    public string TicketId { get; init; } = "";

    /// <summary>Includes this instant.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>Excludes this instant.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public int TravelMinutes { get; init; }

    public AppointmentState State { get; init; }

    public static AppointmentRow Of(Technician technician, Appointment appointment) => new()
    {
        Id = appointment.VisitId,
        BranchId = appointment.BranchId,
        TechnicianId = technician.Id,
        TicketId = appointment.TicketId,
        StartsAt = appointment.From,
        EndsAt = appointment.To,
        TravelMinutes = appointment.TravelMinutes,
        State = appointment.State,
    };
}

[Table("technician_absence"), Projected("technician")]
public sealed record AbsenceRow : IScopedToTechnician
{
    /// <summary>The technician's key, a slash and the absence's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The home branch.</summary>
    public string BranchId { get; init; } = "";

    public string? TechnicianId { get; init; }

    /// <summary>Includes this instant.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>Excludes this instant.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public AbsenceKind Kind { get; init; }

    public string? SubstituteId { get; init; }

    public bool IsCancelled { get; init; }

    public static AbsenceRow Of(Technician technician, TechnicianAbsence absence) => new()
    {
        Id = $"{technician.Id}/{absence.Id}",
        BranchId = technician.BranchId,
        TechnicianId = technician.Id,
        StartsAt = absence.From,
        EndsAt = absence.To,
        Kind = absence.Kind,
        SubstituteId = absence.SubstituteId,
        IsCancelled = absence.IsCancelled,
    };
}

/// <summary>A loan, seen by the branch that a technician is lent to.</summary>
[Table("technician_loan"), Projected("technician")]
public sealed record LoanRow : IScoped
{
    /// <summary>The technician's key, a slash and the loan's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The branch he is lent to.</summary>
    public string BranchId { get; init; } = "";

    public string HomeBranchId { get; init; } = "";

    public string TechnicianId { get; init; } = "";

    /// <summary>Includes this instant.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>Excludes this instant.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public bool IsOver { get; init; }

    public static LoanRow Of(Technician technician, Loan loan) => new()
    {
        Id = $"{technician.Id}/{loan.Id}",
        BranchId = loan.BranchId,
        HomeBranchId = technician.BranchId,
        TechnicianId = technician.Id,
        StartsAt = loan.From,
        EndsAt = loan.To,
        IsOver = loan.IsOver,
    };
}

internal sealed class CalendarMapping
    : IEntityTypeConfiguration<AppointmentRow>, IEntityTypeConfiguration<AbsenceRow>, IEntityTypeConfiguration<LoanRow>
{
    public void Configure(EntityTypeBuilder<AppointmentRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<AbsenceRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<LoanRow> builder) => builder.HasKey(row => row.Id);
}
