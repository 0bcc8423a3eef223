using System.Globalization;
using System.Threading.RateLimiting;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Engine;

/// <summary>Counts requests per account, or per address where nobody is logged in. Each server counts for itself.</summary>
internal sealed class RequestRate(IOptions<GraphQLApiOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new()
    {
        PermitLimit = options.Value.RequestsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0,
    }));

    /// <summary>Null where the request is within the limit.</summary>
    public (ExecutionError Error, string Seconds)? Refusal(HttpContext http, RequestContext context)
    {
        if (options.Value.RequestsPerMinute == 0) return null;
        var key = context.Caller.IsKnown ? "account " + context.Caller.Account : "address " + http.Connection.RemoteIpAddress;
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired) return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return (context.Error("TOO_MANY_REQUESTS", ("Max", options.Value.RequestsPerMinute), ("Seconds", seconds)), seconds);
    }

    public void Dispose() => limiter.Dispose();
}
