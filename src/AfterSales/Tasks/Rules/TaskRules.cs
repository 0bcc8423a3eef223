using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tasks.Rules;

public static class TaskRules
{
    /// <summary>What waits for a decision that is made elsewhere and settles it.</summary>
    private static readonly ImmutableArray<TaskKind> Decisions =
    [
        TaskKind.ReviewRepairOrder, TaskKind.ApproveRepairOrder, TaskKind.DecideTeam,
        TaskKind.ConfirmDailyReport, TaskKind.ConfirmSupervisorReport, TaskKind.SignBranchReport,
        TaskKind.WriteReport, TaskKind.CheckMeasures,
    ];

    /// <summary>What says nothing once it is done unless it says what came of it: whether the customer took the loan, what was found, how he gets on.</summary>
    private static readonly ImmutableArray<TaskKind> WithOutcome = [TaskKind.LendEqualProduct, TaskKind.InspectByPhone, TaskKind.ReportUse];

    /// <param name="calendar">Of the task's place.</param>
    /// <param name="headquarters">When those hear of it who work at headquarters; null: as all others.</param>
    public static Decision Raise(
        string id, RaisedTask task, EscalationPlan escalation, WorkingCalendar calendar, DateTimeOffset now, WorkingCalendar? headquarters = null) =>
        new TaskRaised(id, task.BranchId, task.Kind, task.About, task.CustomerId, task.Role, task.AssignedTo, now, task.DueAt,
            task.StaysThere ? [] : Steps(escalation, task.Role, task.BranchId, IsEmergency(task.Kind, task.IsUrgent), now, task.DueAt, calendar, headquarters),
            task.TechnicianId, task.Note, task.Report, task.IsUrgent, task.Matter);

    /// <summary>What the reminder finds to do. A late tick does all of it in order; early and repeated ones find nothing.</summary>
    public static Decision WhenDue(WorkTask task, DateTimeOffset now)
    {
        if (!task.IsOpen || task.DueAt > now) return Decision.NothingToDo;
        return Decision.Of(
        [
            .. task.IsOverdue ? Array.Empty<Event>() : [new TaskOverdue()],
            .. task.Escalations.TakeWhile(step => step.At <= now).Select(step => new TaskEscalated(step.Role)),
        ]);
    }

    /// <param name="without">The account, with its name, where it is not open.</param>
    /// <param name="unable">The name of the account where it may not work with tasks at the place; null: it may.</param>
    public static Decision Assign(WorkTask task, string? account, IReadOnlyDictionary<string, string> without, string? unable = null) =>
        MustBeOpen(task) is { } over ? over
        : without.Count > 0 ? NoOpenAccount.Of(without)
        : unable is not null ? new AssigneeCannotWork(account!, unable)
        : task.AssignedTo == account ? Decision.NothingToDo : new TaskAssigned(account);

    /// <summary>More time, as often as there is a reason for it, but not more in all than so many working days after the task was due first.</summary>
    /// <inheritdoc cref="Raise" path="/param"/>
    public static Decision Postpone(
        WorkTask task, PostponeTask request, int mostWorkingDays, EscalationPlan escalation, WorkingCalendar calendar, DateTimeOffset now,
        WorkingCalendar? headquarters = null)
    {
        if (MustBeOpen(task) is { } refusal) return refusal;
        if (request.DueAt <= now) return InputInvalid.At("dueAt", "IN_THE_PAST");
        if (string.IsNullOrWhiteSpace(request.Reason)) return InputInvalid.At("reason", "REQUIRED");
        // Where nobody works by a calendar, days count.
        var latest = calendar.AddWorkingDays(task.FirstDueAt, mostWorkingDays) ?? task.FirstDueAt.AddDays(mostWorkingDays);
        if (latest <= now) return new PostponementsUsedUp();
        if (request.DueAt > latest) return new PostponedTooFar(latest);
        if (request.DueAt == task.DueAt) return Decision.NothingToDo;
        var steps = Steps(escalation, task.Role, task.BranchId, IsEmergency(task.TaskKind, task.IsUrgent), task.RaisedAt, request.DueAt, calendar, headquarters);
        return new TaskPostponed(request.DueAt, steps, request.Reason);
    }

