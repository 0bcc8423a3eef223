using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

/// <summary>What starts a step of the follow-up plan.</summary>
public enum FollowUpTrigger
{
    /// <summary>A repair or inspection was completed, or solved from afar.</summary>
    Completion,

    /// <summary>A consultation ended.</summary>
    Consultation,

    /// <summary>A visit that was no repair was completed.</summary>
    Visit,

    /// <summary>A product was installed.</summary>
    Installation,

    /// <summary>A product was sold.</summary>
    Sale,
}

/// <summary>Who makes the call.</summary>
public enum FollowUpMaker
{
    /// <summary>A follow-up agent of the branch.</summary>
    Agent,

    /// <summary>The dealer who sold the product, else the branch.</summary>
    Dealer,

    /// <summary>Whoever has time at the branch.</summary>
    Branch,
}

/// <summary>By which way a call is made.</summary>
public enum CallChannel
{
    /// <summary>By a person, out of the queue.</summary>
    Person,

    /// <summary>By the voice gateway, as long as one is set up; what it can't finish comes into the queue.</summary>
    VoiceGateway,
}

/// <summary>A call that is owed to the customer (domain.md §5).</summary>
/// <param name="Name">Names the step for good, within its trigger: <c>first</c>, <c>second</c>, <c>thirdDay</c>.</param>
/// <param name="OpensAfterDays">Calendar days after the local day the step counts from; the window opens at the branch's opening.</param>
/// <param name="ClosesAfterDays">Calendar days after the local day the step counts from; the window closes at the branch's closing.</param>
/// <param name="After">An earlier step of the same trigger: the days count from its successful call, or from the day it was given up. Null: from the trigger.</param>
[GenerateSerializer, Immutable, Alias("FollowUpStep")]
public sealed record FollowUpStep(
    [property: Id(0)] string Name,
    [property: Id(1)] FollowUpTrigger Trigger,
    [property: Id(2)] int OpensAfterDays,
    [property: Id(3)] int ClosesAfterDays,
    [property: Id(4)] string? After = null,
    [property: Id(5)] FollowUpMaker By = FollowUpMaker.Agent,
    [property: Id(6)] CallChannel Channel = CallChannel.Person);

/// <summary>How often a customer who does not answer is tried.</summary>
/// <param name="AfterWorkingHours">Working hours of the branch until the next try.</param>
public sealed record CallRetries(int AfterWorkingHours, int MostPerDay, int MostInAll);

public static class FollowUpPolicies
{
    /// <summary>
    /// The third-day call of an installation stands for its first one: two calls within the same days would be one too many (ours).
    /// </summary>
    public static Policy<ImmutableList<FollowUpStep>> Plan { get; } = new("followUps.plan",
        [
            new("first", FollowUpTrigger.Completion, 3, 7), new("second", FollowUpTrigger.Completion, 7, 14, After: "first"),
            new("first", FollowUpTrigger.Consultation, 3, 7), new("second", FollowUpTrigger.Consultation, 7, 14, After: "first"),
            new("first", FollowUpTrigger.Visit, 3, 7), new("second", FollowUpTrigger.Visit, 7, 14, After: "first"),
            new("thirdDay", FollowUpTrigger.Installation, 3, 3), new("second", FollowUpTrigger.Installation, 7, 14, After: "thirdDay"),
            new("thirdDay", FollowUpTrigger.Sale, 3, 3, By: FollowUpMaker.Dealer),
        ],
        "S3 ⑹-5 §4–5, ⑶ 3", IssuesOf);

    public static Policy<CallRetries> Retries { get; } = new("followUps.retries",
        new CallRetries(AfterWorkingHours: 4, MostPerDay: 3, MostInAll: 6), "ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<FollowUpStep> plan)
    {
        foreach (var (i, step) in plan.Index())
        {
            if (step.Name is not { Length: > 0 and <= 40 }) yield return new($"[{i}].name", "REQUIRED");
            if (step.OpensAfterDays is < 0 or > 365) yield return new($"[{i}].opensAfterDays", "OUT_OF_RANGE");
            if (step.ClosesAfterDays < step.OpensAfterDays || step.ClosesAfterDays > 365) yield return new($"[{i}].closesAfterDays", "OUT_OF_RANGE");
            if (step.After is { } after && !plan.Take(i).Any(earlier => earlier.Trigger == step.Trigger && earlier.Name == after))
                yield return new($"[{i}].after", "NOT_AN_EARLIER_STEP");
        }

        if (plan.Select(step => (step.Trigger, step.Name)).Distinct().Count() != plan.Count) yield return new("", "NAME_REPEATED");
    }

    private static IEnumerable<InputIssue> IssuesOf(CallRetries retries)
    {
        if (retries.AfterWorkingHours is < 1 or > 100) yield return new("afterWorkingHours", "OUT_OF_RANGE");
        if (retries.MostPerDay is < 1 or > 10) yield return new("mostPerDay", "OUT_OF_RANGE");
        if (retries.MostInAll is < 1 or > 50) yield return new("mostInAll", "OUT_OF_RANGE");
    }
}
