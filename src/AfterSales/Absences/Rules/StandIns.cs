using System.Collections.Immutable;

namespace AfterSales.Absences.Rules;

/// <summary>Who works for whom at a moment.</summary>
/// <param name="Away">The accounts that are absent now, and the substitute of each.</param>
public sealed record StandIns(ImmutableDictionary<string, string> Away)
{
    public static StandIns Nobody { get; } = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>
    /// Who does an account's work now: itself, else its substitute, else the substitute's. Null where all of them are away: then it is
    /// everybody's, since nothing waits for a person on leave.
    /// </summary>
    public string? For(string account)
    {
        var seen = new HashSet<string>();
        var current = account;
        while (Away.TryGetValue(current, out var substitute))
        {
            if (!seen.Add(current)) return null;
            current = substitute;
        }

        return current;
    }

    /// <summary>The accounts whose work this one does now: its own while it is here, and that of those it stands in for.</summary>
    public ImmutableArray<string> WorkedFor(string account) =>
        [.. Away.Keys.Append(account).Distinct().Where(other => For(other) == account).Order(StringComparer.Ordinal)];

    /// <summary>The absent accounts whose work nobody in particular does.</summary>
    public ImmutableArray<string> Orphaned() => [.. Away.Keys.Where(account => For(account) is null).Order(StringComparer.Ordinal)];
}
