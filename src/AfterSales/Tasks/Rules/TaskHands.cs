using System.Collections.Immutable;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Tasks.Rules;

/// <summary>Whose a task is: who may finish, postpone and pass it on. To see it is not enough.</summary>
public static class TaskHands
{
    // Held at a branch they are led by its manager.
    private static readonly ImmutableArray<Role> LedByManager =
        [Role.Receptionist, Role.Dispatcher, Role.Technician, Role.FollowUpAgent, Role.Storekeeper, Role.Accountant, Role.ProjectManager, Role.SalesManager];

    /// <summary>
    /// A task is in the hands of whom it is assigned to and his substitute; given to nobody, or to people who are all away, of those in its role at its place
    /// or for all branches; and always of those it went up to and of their superiors: the branch's manager, the service director, an administrator. A
    /// technician's is his alone, and theirs who lead him.
    /// </summary>
    public static TaskIsForOthers? MustBeInHands(WorkTask task, Caller caller, StandIns standIns)
    {
        var worker = task.AssignedTo is { } assignee ? standIns.For(assignee) : null;
        var isTechnicians = IsTechnicians(task);
        var isTheirs = caller.IsSystem
            || (task.AssignedTo is not null && task.AssignedTo == caller.Account)
            || IsWorkedBy(caller, task, worker)
            || MayToo(task).Any(role => caller.Holds(role, task));
        return isTheirs ? null : new TaskIsForOthers([.. (worker is null && !isTechnicians ? MayToo(task).Prepend(task.Role) : MayToo(task)).Distinct()], task.AssignedTo);
    }

    /// <summary>It waits for the caller himself, not only for those he leads: it is his work, or it went up to him.</summary>
    public static bool WaitsFor(WorkTask task, Caller caller, StandIns standIns) =>
        IsWorkedBy(caller, task, task.AssignedTo is { } assignee ? standIns.For(assignee) : null) || (task.EscalatedTo is { } higher && caller.Holds(higher, task));

    private static bool IsWorkedBy(Caller caller, WorkTask task, string? worker) =>
        worker is not null ? worker == caller.Account : IsTechnicians(task) ? task.TechnicianId == caller.Technician : caller.Holds(task.Role, task);

    private static bool IsTechnicians(WorkTask task) => task.Role == Role.Technician && task.TechnicianId is not null;

    private static IEnumerable<Role> MayToo(WorkTask task)
    {
        if (task.EscalatedTo is { } higher) yield return higher;
        if (LedByManager.Contains(task.Role) && task.BranchId != Assignment.Headquarters) yield return Role.BranchManager;
        if (task.Role != Role.Administrator) yield return Role.ServiceDirector;
        yield return Role.Administrator;
    }

    private static bool Holds(this Caller caller, Role role, WorkTask task) =>
        caller.Assignments.Any(held => held.Role == role && (held.Place == task.BranchId || held.Place == Assignment.Headquarters));
}

/// <summary>The task is in others' hands.</summary>
/// <param name="Roles">Who may beside whom it was given to: these at its place, or at headquarters.</param>
/// <param name="AssignedTo">The account it was given to; null: to none.</param>
[GenerateSerializer, Immutable, Alias("TaskIsForOthers")]
public sealed record TaskIsForOthers([property: Id(0)] ImmutableList<Role> Roles, [property: Id(1)] string? AssignedTo) : Refusal;

/// <summary>The task waits for a decision and ends with it alone: done by hand it would hide that nobody has decided.</summary>
/// <param name="About">The key of the record that is to be decided over.</param>
[GenerateSerializer, Immutable, Alias("TaskEndsByDecision")]
public sealed record TaskEndsByDecision([property: Id(0)] string About) : Refusal;

/// <summary>A task gets more time only up to a day that is counted from when it was due first.</summary>
/// <param name="Latest">The last instant it may be put off to.</param>
[GenerateSerializer, Immutable, Alias("PostponedTooFar")]
public sealed record PostponedTooFar([property: Id(0)] DateTimeOffset Latest) : Refusal;
