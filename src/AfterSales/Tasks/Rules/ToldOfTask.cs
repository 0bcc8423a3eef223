using AfterSales.Access;
using AfterSales.Notices;
using AfterSales.Notices.Rules;
using AfterSales.Records;

namespace AfterSales.Tasks.Rules;

/// <summary>Whom an event of a task concerns: the one place where a person is told that something waits for him.</summary>
public static class ToldOfTask
{
    /// <summary>Null: it concerns nobody new.</summary>
    /// <param name="at">When the event happened.</param>
    /// <param name="doneBy">The key of the account that brought it about; null: the service did.</param>
    public static NoticeToPeople? Of(WorkTask task, Event happened, DateTimeOffset at, string? doneBy) => happened switch
    {
        TaskRaised e => To(task, e.Role, e.AssignedTo, KindOf(e.Kind) ?? (e.AssignedTo is null ? NoticeKind.TaskRaised : NoticeKind.TaskGiven)),
        TaskAssigned { Account: { } account } => To(task, task.Role, account, KindOf(task.TaskKind) ?? NoticeKind.TaskGiven),
        TaskEscalated e => To(task, e.Role, null, KindOf(task.TaskKind) ?? NoticeKind.TaskWentUp) with { Before = BeforeItWentUp(task) },
        _ => null,
    } is { } told ? told with { At = at, DoneBy = doneBy } : null;

    /// <summary>What is raised for a role alone is not mailed, as a rule: then it went up to people who have not heard of it.</summary>
    private static NoticeToPeople? BeforeItWentUp(WorkTask task) =>
        task.AssignedTo is null && KindOf(task.TaskKind) is null ? null : To(task, task.Role, task.AssignedTo, KindOf(task.TaskKind) ?? NoticeKind.TaskGiven);

    private static NoticeToPeople To(WorkTask task, Role role, string? account, NoticeKind kind) =>
        new(task.BranchId, role, account, kind, task.Id, default) { TechnicianId = task.TechnicianId, IsUrgent = task.IsUrgent };

    /// <summary>What a task is told as, however it comes to somebody; null: by how it does.</summary>
    private static NoticeKind? KindOf(TaskKind kind) => kind switch
    {
        TaskKind.EmergencyReported => NoticeKind.Emergency,
        TaskKind.PromiseRunsOut => NoticeKind.PromiseRunsOut,
        TaskKind.PromiseMissed or TaskKind.LendEqualProduct => NoticeKind.PromiseMissed,
        TaskKind.ReadEarlySign => NoticeKind.EarlySign,
        _ => null,
    };
}
