using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tasks.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tasks;

[Table("task"), Projected("task")]
public sealed record WorkTaskRow : IScopedToTechnician, IScopedToAssignee
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public TaskKind Kind { get; init; }

    [Filtered]
    public string About { get; init; } = "";

    [Filtered]
    public string? CustomerId { get; init; }

    [Filtered]
    public Role Role { get; init; }

    [Filtered]
    public string? AssignedTo { get; init; }

    /// <summary>The technician whose job it belongs to, if it does.</summary>
    [Filtered]
    public string? TechnicianId { get; init; }

    [Filtered]
    public bool IsOpen { get; init; }

    [Filtered]
    public bool IsOverdue { get; init; }

    [Filtered]
    public Role? EscalatedTo { get; init; }

    public TaskState State { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>This and the next two: see <see cref="TaskMatter"/>.</summary>
    public PromiseKind? Promise { get; init; }

    public DateTimeOffset? MatterSince { get; init; }

    public DateTimeOffset? MatterUntil { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    /// <summary>What the row knows of the task: enough to say in whose hands it is.</summary>
    internal WorkTask Known() => new()
    {
        BranchId = BranchId, TaskKind = Kind, State = State, Role = Role, AssignedTo = AssignedTo, EscalatedTo = EscalatedTo, TechnicianId = TechnicianId,
    };

    public static WorkTaskRow Of(WorkTask task, RowStamp stamp) => new()
    {
        Id = task.Id,
        BranchId = task.BranchId,
        Kind = task.TaskKind,
        About = task.About,
        CustomerId = task.CustomerId,
        Role = task.Role,
        AssignedTo = task.AssignedTo,
        TechnicianId = task.TechnicianId,
        IsOpen = task.IsOpen,
        IsOverdue = task.IsOverdue,
        EscalatedTo = task.EscalatedTo,
        State = task.State,
        RaisedAt = task.RaisedAt,
        DueAt = task.DueAt,
        EndedAt = task.EndedAt,
        Promise = task.Matter?.Promise,
        MatterSince = task.Matter?.Since,
        MatterUntil = task.Matter?.Until,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class WorkTaskMapping : IEntityTypeConfiguration<WorkTaskRow>
{
    public void Configure(EntityTypeBuilder<WorkTaskRow> builder) => builder.HasKey(row => row.Id);
}
