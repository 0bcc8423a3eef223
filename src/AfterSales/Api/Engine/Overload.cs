using System.Threading.RateLimiting;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Engine;

/// <summary>
/// Refuses early what could not be done in time: so many mutations and so many queries are at work at once, each apart, so that people go on
/// reading while more is written than can be. Nothing is remembered: whoever asks again finds a place as soon as one is free. Each host counts for itself.
/// </summary>
internal sealed class Overload(IOptions<GraphQLApiOptions> options) : IDisposable
{
    /// <summary>When to ask again: by then what was at work is done.</summary>
    public const int RetrySeconds = 1;

    private readonly ConcurrencyLimiter mutations = Limit(options.Value.MutationsAtOnce);
    private readonly ConcurrencyLimiter queries = Limit(options.Value.QueriesAtOnce);

    /// <summary>A place until it is disposed of; null where all are taken. A part of this program always has one: who uses it has been let in.</summary>
    public IDisposable? Place(OperationType? kind, Transport transport)
    {
        if (transport is Transport.InProcess or Transport.InProcessStream || kind == OperationType.Subscription) return Unlimited.Instance;
        var lease = (kind == OperationType.Mutation ? mutations : queries).AttemptAcquire();
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        return null;
    }

    public void Dispose()
    {
        mutations.Dispose();
        queries.Dispose();
    }

    private static ConcurrencyLimiter Limit(int atOnce) => new(new() { PermitLimit = atOnce, QueueLimit = 0 });

    private sealed class Unlimited : IDisposable
    {
        public static readonly Unlimited Instance = new();

        public void Dispose()
        {
        }
    }
}
