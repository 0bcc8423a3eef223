using AfterSales.Access;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

/// <summary>The shelf for what kept failing: it is seen there, and sent again from there.</summary>
public sealed partial class SetAside(
    IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, TimeProvider clock, ILogger<SetAside> log)
{
    public const string WakeKind = "wake";
    public const string TellKind = "tell";
    public const string RefreshKind = "refresh";
    public const string EffectKind = "effect";

    public static readonly IReadOnlyList<string> Kinds = [WakeKind, TellKind, RefreshKind, EffectKind];

    /// <summary>Stands among the handled requests where records have their keys.</summary>
    private const string Shelf = "set-aside";

    /// <summary>Tries one again at once. A repeat finds nothing to do; refused where there is no such thing on the shelf.</summary>
    public async Task<Refusal?> SendAgain(string kind, string key, Caller caller, string? requestId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var handled = HandledRequest.Of(new Intent<string>($"{kind}/{key}", caller, requestId));
        var first = await db.Set<HandledRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Record == Shelf && r.Id == handled.Id, cancellation);
        if (first is not null) return first.Input == handled.Input ? null : new RequestIdReused(requestId!);
        var row = await db.Set<SetAsideRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Kind == kind && r.Key == key, cancellation);
        if (row is null) return new NotFound(key);
        var now = clock.GetInstant();
        await using (var both = await db.Database.BeginTransactionAsync(cancellation))
        {
            db.Add(new HandledRow { Record = Shelf, Id = handled.Id, Input = handled.Input, At = now });
            await db.SaveChangesAsync(cancellation);
            await db.Set<SetAsideRow>().Where(r => r.Kind == kind && r.Key == key).ExecuteDeleteAsync(cancellation);
            await db.Set<EffectRow>().Where(e => kind == EffectKind && e.Id == key)
                .ExecuteUpdateAsync(e => e.SetProperty(x => x.Attempts, 0).SetProperty(x => x.NextTry, now), cancellation);
            await both.CommitAsync(cancellation);
        }

        var record = grains.GetRecord(row.Record);
        await (kind switch
        {
            WakeKind => record.Wake(),
            RefreshKind => record.Refresh(),
            _ => record.Tell(),
        });
        return null;
    }

    /// <summary>Asks a record for something; a failure is put on the shelf with a later try, each later than the last, and disturbs nobody else.</summary>
    internal async Task Try(string kind, string record, Func<IRecord, Task> ask, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var shelf = db.Set<SetAsideRow>().Where(row => row.Kind == kind && row.Key == record);
        try
        {
            await ask(grains.GetRecord(record));
            // Hardly ever is there one; to look writes nothing.
            if (await shelf.AnyAsync(cancellation)) await shelf.ExecuteDeleteAsync(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogSetAside(log, failure, record, kind);
            var now = clock.GetInstant();
            var attempts = await shelf.Select(row => (int?)row.Attempts).FirstOrDefaultAsync(cancellation) ?? 0;
            var next = now + TimeSpan.FromMinutes(Math.Min(60 * 24, Math.Pow(2, attempts)));
            await Put(db, kind, record, record, $"{failure.GetType().Name}: {failure.Message}", attempts + 1, now, next, cancellation);
        }
    }

    internal static async Task Put(
        AfterSalesDb db, string kind, string key, string record, string error, int attempts, DateTimeOffset now, DateTimeOffset? nextTry,
        CancellationToken cancellation)
    {
        var known = await db.Set<SetAsideRow>().Where(row => row.Kind == kind && row.Key == key)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, attempts).SetProperty(r => r.Error, error)
                .SetProperty(r => r.NextTry, nextTry), cancellation);
        if (known > 0) return;
        db.Add(new SetAsideRow { Kind = kind, Key = key, Record = record, Attempts = attempts, Error = error, FirstAt = now, NextTry = nextTry });
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    [LoggerMessage(EventId = 1031, Level = LogLevel.Error, Message = "{Record} failed and is set aside ({Kind}).")]
    private static partial void LogSetAside(ILogger log, Exception failure, string record, string kind);
}
