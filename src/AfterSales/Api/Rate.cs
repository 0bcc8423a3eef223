using System.Threading.RateLimiting;

namespace AfterSales.Api;

/// <summary>How often in a minute one key, such as a network address, is let through. Each server counts for itself.</summary>
/// <param name="most">The greatest number in a minute, by key.</param>
public sealed class Rate(Func<string, int> most) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new()
    {
        PermitLimit = most(key), Window = Window, QueueLimit = 0,
    }));

    /// <summary>Counts a try. Null: it is let through; else the whole seconds until the next one is, at least one.</summary>
    public int? SecondsToWait(string key)
    {
        using var lease = _limits.AttemptAcquire(key);
        if (lease.IsAcquired) return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window;
        return Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
    }

    public void Dispose() => _limits.Dispose();
}
