using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Tasks.Rules;

namespace AfterSales.Tasks;

[Mutations]
public sealed class TaskMutations(IGrainFactory grains)
{
    /// <summary>Reports a task done.</summary>
    /// <param name="outcome">What came of it.</param>
    [Secured(Permission.WorkTasks), Errors(typeof(TaskOver))]
    public Task<Outcome<TaskView>> CompleteTask(string taskId, Caller caller, string? outcome = null, string? requestId = null) =>
        On(taskId, caller, task => task.Complete(new Intent<CompleteTask>(new CompleteTask(outcome), caller, requestId)));

    /// <summary>Gives a task to one account, or back to all who hold its role.</summary>
    /// <param name="accountId">Left out: to all who hold the role.</param>
    [Secured(Permission.WorkTasks), Errors(typeof(TaskOver))]
    public Task<Outcome<TaskView>> AssignTask(string taskId, Caller caller, string? accountId = null, string? requestId = null) =>
        On(taskId, caller, task => task.Assign(new Intent<AssignTask>(new AssignTask(accountId), caller, requestId)));

    /// <summary>Gives a task more time, with a reason.</summary>
    [Secured(Permission.WorkTasks), Errors(typeof(TaskOver))]
    public Task<Outcome<TaskView>> PostponeTask(string taskId, DateTimeOffset dueAt, string reason, Caller caller, string? requestId = null) =>
        On(taskId, caller, task => task.Postpone(new Intent<PostponeTask>(new PostponeTask(dueAt, reason), caller, requestId)));

    private Task<Outcome<TaskView>> On(string taskId, Caller caller, Func<IWorkTaskGrain, Task<Answer>> ask) =>
        grains.Ask(IWorkTaskGrain.Prefix, taskId, caller, ask,
            (WorkTask task, int version) => new TaskView(WorkTaskRow.Of(task, new RowStamp(version, 1))));
}
