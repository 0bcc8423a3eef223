namespace AfterSales.Channels.Rules;

/// <summary>How long is waited before a channel that did not take something is given it again: twice as long each time.</summary>
public static class BackOff
{
    // A policy that allows more tries than anybody waits for must not run over.
    private const int MostDoublings = 20;

    /// <param name="tries">How often it was given, from 1.</param>
    /// <param name="firstMinutes">The wait after the first try.</param>
    /// <param name="longestMinutes">It never waits longer; null: nothing bounds it.</param>
    public static TimeSpan After(int tries, int firstMinutes, int? longestMinutes = null)
    {
        var minutes = firstMinutes * Math.Pow(2, Math.Clamp(tries - 1, 0, MostDoublings));
        return TimeSpan.FromMinutes(longestMinutes is { } longest ? Math.Min(longest, minutes) : minutes);
    }
}
