using System.Collections.Concurrent;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

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
        foreach (var (kind, table) in Tables(db.Model))
        {
            var now = clock.GetInstant();
            var (after, next) = _seen.GetValueOrDefault(kind, ("", now));
            if (next > now) continue;
            // The table's name is the model's own.
#pragma warning disable EF1002
            var ids = await db.Database.SqlQueryRaw<string>(
                $"select id as \"Value\" from {table} where id > {{0}} and shape < {{1}} order by id limit {{2}}", after, Projections.ShapeOf(kind), PageSize)
                .ToListAsync(cancellation);
#pragma warning restore EF1002
            foreach (var id in ids) await setAside.Try(SetAside.RefreshKind, $"{kind}/{id}", record => record.Refresh(), cancellation);
            _seen[kind] = ids.Count == PageSize ? (ids[^1], now) : ("", now + LookAgain);
        }
    }

    /// <summary>The tables of the records' own rows: those with a shape.</summary>
    private static IEnumerable<(string Kind, string Table)> Tables(IModel model) =>
        from type in model.GetEntityTypes()
        where type.FindProperty(nameof(RowStamp.Shape)) is not null
        from projected in type.ClrType.GetCustomAttributes(typeof(ProjectedAttribute), false).Cast<ProjectedAttribute>()
        select (projected.Kind, type.GetTableName()!);
}
