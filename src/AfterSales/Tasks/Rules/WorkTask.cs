using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Tasks.Rules;

/// <summary>How a task stands.</summary>
public enum TaskState
{
    Open,

    /// <summary>Somebody reported it done.</summary>
    Done,

    /// <summary>What it was for came about, or was given up, without anybody reporting it.</summary>
    Settled,
}

/// <summary>When an unfinished task goes to the next higher one.</summary>
/// <param name="Role">Who hears of it, at the task's place; at headquarters where the role is held there.</param>
/// <param name="At">Within the working hours of the place, or of headquarters where the role is held there; at any hour in an emergency.</param>
[GenerateSerializer, Immutable, Alias("EscalationStep")]
public sealed record EscalationStep([property: Id(0)] Role Role, [property: Id(1)] DateTimeOffset At);

/// <summary>What comes of a task is read by somebody, which is a task of its own.</summary>
/// <param name="Kind">Which task.</param>
/// <param name="Account">The key of the account that is named for it; null: anyone in the role.</param>
[GenerateSerializer, Immutable, Alias("TaskReport")]
public sealed record TaskReport([property: Id(0)] TaskKind Kind, [property: Id(1)] Role Role, [property: Id(2)] string? Account);

/// <summary>
/// Something a person has to do by a time, about another record. It reminds of itself: once its time is up it is overdue and goes up step by
/// step until it is done (domain.md §4, §5).
/// </summary>
[GenerateSerializer, Immutable, Alias("WorkTask")]
public sealed record WorkTask : IRecordState<WorkTask>, IScopedToTechnician, IScopedToAssignee
{
    public static string Kind => "task";

    /// <summary><c>task-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The key of the branch, or <c>headquarters</c>.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public TaskKind TaskKind { get; init; }

    /// <summary>The key of the record it is about.</summary>
    [Id(3)]
    public string About { get; init; } = "";

    [Id(4)]
    public string? CustomerId { get; init; }

    /// <summary>Whoever holds this role at the place may do it.</summary>
    [Id(5)]
    public Role Role { get; init; }

    /// <summary>The key of the account it was given to; null: anyone in the role.</summary>
    [Id(6)]
    public string? AssignedTo { get; init; }

    [Id(7)]
    public DateTimeOffset RaisedAt { get; init; }

    [Id(8)]
    public DateTimeOffset DueAt { get; init; }

    [Id(9)]
    public TaskState State { get; init; }

    [Id(10)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The steps still ahead, the nearest first.</summary>
    [Id(11)]
    public ImmutableList<EscalationStep> Escalations { get; init; } = [];

    /// <summary>The highest it has gone; null while it has not.</summary>
    [Id(12)]
    public Role? EscalatedTo { get; init; }

    [Id(13)]
    public bool IsOverdue { get; init; }

    /// <summary>The technician whose job it belongs to, if it does: he sees it too.</summary>
    [Id(14)]
    public string? TechnicianId { get; init; }

    /// <summary>Who reads what came of it; null: nobody waits for it.</summary>
    [Id(15)]
    public TaskReport? Report { get; init; }

    /// <summary>When it was due before anybody gave it more time.</summary>
    [Id(16)]
    public DateTimeOffset FirstDueAt { get; init; }

    /// <summary>It is about an emergency.</summary>
    [Id(17)]
    public bool IsUrgent { get; init; }

    /// <summary>What exactly it is about; null where its kind and its record say it.</summary>
    [Id(18)]
    public TaskMatter? Matter { get; init; }

    public bool IsOpen => State == TaskState.Open;

    public DateTimeOffset? NextDue => !IsOpen ? null : !IsOverdue ? DueAt : Escalations.FirstOrDefault()?.At;

    public static WorkTask Apply(WorkTask? state, Event happened) => happened switch
    {
        TaskRaised e => new WorkTask
        {
            Id = e.Id, BranchId = e.BranchId, TaskKind = e.Kind, About = e.About, CustomerId = e.CustomerId, Role = e.Role, AssignedTo = e.AssignedTo,
            RaisedAt = e.At, DueAt = e.DueAt, FirstDueAt = e.DueAt, Escalations = e.Escalations, TechnicianId = e.TechnicianId, Report = e.Report,
            IsUrgent = e.IsUrgent, Matter = e.Matter,
        },
        TaskOverdue => state! with { IsOverdue = true },
        TaskEscalated e => state! with { EscalatedTo = e.Role, Escalations = state.Escalations.RemoveAt(0) },
        TaskAssigned e => state! with { AssignedTo = e.Account },
        TaskPostponed e => state! with { DueAt = e.DueAt, IsOverdue = false, Escalations = e.Escalations },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        TaskEnded e => state! with { State = e.State, EndedAt = e.At },
        TaskReopened => state! with { State = TaskState.Open, EndedAt = null },
        _ => state!,
    };
}

/// <param name="Note">What there is to say about it.</param>
[Published("task.raised")]
public sealed record TaskRaised(
    string Id, string BranchId, TaskKind Kind, string About, string? CustomerId, Role Role, string? AssignedTo, DateTimeOffset At, DateTimeOffset DueAt,
    ImmutableList<EscalationStep> Escalations, string? TechnicianId, [property: Words] string? Note, TaskReport? Report = null, bool IsUrgent = false,
    TaskMatter? Matter = null) : Event;

/// <summary>Its time was up and it was not done.</summary>
public sealed record TaskOverdue : Event;

[Published("task.escalated")]
public sealed record TaskEscalated(Role Role) : Event;

/// <param name="Account">The key of the account; null: anyone in the role.</param>
public sealed record TaskAssigned(string? Account) : Event;

public sealed record TaskPostponed(DateTimeOffset DueAt, ImmutableList<EscalationStep> Escalations, [property: Words] string Reason) : Event;

public sealed record TaskEnded(TaskState State, DateTimeOffset At, [property: Words] string? Outcome) : Event;

/// <summary>What it was for had come about by a mistake that was put right.</summary>
public sealed record TaskReopened(DateTimeOffset At) : Event;

/// <summary>Somebody was waiting for what came of it.</summary>
/// <param name="ReadBy">By when he is to have read it.</param>
public sealed record TaskReported(DateTimeOffset ReadBy, [property: Words] string Found) : Event;
