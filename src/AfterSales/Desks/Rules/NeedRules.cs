using System.Collections.Immutable;

namespace AfterSales.Desks.Rules;

/// <summary>Work that was set aside because it kept failing.</summary>
/// <param name="HasNew">Some of it since the person last looked.</param>
public sealed record WorkSetAside(int Count, bool HasNew);

/// <summary>How much needs a person.</summary>
/// <param name="New">How much of it came since he last looked.</param>
public sealed record NeedCount(int All, int New);

/// <summary>What counts as needing a person, and as new to him.</summary>
public static class NeedRules
{
    /// <param name="since">Since when it can't wait.</param>
    /// <param name="lookedAt">When he last looked at what needs him; null: never.</param>
    public static bool IsNew(DateTimeOffset since, DateTimeOffset? lookedAt) => lookedAt is not { } looked || since > looked;

    /// <summary>However much was set aside, it is one thing to look at.</summary>
    /// <param name="tasks">Since when each can't wait.</param>
    /// <param name="aside">Null for who does not look after it.</param>
    public static NeedCount Count(ImmutableList<DateTimeOffset> tasks, WorkSetAside? aside, DateTimeOffset? lookedAt) => new(
        tasks.Count + (aside is { Count: > 0 } ? 1 : 0), tasks.Count(since => IsNew(since, lookedAt)) + (aside is { Count: > 0, HasNew: true } ? 1 : 0));
}