    /// <summary>Is it done by deciding over what it is about, and in no other way.</summary>
    public static bool EndsByDecision(TaskKind kind) => Decisions.Contains(kind);

    /// <summary>Is it done only by saying what came of it.</summary>
    public static bool NeedsOutcome(TaskKind kind) => WithOutcome.Contains(kind);

    /// <summary>What somebody waits to read, or is to be found again, is not done without saying what came of it.</summary>
    public static Decision Complete(WorkTask task, string? outcome, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (MustBeOpen(task) is { } over) return over;
        if (EndsByDecision(task.TaskKind)) return new TaskEndsByDecision(task.About);
        var ended = new TaskEnded(TaskState.Done, now, outcome);
        if (string.IsNullOrWhiteSpace(outcome)) return task.Report is not null || NeedsOutcome(task.TaskKind) ? InputInvalid.At("outcome", "REQUIRED") : ended;
        return task.Report is null ? ended : Decision.Of([ended, new TaskReported(calendar.AddWorkingDays(now, 1) ?? now.AddDays(1), outcome)]);
    }

    /// <summary>What the task was for came about by itself; for one that has ended the news changes nothing.</summary>
    public static Decision Settle(WorkTask task, DateTimeOffset now) =>
        task.IsOpen ? new TaskEnded(TaskState.Settled, now, null) : Decision.NothingToDo;

    /// <summary>What settled it since then was a mistake: it stands where it stood. What a person reported done, or was settled before, stays so.</summary>
    public static Decision Reopen(WorkTask task, DateTimeOffset since, DateTimeOffset now) =>
        task.State == TaskState.Settled && task.EndedAt >= since ? new TaskReopened(now) : Decision.NothingToDo;

    /// <summary>
    /// Up and never down, nor to those whom it stands with. Counted from when it was due, but not from before it could have been read. Nobody hears of it at
    /// night unless it is an emergency; at a place without working hours time runs by the clock.
    /// </summary>
    private static ImmutableList<EscalationStep> Steps(
        EscalationPlan plan, Role role, string place, bool isEmergency, DateTimeOffset raised, DateTimeOffset due, WorkingCalendar calendar, WorkingCalendar? headquarters)
    {
        var read = After(raised, TimeSpan.FromMinutes(isEmergency ? plan.TimeToRead.EmergencyMinutes : plan.TimeToRead.WorkingMinutes));
        var from = due < read ? read : due;
        var steps = ImmutableList.CreateBuilder<EscalationStep>();
        foreach (var rule in plan.Steps)
        {
            if (!rule.Role.IsAbove(steps is [.., var last] ? last.Role : role, place)) continue;
            var at = After(from, TimeSpan.FromHours(rule.AfterWorkingHours));
            steps.Add(new EscalationStep(rule.Role, !isEmergency && rule.Role.IsOfHeadquarters() ? headquarters?.NextOpening(at) ?? at : at));
        }

        return steps.ToImmutable();

        DateTimeOffset After(DateTimeOffset start, TimeSpan amount)
        {
            if (isEmergency) return start + amount;
            var at = amount == TimeSpan.Zero ? start : calendar.Due(start, amount) ?? start + amount;
            // What ends when the place closes is heard of when it opens again.
            return calendar.NextOpening(at) ?? at;
        }
    }

    private static bool IsEmergency(TaskKind kind, bool isUrgent) => isUrgent || kind == TaskKind.EmergencyReported;

    private static TaskOver? MustBeOpen(WorkTask task) => task.IsOpen ? null : new TaskOver(task.State);
}

/// <summary>The task has ended already.</summary>
[GenerateSerializer, Immutable, Alias("TaskOver")]
public sealed record TaskOver([property: Id(0)] TaskState State) : Refusal;

/// <summary>Whom the task is to be given to does not work with tasks at its place.</summary>
/// <param name="Account">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("AssigneeCannotWork")]
public sealed record AssigneeCannotWork([property: Id(0)] string Account, [property: Id(1)] string Name) : Refusal;

/// <summary>The last instant to which the task could be put off has passed.</summary>
[GenerateSerializer, Immutable, Alias("PostponementsUsedUp")]
public sealed record PostponementsUsedUp : Refusal;
