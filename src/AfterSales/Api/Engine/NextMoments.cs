using System.Diagnostics;

namespace AfterSales.Api.Engine;

/// <summary>How long is waited before what failed underneath is tried again for a client: a host that stops has let its records go by then.</summary>
internal static class NextMoments
{
    public static readonly TimeSpan[] Waits = [TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(3);

    /// <summary>What has taken longer is no matter of moments: the client had better hear of it.</summary>
    public static bool TookTooLong(long since) => Stopwatch.GetElapsedTime(since) > Moments;
}
