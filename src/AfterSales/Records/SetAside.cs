using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Records;

/// <summary>The shelf for what kept failing: it is seen there, and sent again from there.</summary>
public sealed class SetAside(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, TimeProvider clock)
{
    public const string WakeKind = "wake";
    public const string EffectKind = "effect";

    /// <summary>Tries one again at once. False: there is no such thing on the shelf.</summary>
    public async Task<bool> SendAgain(string kind, string key, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.Set<SetAsideRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Kind == kind && r.Key == key, cancellation);
        if (row is null) return false;
        var now = clock.GetInstant();
        await db.Set<SetAsideRow>().Where(r => r.Kind == kind && r.Key == key).ExecuteDeleteAsync(cancellation);
        await db.Set<EffectRow>().Where(e => kind == EffectKind && e.Id == key)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.Attempts, 0).SetProperty(x => x.NextTry, now), cancellation);
        var record = grains.GetRecord(row.Record);
        if (kind == EffectKind) await record.Tell();
        else await record.Wake();
        return true;
    }

    internal static async Task Put(
        AfterSalesDb db, string kind, string key, string record, string error, DateTimeOffset now, DateTimeOffset? nextTry, CancellationToken cancellation)
    {
        var known = await db.Set<SetAsideRow>().Where(row => row.Kind == kind && row.Key == key)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.Error, error)
                .SetProperty(r => r.NextTry, nextTry), cancellation);
        if (known > 0) return;
        db.Add(new SetAsideRow { Kind = kind, Key = key, Record = record, Attempts = 1, Error = error, FirstAt = now, NextTry = nextTry });
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
