using System.Runtime.CompilerServices;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AfterSales.Records;

/// <summary>A record and the instant it wants to be woken.</summary>
public readonly record struct DueRecord(string Grain, DateTimeOffset At)
{
    public string Kind => Grain[..Grain.IndexOf('/')];
}

/// <summary>The records that are due, in the order they are due. What failed before is left out until its next try.</summary>
public sealed class DueRecords(
    IDbContextFactory<AfterSalesDb> databases, SetAside setAside, TimeProvider clock, IOptions<ClusterOptions> cluster)
{
    private const int PageSize = 200;

    /// <summary>Those of one kind that are due first, at the same instant; empty where none is.</summary>
    /// <param name="most">The first of them.</param>
    public async Task<IReadOnlyList<DueRecord>> First(DateTimeOffset until, int most, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var page = await Page(db, until, after: null, most, cancellation);
        return [.. page.TakeWhile(due => due.At == page[0].At && due.Kind == page[0].Kind)];
    }

    public async IAsyncEnumerable<DueRecord> All(DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        DueRecord? after = null;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var page = await Page(db, until, after, PageSize, cancellation);
            foreach (var due in page) yield return due;
            if (page.Count < PageSize) yield break;
            after = page[^1];
        }
    }

    /// <summary>Wakes it; a failure is set aside with a later try and disturbs nobody else.</summary>
    public Task Wake(DueRecord due, CancellationToken cancellation = default) => setAside.Try(SetAside.WakeKind, due.Grain, async record =>
    {
        await record.Wake();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var at = due.At.UtcDateTime;
        if (await Rows(db).AnyAsync(row => row.GrainId == due.Grain && row.StartTime == at, cancellation))
            throw new InvalidOperationException($"{due.Grain} is still due after it was woken.");
    }, cancellation);

    private IQueryable<ReminderRow> Rows(AfterSalesDb db)
    {
        var service = cluster.Value.ServiceId;
        return db.Set<ReminderRow>().AsNoTracking().Where(row => row.ServiceId == service && row.ReminderName == ReminderRow.Due);
    }

    private async Task<List<DueRecord>> Page(AfterSalesDb db, DateTimeOffset until, DueRecord? after, int size, CancellationToken cancellation)
    {
        var limit = until.UtcDateTime;
        var now = clock.GetInstant();
        var rows = Rows(db)
            .Where(row => row.StartTime <= limit
                && !db.Set<SetAsideRow>().Any(s => s.Kind == SetAside.WakeKind && s.Key == row.GrainId && s.NextTry > now));
        if (after is { } last)
        {
            var at = last.At.UtcDateTime;
            rows = rows.Where(row => row.StartTime > at || (row.StartTime == at && string.Compare(row.GrainId, last.Grain) > 0));
        }

        var page = await rows.OrderBy(row => row.StartTime).ThenBy(row => row.GrainId).Take(size)
            .Select(row => new { row.GrainId, row.StartTime }).ToListAsync(cancellation);
        return page.ConvertAll(row => new DueRecord(row.GrainId, new DateTimeOffset(DateTime.SpecifyKind(row.StartTime, DateTimeKind.Utc))));
    }
}
