using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

/// <summary>
/// What is left lying at the end of a day comes first on the next: the branch sees to it when it opens (S1 P2 (18)). It goes through it once a
/// morning, page by page; what could not be told is told on the next.
/// </summary>
public static class MorningRules
{
    /// <summary>Pages follow each other without haste, so that the records' own work goes on.</summary>
    private static readonly TimeSpan BetweenPages = TimeSpan.FromSeconds(1);

    /// <summary>Something is there that may be left lying: the next day's opening is waited for. Asking again changes nothing.</summary>
    public static Decision Await(Branch branch, DateTimeOffset now) =>
        branch.MorningAt is null && branch.State != BranchState.Closed && NextMorning(branch, now) is { } at ? new MorningAwaited(at) : Decision.NothingToDo;

    /// <param name="keys">The next page of what was left lying before today, behind what was told this morning; empty: the round is at its end.</param>
    /// <param name="isMoreToCome">Something is there for another morning: of today, or told and not marked yet.</param>
    public static Decision Come(Branch branch, ImmutableList<string> keys, bool isMoreToCome, DateTimeOffset now)
    {
        // The calendar may have changed since: nothing is carried over before the branch opens.
        var today = branch.Calendar.LocalDay(now);
        if ((branch.Calendar.OpeningOn(today) ?? NextMorning(branch, now)) is { } opening && opening > now) return new MorningAwaited(opening);
        return new MorningCame(
            today, keys, !keys.IsEmpty ? now + BetweenPages : isMoreToCome ? NextMorning(branch, now) : null);
    }

    private static DateTimeOffset? NextMorning(Branch branch, DateTimeOffset now) =>
        branch.Calendar.NextOpening(branch.Calendar.InstantAt(branch.Calendar.LocalDay(now).AddDays(1), TimeOnly.MinValue));
}

public sealed record MorningAwaited(DateTimeOffset At) : Event;

/// <summary>The branch opened, and these are carried over.</summary>
/// <param name="Day">At the branch.</param>
/// <param name="Records">Kind and key of each.</param>
/// <param name="NextAt">When it looks again; null: nothing is left to look for.</param>
public sealed record MorningCame(DateOnly Day, ImmutableList<string> Records, DateTimeOffset? NextAt) : Event;
