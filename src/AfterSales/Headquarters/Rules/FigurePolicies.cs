using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Headquarters.Rules;

/// <summary>What a figure should come to from a day on.</summary>
/// <param name="Value">Of a share: per cent.</param>
/// <param name="From">The first day it holds; until a later one of the same figure does.</param>
public sealed record FigureGoal(FigureKey Figure, decimal Value, DateOnly From);

/// <summary>When a figure of a branch is an early sign.</summary>
/// <param name="Threshold">It must not be worse; of a share: per cent.</param>
/// <param name="Days">Over how many days, up to yesterday.</param>
/// <param name="AtLeast">Of how many it has to be a share; of what is only counted, the least count.</param>
public sealed record SignRule(FigureKey Figure, decimal Threshold, int Days, int AtLeast);

public static class FigurePolicies
{
    private static readonly DateOnly Always = new(2000, 1, 1);

    /// <summary>A branch may have its own for some figures; for the others headquarters' hold.</summary>
    public static Policy<ImmutableList<FigureGoal>> Goals { get; } = new("headquarters.goals",
        [new FigureGoal(FigureKey.Satisfaction, 98, Always), new FigureGoal(FigureKey.ComplaintsAnsweredInTime, 100, Always),
            new FigureGoal(FigureKey.ReturnVisits, 100, Always), new FigureGoal(FigureKey.QualityComplaintsClosed, 100, Always), new FigureGoal(FigureKey.EnquiriesRecorded, 85, Always)], "S4 A4 三, A1 四; S3 ⑺ std 7", Check);

    /// <summary>Whether branches see, beside their own figures, the average of all branches, without a name.</summary>
    public static Policy<bool> AverageShown { get; } = new("headquarters.averageShown", false, "ours");

    public static Policy<ImmutableList<SignRule>> Signs { get; } = new("headquarters.signs",
        [
            new SignRule(FigureKey.Satisfaction, 95, 30, 10), new SignRule(FigureKey.Reopened, 10, 30, 10), new SignRule(FigureKey.FollowUpsInTime, 80, 14, 10),
            new SignRule(FigureKey.OldBacklog, 40, 7, 20), new SignRule(FigureKey.ComplaintsAnsweredInTime, 90, 30, 3), new SignRule(FigureKey.ComplaintsRaised, 10, 7, 1),
        ], "ours", CheckSigns);

    /// <summary>The goal of a figure that holds on a day; null: there is none.</summary>
    public static FigureGoal? GoalFor(FigureKey figure, ImmutableList<FigureGoal> goals, DateOnly on) =>
        goals.FindAll(goal => goal.Figure == figure && goal.From <= on).MaxBy(goal => goal.From);

    private static IEnumerable<InputIssue> Check(ImmutableList<FigureGoal> goals)
    {
        foreach (var (i, goal) in goals.Index())
            if (goal.Value is < 0 or > 1_000_000_000) yield return new($"[{i}].value", "OUT_OF_RANGE");
        if (goals.Select(goal => (goal.Figure, goal.From)).Distinct().Count() != goals.Count) yield return new("", "GOAL_REPEATED");
    }

    private static IEnumerable<InputIssue> CheckSigns(ImmutableList<SignRule> rules)
    {
        foreach (var (i, rule) in rules.Index())
        {
            if (rule.Threshold is < 0 or > 1_000_000_000) yield return new($"[{i}].threshold", "OUT_OF_RANGE");
            if (rule.Days is < 1 or > 366) yield return new($"[{i}].days", "OUT_OF_RANGE");
            if (rule.AtLeast is < 0 or > 1_000_000) yield return new($"[{i}].atLeast", "OUT_OF_RANGE");
        }

        if (rules.Select(rule => rule.Figure).Distinct().Count() != rules.Count) yield return new("", "REPEATED");
    }
}
