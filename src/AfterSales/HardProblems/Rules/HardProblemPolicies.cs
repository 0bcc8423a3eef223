using AfterSales.Policies.Rules;

namespace AfterSales.HardProblems.Rules;

public static class HardProblemPolicies
{
    /// <summary>Headquarters keeps no hours of its own: the days are those of the branch that asks.</summary>
    public static Policy<int> AnswerDays { get; } = new("hardProblems.answerDays", 2, "S1 P2 (4); the days are ours", PolicyChecks.Between(1, 60));
}
