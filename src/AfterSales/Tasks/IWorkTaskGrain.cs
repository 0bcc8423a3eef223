using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Tasks.Rules;

namespace AfterSales.Tasks;

/// <summary>A task, by its key <c>task-…</c>, which its raiser makes of the facts so that raising it twice changes nothing.</summary>
[Alias("IWorkTaskGrain")]
public interface IWorkTaskGrain : IRecord<WorkTask>
{
    const string Prefix = "task-";

    /// <summary>The key of the task of this kind that is owed once for these facts.</summary>
    static string KeyOf(TaskKind kind, string facts) => RecordKey.Derived(Prefix, $"{kind}\n{facts}");

    /// <summary>Raises it. A task that was raised before, open or ended, stays as it is.</summary>
    [Alias("Raise")]
    Task<Answer> Raise(Intent<RaisedTask> intent);

    /// <summary>What it was for came about. A task that has ended, or never was, stays as it is.</summary>
    [Alias("Settle")]
    Task<Answer> Settle(Intent<SettledTask> intent);

    /// <summary>What settled it was a mistake. A task that was ended otherwise, or never was, stays as it is.</summary>
    [Alias("Reopen")]
    Task<Answer> Reopen(Intent<ReopenedTask> intent);

    /// <summary>Gives it to one account, or back to all in the role. Refused: NotFound, TaskOver, TaskIsForOthers, NoOpenAccount, AssigneeCannotWork.</summary>
    [Alias("Assign")]
    Task<Answer> Assign(Intent<AssignTask> intent);

    /// <summary>Gives it more time, with a reason. Refused: NotFound, TaskOver, TaskIsForOthers, PostponedTooFar, PostponementsUsedUp, InputInvalid.</summary>
    [Alias("Postpone")]
    Task<Answer> Postpone(Intent<PostponeTask> intent);

    /// <summary>A person did it. Refused: NotFound, TaskOver, TaskIsForOthers, TaskEndsByDecision, InputInvalid (what somebody waits to read, and the loan of an equal product, has an outcome).</summary>
    [Alias("Complete")]
    Task<Answer> Complete(Intent<CompleteTask> intent);
}

/// <param name="BranchId">The key of the branch, or <c>headquarters</c>.</param>
/// <param name="About">The key of the record it is about.</param>
/// <param name="Role">Whoever holds this role at the place may do it.</param>
/// <param name="AssignedTo">The key of the account it is given to; null: anyone in the role.</param>
/// <param name="Note">What there is to say about it.</param>
[GenerateSerializer, Immutable, Alias("RaisedTask")]
public sealed record RaisedTask(
    [property: Id(0)] string BranchId,
    [property: Id(1)] TaskKind Kind,
    [property: Id(2)] string About,
    [property: Id(3)] string? CustomerId,
    [property: Id(4)] Role Role,
    [property: Id(5)] DateTimeOffset DueAt,
    [property: Id(6)] string? AssignedTo = null,
    [property: Id(7)] string? Note = null)
{
    /// <summary>The technician whose job it belongs to, if it does: he sees it too.</summary>
    [Id(8)]
    public string? TechnicianId { get; init; }

    /// <summary>Who reads what came of it, where somebody does: then it is done only with an outcome.</summary>
    [Id(9)]
    public TaskReport? Report { get; init; }

    /// <summary>It does not go up by itself: whoever raised it sees to that.</summary>
    [Id(10)]
    public bool StaysThere { get; init; }

    /// <summary>It is about an emergency: whom it concerns is told at once, at any hour.</summary>
    [Id(11)]
    public bool IsUrgent { get; init; }

    /// <summary>What exactly it is about; null where its kind and its record say it.</summary>
    [Id(12)]
    public TaskMatter? Matter { get; init; }
}

[GenerateSerializer, Immutable, Alias("SettledTask")]
public sealed record SettledTask;

/// <param name="Since">When the mistake was made.</param>
[GenerateSerializer, Immutable, Alias("ReopenedTask")]
public sealed record ReopenedTask([property: Id(0)] DateTimeOffset Since);

[GenerateSerializer, Immutable, Alias("AssignTask")]
public sealed record AssignTask([property: Id(0)] string? Account);

[GenerateSerializer, Immutable, Alias("PostponeTask")]
public sealed record PostponeTask([property: Id(0)] DateTimeOffset DueAt, [property: Id(1)] string Reason);

/// <param name="Outcome">What came of it.</param>
[GenerateSerializer, Immutable, Alias("CompleteTask")]
public sealed record CompleteTask([property: Id(0)] string? Outcome);

/// <summary>A record's save raises a task. <paramref name="TaskId"/> by <see cref="IWorkTaskGrain.KeyOf"/>.</summary>
public sealed record RaiseTask(string TaskId, RaisedTask Task) : Effect
{
    public override string Target => TaskId;

    /// <summary>The task that is owed once for these facts.</summary>
    public static RaiseTask For(string facts, RaisedTask task) => new(IWorkTaskGrain.KeyOf(task.Kind, facts), task);

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<IWorkTaskGrain>(TaskId).Raise(context.Intent(Task));
}

/// <summary>A record's save settles a task it raised.</summary>
public sealed record SettleTask(string TaskId) : Effect
{
    public override string Target => TaskId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IWorkTaskGrain>(TaskId).Settle(context.Intent(new SettledTask()));
}

/// <summary>A record's save takes back what settled a task it raised.</summary>
public sealed record ReopenTask(string TaskId, DateTimeOffset Since) : Effect
{
    public override string Target => TaskId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IWorkTaskGrain>(TaskId).Reopen(context.Intent(new ReopenedTask(Since)));
}
