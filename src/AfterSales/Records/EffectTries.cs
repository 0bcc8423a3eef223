namespace AfterSales.Records;

/// <summary>How often an effect that can't be delivered is tried, and when it is time.</summary>
public static class EffectTries
{
    /// <summary>After so many it is set aside.</summary>
    public const int Most = 8;

    /// <summary>The longest wait there is.</summary>
    public static TimeSpan Longest => After(Most - 1);

    /// <param name="made">How many tries there were; the wait doubles each time.</param>
    public static TimeSpan After(int made) => TimeSpan.FromSeconds(Math.Pow(2, made));

    /// <summary>
    /// What is to be tried later than this was put down by a host whose clock was ahead, as no wait is that long: it is tried now.
    /// </summary>
    public static DateTimeOffset TooFarAhead(DateTimeOffset now) => now + Longest;

    public static bool MustWait(DateTimeOffset? nextTry, DateTimeOffset now) => nextTry > now && nextTry <= TooFarAhead(now);
}
