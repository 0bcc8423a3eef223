using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

/// <summary>What starts a step of the follow-up plan.</summary>
public enum FollowUpTrigger
{
    /// <summary>The ticket was completed (repair, installation, visit, consultation).</summary>
    Completion,
}

/// <summary>A call that is owed to the customer (domain.md §5).</summary>
/// <param name="Name">Names the step for good: <c>first</c>, <c>second</c>, <c>thirdDay</c>.</param>
/// <param name="OpensAfterDays">Calendar days after the trigger's local day; the window opens at the branch's opening.</param>
/// <param name="ClosesAfterDays">Calendar days after the trigger's local day; the window closes at the branch's closing.</param>
public sealed record FollowUpStep(string Name, FollowUpTrigger Trigger, int OpensAfterDays, int ClosesAfterDays);

/// <summary>How often a customer who does not answer is tried.</summary>
/// <param name="AfterWorkingHours">Working hours of the branch until the next try.</param>
public sealed record CallRetries(int AfterWorkingHours, int MostPerDay, int MostInAll);

public static class FollowUpPolicies
{
    public static Policy<ImmutableList<FollowUpStep>> Plan { get; } = new("followUps.plan",
        [new FollowUpStep("first", FollowUpTrigger.Completion, OpensAfterDays: 3, ClosesAfterDays: 7)], "S3 §4", IssuesOf);

    public static Policy<CallRetries> Retries { get; } = new("followUps.retries",
        new CallRetries(AfterWorkingHours: 4, MostPerDay: 3, MostInAll: 6), "ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<FollowUpStep> plan)
    {
        foreach (var (i, step) in plan.Index())
        {
            if (step.Name is not { Length: > 0 and <= 40 }) yield return new($"[{i}].name", "REQUIRED");
            if (step.OpensAfterDays is < 0 or > 365) yield return new($"[{i}].opensAfterDays", "OUT_OF_RANGE");
            if (step.ClosesAfterDays < step.OpensAfterDays || step.ClosesAfterDays > 365) yield return new($"[{i}].closesAfterDays", "OUT_OF_RANGE");
        }

        if (plan.Select(step => step.Name).Distinct().Count() != plan.Count) yield return new("", "NAME_REPEATED");
    }

    private static IEnumerable<InputIssue> IssuesOf(CallRetries retries)
    {
        if (retries.AfterWorkingHours is < 1 or > 100) yield return new("afterWorkingHours", "OUT_OF_RANGE");
        if (retries.MostPerDay is < 1 or > 10) yield return new("mostPerDay", "OUT_OF_RANGE");
        if (retries.MostInAll is < 1 or > 50) yield return new("mostInAll", "OUT_OF_RANGE");
    }
}
