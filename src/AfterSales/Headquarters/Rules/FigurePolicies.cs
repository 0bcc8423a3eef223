using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Headquarters.Rules;

/// <summary>What a figure should come to from a day on.</summary>
/// <param name="Value">Of a share: per cent.</param>
/// <param name="From">The first day it holds; until a later one of the same figure does.</param>
public sealed record FigureGoal(FigureKey Figure, decimal Value, DateOnly From);

public static class FigurePolicies
{
    private static readonly DateOnly Always = new(2000, 1, 1);

    /// <summary>A branch may have its own; then all of its goals are its own.</summary>
    public static Policy<ImmutableList<FigureGoal>> Goals { get; } = new("headquarters.goals",
        [new FigureGoal(FigureKey.Satisfaction, 98, Always), new FigureGoal(FigureKey.ComplaintsAnsweredInTime, 100, Always)], "S4 A4 三; S3 ⑺ std 7", Check);

    private static IEnumerable<InputIssue> Check(ImmutableList<FigureGoal> goals)
    {
        foreach (var (i, goal) in goals.Index())
            if (goal.Value is < 0 or > 1_000_000_000) yield return new($"[{i}].value", "OUT_OF_RANGE");
        if (goals.Select(goal => (goal.Figure, goal.From)).Distinct().Count() != goals.Count) yield return new("", "GOAL_REPEATED");
    }
}
