using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Surveys.Rules;

/// <summary>How often a customer who has not answered is reminded.</summary>
/// <param name="AfterDays">Days since the invitation or the reminder before.</param>
/// <param name="Most">0: never.</param>
public sealed record SurveyReminders(int AfterDays, int Most);

/// <summary>Which marks are low.</summary>
/// <param name="AtOrBelow">A mark on this level or a worse one is low.</param>
/// <param name="Aspects">So many low marks raise a complaint.</param>
public sealed record LowMarks(SatisfactionLevel AtOrBelow, int Aspects);

public static class SurveyPolicies
{
    /// <summary>The time of day, at the branch, at which a card goes out: always the day after the completion.</summary>
    public static Policy<TimeOnly> SendAt { get; } = new("surveys.sendAt", new TimeOnly(10, 0), "ours");

    public static Policy<int> OpenDays { get; } = new("surveys.openDays", 30, "ours", PolicyChecks.Between(1, 365));

    public static Policy<SurveyReminders> Reminders { get; } = new("surveys.reminders", new SurveyReminders(AfterDays: 5, Most: 1), "ours", IssuesOf);

    public static Policy<LowMarks> LowMarks { get; } = new("surveys.lowMarks", new LowMarks(SatisfactionLevel.Dissatisfied, Aspects: 1), "ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(SurveyReminders reminders)
    {
        if (reminders.AfterDays is < 1 or > 100) yield return new("afterDays", "OUT_OF_RANGE");
        if (reminders.Most is < 0 or > 5) yield return new("most", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> IssuesOf(LowMarks low)
    {
        if (!Enum.IsDefined(low.AtOrBelow)) yield return new("atOrBelow", "UNKNOWN");
        if (low.Aspects is < 1 or > 4) yield return new("aspects", "OUT_OF_RANGE");
    }
}
