using System.Collections.Concurrent;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Records;

/// <summary>
/// Refreshes the records whose own row an older version of the service wrote, as its <c>shape</c> tells: a page a sweep, and once none is left
/// another look after an hour, because in a cluster of mixed versions older silos still write.
/// </summary>
internal sealed class OlderShapes(IDbContextFactory<AfterSalesDb> databases, SetAside setAside, TimeProvider clock) : ISweepPart
{
    private const int PageSize = 500;
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (string After, DateTimeOffset Next)> _seen = new();

    public async Task Run(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var (kind, table) in OwnRows.Of(db.Model))
        {
            var now = clock.GetInstant();
            var (after, next) = _seen.GetValueOrDefault(kind, ("", now));
            if (next > now) continue;
            var keys = await OwnRows.Keys(db, table, after, PageSize, cancellation, below: Projections.ShapeOf(kind));
            foreach (var key in keys) await setAside.Try(SetAside.RefreshKind, $"{kind}/{key}", record => record.Refresh(), cancellation);
            _seen[kind] = keys.Count == PageSize ? (keys[^1], now) : ("", now + LookAgain);
        }
    }
}
