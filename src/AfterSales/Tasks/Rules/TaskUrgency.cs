using System.Collections.Immutable;

namespace AfterSales.Tasks.Rules;

/// <summary>Which open tasks can't wait (ours).</summary>
public static class TaskUrgency
{
    /// <summary>So long before its time a task of any kind can't wait any more.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    /// <summary>From the moment they are raised.</summary>
    public static ImmutableArray<TaskKind> AtOnce { get; } =
    [
        TaskKind.EmergencyReported, TaskKind.PromiseRunsOut, TaskKind.PromiseMissed, TaskKind.ReportedComplaint, TaskKind.ConfirmDailyReport,
        TaskKind.ConfirmSupervisorReport, TaskKind.SignBranchReport,
    ];

    /// <summary>Since when a task can't wait.</summary>
    public static DateTimeOffset Since(TaskKind kind, DateTimeOffset raisedAt, DateTimeOffset dueAt) =>
        AtOnce.Contains(kind) || dueAt - Soon < raisedAt ? raisedAt : dueAt - Soon;
}
