using AfterSales.Access;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Webhooks.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Webhooks;

/// <summary>Takes away deliveries that were taken long ago: with each event there is one for each address, and nobody asks for them any more.</summary>
internal sealed partial class OldDeliveries(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, EffectivePolicies policies, TimeProvider clock, ILogger<OldDeliveries> log) : ISweepPart
{
    private const int AtATime = 500;
    private const int Concurrency = 8;

    public async Task Run(CancellationToken cancellation)
    {
        var before = clock.GetInstant().AddDays(-(await policies.At(Assignment.Headquarters)).Get(WebhookPolicies.KeepDays));
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var old = await db.Set<WebhookDeliveryRow>().AsNoTracking()
            .Where(row => (row.State == DeliveryState.Delivered || row.State == DeliveryState.Dropped) && (row.LastTryAt ?? row.At) < before)
            .OrderBy(row => row.LastTryAt ?? row.At).Take(AtATime).Select(row => row.Id).ToListAsync(cancellation);
        if (old.Count == 0) return;
        var forgotten = new List<string>();
        foreach (var some in old.Chunk(Concurrency))
        {
            var answers = await Task.WhenAll(some.Select(key => Forgotten(key, before, cancellation)));
            forgotten.AddRange(some.Where((_, i) => answers[i]));
        }

        // The row last: while it is there the sweep comes back.
        await db.Set<JournalTextRow>().Where(row => forgotten.Contains(row.Record)).ExecuteDeleteAsync(cancellation);
        await db.Set<JournalRow>().Where(row => forgotten.Contains(row.Record)).ExecuteDeleteAsync(cancellation);
        await db.Set<WebhookDeliveryRow>().Where(row => forgotten.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>One that can't be forgotten now keeps no other.</summary>
    private async Task<bool> Forgotten(string key, DateTimeOffset before, CancellationToken cancellation)
    {
        try
        {
            return await grains.GetGrain<IWebhookDeliveryGrain>(key).Forget(before);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotForgotten(log, failure, key);
            return false;
        }
    }

    [LoggerMessage(EventId = 1071, Level = LogLevel.Warning, Message = "The old delivery {Key} could not be forgotten.")]
    private static partial void LogNotForgotten(ILogger log, Exception failure, string key);
}
