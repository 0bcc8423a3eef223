using System.Collections.Immutable;

namespace AfterSales.Policies.Rules;

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
[GenerateSerializer, Immutable, Alias("FollowUpStep")]
public sealed record FollowUpStep(
    [property: Id(0)] string Name,
    [property: Id(1)] FollowUpTrigger Trigger,
    [property: Id(2)] int OpensAfterDays,
    [property: Id(3)] int ClosesAfterDays);

/// <summary>How often a customer who does not answer is tried.</summary>
/// <param name="AfterWorkingHours">Working hours of the branch until the next try.</param>
[GenerateSerializer, Immutable, Alias("CallRetries")]
public sealed record CallRetries(
    [property: Id(0)] int AfterWorkingHours,
    [property: Id(1)] int MostPerDay,
    [property: Id(2)] int MostInAll);

/// <summary>The policies of one place: headquarters' hold for the company, a branch's override what it names. Null: not set here.</summary>
[GenerateSerializer, Immutable, Alias("PolicySet")]
public sealed record PolicySet
{
    /// <summary>What holds until headquarters says otherwise: the numbers of domain.md §2 and §5.</summary>
    public static PolicySet Standard { get; } = new()
    {
        FollowUpPlan = [new FollowUpStep("first", FollowUpTrigger.Completion, OpensAfterDays: 3, ClosesAfterDays: 7)],
        CallRetries = new CallRetries(AfterWorkingHours: 4, MostPerDay: 3, MostInAll: 6),
        SlotHoldMinutes = 10,
        WarrantyMonths = 12,
    };

    [Id(0)]
    public ImmutableList<FollowUpStep>? FollowUpPlan { get; init; }

    [Id(1)]
    public CallRetries? CallRetries { get; init; }

    /// <summary>Minutes a technician's time slot is kept while a ticket is being scheduled.</summary>
    [Id(2)]
    public int? SlotHoldMinutes { get; init; }

    /// <summary>The term of a part for which the product names none, in months from the start of the warranty.</summary>
    [Id(3)]
    public int? WarrantyMonths { get; init; }

    /// <summary>What this place sets, and for the rest what <paramref name="general"/> says.</summary>
    public PolicySet Over(PolicySet general) => new()
    {
        FollowUpPlan = FollowUpPlan ?? general.FollowUpPlan,
        CallRetries = CallRetries ?? general.CallRetries,
        SlotHoldMinutes = SlotHoldMinutes ?? general.SlotHoldMinutes,
        WarrantyMonths = WarrantyMonths ?? general.WarrantyMonths,
    };

    public bool Equals(PolicySet? other) => other is not null
        && (FollowUpPlan is null ? other.FollowUpPlan is null : other.FollowUpPlan is not null && FollowUpPlan.SequenceEqual(other.FollowUpPlan))
        && (CallRetries, SlotHoldMinutes, WarrantyMonths) == (other.CallRetries, other.SlotHoldMinutes, other.WarrantyMonths);

    public override int GetHashCode() => HashCode.Combine(FollowUpPlan?.Count, CallRetries, SlotHoldMinutes, WarrantyMonths);
}
