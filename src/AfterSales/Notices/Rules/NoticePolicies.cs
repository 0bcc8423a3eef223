using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Notices.Rules;

/// <summary>When people are told what is not urgent.</summary>
/// <param name="WithinWorkingHours">Only in the working hours of the branch, or of headquarters; where there are none, the quiet hours alone count.</param>
/// <param name="QuietFrom">A time of day by the reader's clock.</param>
public sealed record NoticeHours(bool WithinWorkingHours, TimeOnly QuietFrom, TimeOnly QuietTo);

/// <summary>How often a mail is given to a server that can't be reached; the wait doubles each time.</summary>
/// <param name="Most">After so many nobody is told by mail.</param>
public sealed record NoticeTries(int FirstAfterMinutes, int Most);

public static class NoticePolicies
{
    /// <summary>What people are mailed who have chosen nothing else.</summary>
    public static Policy<ImmutableList<NoticeKind>> ByMail { get; } = new("notices.byMail",
        [
            NoticeKind.TaskGiven, NoticeKind.TaskWentUp, NoticeKind.PromiseRunsOut, NoticeKind.PromiseMissed, NoticeKind.Emergency, NoticeKind.EarlySign, NoticeKind.Summary,
        ], "ours", Kinds);

    /// <summary>What is told at once, at any hour; so is whatever is about an emergency.</summary>
    public static Policy<ImmutableList<NoticeKind>> AtAnyHour { get; } = new("notices.atAnyHour", [NoticeKind.Emergency], "S0 P1; ours", Kinds);

    public static Policy<NoticeHours> Hours { get; } = new("notices.hours", new NoticeHours(true, new TimeOnly(21, 0), new TimeOnly(7, 0)), "ours");

    /// <summary>Minutes for which a notice waits for others, to be mailed together.</summary>
    public static Policy<int> GroupMinutes { get; } = new("notices.groupMinutes", 10, "ours", PolicyChecks.Between(0, 240));

    public static Policy<NoticeTries> Tries { get; } = new("notices.tries", new NoticeTries(FirstAfterMinutes: 5, Most: 6), "ours", IssuesOf);

    private static IEnumerable<InputIssue> Kinds(ImmutableList<NoticeKind> kinds)
    {
        foreach (var (i, kind) in kinds.Index())
        {
            if (!Enum.IsDefined(kind)) yield return new($"[{i}]", "UNKNOWN");
            else if (kinds.IndexOf(kind) < i) yield return new($"[{i}]", "REPEATED");
        }
    }

    private static IEnumerable<InputIssue> IssuesOf(NoticeTries tries)
    {
        if (tries.FirstAfterMinutes is < 1 or > 1440) yield return new("firstAfterMinutes", "OUT_OF_RANGE");
        if (tries.Most is < 1 or > 10) yield return new("most", "OUT_OF_RANGE");
    }
}
