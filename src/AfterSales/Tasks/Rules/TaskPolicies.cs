using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Tasks.Rules;

/// <summary>A step by which an overdue task goes up.</summary>
/// <param name="AfterWorkingHours">Working hours of the place after the task was due, hours by the clock in an emergency; 0: at once.</param>
public sealed record EscalationRule(int AfterWorkingHours, Role Role);

/// <summary>How long a task that was just raised can be read before it goes up, whenever it was due.</summary>
/// <param name="WorkingMinutes">Of the place.</param>
/// <param name="EmergencyMinutes">By the clock.</param>
public sealed record TimeToRead(int WorkingMinutes, int EmergencyMinutes);

/// <summary>How what nobody has done goes up at a place.</summary>
public sealed record EscalationPlan(ImmutableList<EscalationRule> Steps, TimeToRead TimeToRead);

public static class TaskPolicies
{
    /// <summary>domain.md §4 names the chain: dispatcher, branch manager, service director; the hours are ours.</summary>
    public static Policy<ImmutableList<EscalationRule>> Escalation { get; } = new("tasks.escalation",
        [new EscalationRule(0, Role.BranchManager), new EscalationRule(8, Role.ServiceDirector)], "S3 规定 4; ours", Check);

    public static Policy<TimeToRead> TimeToRead { get; } = new("tasks.timeToRead", new TimeToRead(WorkingMinutes: 30, EmergencyMinutes: 15), "ours", Check);

    /// <summary>Working days of the place after a task was due first up to which it may be given more time in all.</summary>
    public static Policy<int> MostPostponed { get; } = new("tasks.mostPostponed", 10, "ours", PolicyChecks.Between(1, 250));

    private static IEnumerable<InputIssue> Check(TimeToRead time)
    {
        if (time.WorkingMinutes is < 0 or > 1440) yield return new("workingMinutes", "OUT_OF_RANGE");
        if (time.EmergencyMinutes is < 0 or > 1440) yield return new("emergencyMinutes", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> Check(ImmutableList<EscalationRule> steps)
    {
        var before = -1;
        foreach (var (i, step) in steps.Index())
        {
            if (step.AfterWorkingHours is < 0 or > 1000 || step.AfterWorkingHours <= before) yield return new($"[{i}].afterWorkingHours", "OUT_OF_RANGE");
            // A step that does not lead up would never be taken.
            if (i > 0 && !step.Role.StandsAbove(steps[i - 1].Role)) yield return new($"[{i}].role", "OUT_OF_RANGE");
            before = step.AfterWorkingHours;
        }
    }
}
