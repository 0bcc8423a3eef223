using AfterSales.Policies.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Policies;

/// <summary>Reads from the journal what a place said of a policy.</summary>
public sealed class PolicyHistory(IDbContextFactory<AfterSalesDb> databases)
{
    private const int Most = 500;

    /// <summary>The newest first, of the last 500 changes at the place.</summary>
    public async Task<IReadOnlyList<JournalEvent>> Of(string key, string place, CancellationToken cancellation)
    {
        var record = IPoliciesGrain.KeyOf(place);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var saves = await db.Set<JournalRow>().AsNoTracking().Where(row => row.Record == record).OrderByDescending(row => row.Version).Take(Most).ToListAsync(cancellation);
        return [.. saves.SelectMany(row => Journal.EventsOf(row.Version, row.At, row.DeviceAt, row.Actor, row.Cause, row.Events, _ => []))
            .Where(happened => happened.Name is nameof(PolicySet) or nameof(PolicyCleared) && happened.Fact("key") == key)];
    }
}
