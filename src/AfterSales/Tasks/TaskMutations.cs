using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Tasks.Rules;

namespace AfterSales.Tasks;

[Mutations]
public sealed class TaskMutations(IGrainFactory grains)
{
    /// <summary>
    /// Reports a task done. Those may whom it was given to, who stands in for them, who holds its role at its place, to whom it went up, the branch's manager
    /// over his people, the service director and an administrator; one that was given to somebody is no longer everybody's in the role, and a technician's own task only his and theirs above him. <c>REVIEW_REPAIR_ORDER</c>,
    /// <c>APPROVE_REPAIR_ORDER</c>, <c>DECIDE_TEAM</c>, <c>CONFIRM_DAILY_REPORT</c>, <c>CONFIRM_SUPERVISOR_REPORT</c>, <c>SIGN_BRANCH_REPORT</c>, <c>WRITE_REPORT</c> and <c>CHECK_MEASURES</c> end with the decision alone.
    /// </summary>
    /// <param name="outcome">What came of it. Where the task <c>needsOutcome</c> it is refused without one: INPUT_INVALID, REQUIRED.</param>
    [Secured(Permission.WorkTasks), Errors(typeof(TaskOver), typeof(TaskIsForOthers), typeof(TaskEndsByDecision))]
    public Task<Outcome<TaskView>> CompleteTask(string taskId, Caller caller, string? outcome = null, string? requestId = null) =>
        On(taskId, caller, task => task.Complete(new Intent<CompleteTask>(new CompleteTask(outcome), caller, requestId)));

    /// <summary>Gives a task to one account, or back to all who hold its role. Those may who may report it done.</summary>
    /// <param name="accountId">An open account that works with tasks there. Left out: to all who hold the role.</param>
    [Secured(Permission.WorkTasks), Errors(typeof(TaskOver), typeof(TaskIsForOthers), typeof(NoOpenAccount), typeof(AssigneeCannotWork))]
    public Task<Outcome<TaskView>> AssignTask(string taskId, Caller caller, string? accountId = null, string? requestId = null) =>
        On(taskId, caller, task => task.Assign(new Intent<AssignTask>(new AssignTask(accountId), caller, requestId)));

    /// <summary>Gives a task more time, with a reason that stays on its timeline. Those may who may report it done.</summary>
    /// <param name="dueAt">Ahead of now, and at most as many working days after the task was due first as the policy <c>tasks.mostPostponed</c> says.</param>
    [Secured(Permission.WorkTasks), Errors(typeof(TaskOver), typeof(TaskIsForOthers), typeof(PostponedTooFar), typeof(PostponementsUsedUp))]
    public Task<Outcome<TaskView>> PostponeTask(string taskId, DateTimeOffset dueAt, string reason, Caller caller, string? requestId = null) =>
        On(taskId, caller, task => task.Postpone(new Intent<PostponeTask>(new PostponeTask(dueAt, reason), caller, requestId)));

    private Task<Outcome<TaskView>> On(string taskId, Caller caller, Func<IWorkTaskGrain, Task<Answer>> ask) =>
        grains.Ask(IWorkTaskGrain.Prefix, taskId, caller, ask,
            (WorkTask task, int version) => new TaskView(WorkTaskRow.Of(task, new RowStamp(version, 1))));
}
