using System.Runtime.CompilerServices;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AfterSales.Records;

/// <summary>A record and the instant it wants to be woken.</summary>
public readonly record struct DueRecord(string Grain, DateTimeOffset At);

/// <summary>The records that are due, in the order they are due. What failed before is left out until its next try.</summary>
public sealed partial class DueRecords(
    IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, TimeProvider clock, IOptions<ClusterOptions> cluster, ILogger<DueRecords> log)
{
    private const int PageSize = 200;

    public async Task<DueRecord?> First(DateTimeOffset until, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var page = await Page(db, until, after: null, size: 1, cancellation);
        return page.Count == 0 ? null : page[0];
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
    public async Task Wake(DueRecord due, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        try
        {
            await grains.GetRecord(due.Grain).Wake();
            await db.Set<SetAsideRow>().Where(row => row.Kind == SetAside.WakeKind && row.Key == due.Grain).ExecuteDeleteAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogCouldNotWake(log, failure, due.Grain);
            var now = clock.GetInstant();
            var attempts = await db.Set<SetAsideRow>().Where(row => row.Kind == SetAside.WakeKind && row.Key == due.Grain)
                .Select(row => (int?)row.Attempts).FirstOrDefaultAsync(cancellation) ?? 0;
            var next = now + TimeSpan.FromMinutes(Math.Min(60 * 24, Math.Pow(2, attempts)));
            await SetAside.Put(db, SetAside.WakeKind, due.Grain, due.Grain, $"{failure.GetType().Name}: {failure.Message}", now, next, cancellation);
        }
    }

    private async Task<List<DueRecord>> Page(AfterSalesDb db, DateTimeOffset until, DueRecord? after, int size, CancellationToken cancellation)
    {
        var service = cluster.Value.ServiceId;
        var limit = until.UtcDateTime;
        var now = clock.GetInstant();
        var rows = db.Set<ReminderRow>().AsNoTracking()
            .Where(row => row.ServiceId == service && row.ReminderName == ReminderRow.Due && row.StartTime <= limit
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

    [LoggerMessage(EventId = 1031, Level = LogLevel.Error, Message = "{Grain} is due and could not be woken; set aside.")]
    private static partial void LogCouldNotWake(ILogger log, Exception failure, string grain);
}
