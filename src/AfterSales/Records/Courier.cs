using System.Collections.Concurrent;
using System.Threading.Channels;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

/// <summary>
/// Delivers effects outside the grains' turns: for each source in order, and to each target in order. What fails waits longer each time and
/// is set aside after <see cref="EffectTries.Most"/>; only what comes behind it for the same target waits with it until then.
/// </summary>
public sealed partial class Courier(
    IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, TimeProvider clock, RecordMeters meters, ILogger<Courier> log) : BackgroundService
{
    private const int Workers = 4;

    private readonly Channel<string> _sources = Channel.CreateUnbounded<string>();

    // True: something new was signalled while the source was being served.
    private readonly ConcurrentDictionary<string, bool> _waiting = new();

    private TaskCompletionSource _emptied = NotYet();

    /// <summary>Something of this source is to be delivered.</summary>
    internal void Deliver(GrainId source)
    {
        var name = source.ToString();
        if (!_waiting.AddOrUpdate(name, _ => false, (_, _) => true)) _sources.Writer.TryWrite(name);
    }

    private bool IsIdle => _waiting.IsEmpty;

    /// <summary>Waits until nothing signalled is left: what virtual time waits for before it goes on.</summary>
    internal async Task UntilIdle(CancellationToken cancellation)
    {
        while (!IsIdle)
        {
            var emptied = Volatile.Read(ref _emptied).Task;
            // It may have been emptied before there was anybody to be told.
            if (!IsIdle) await emptied.WaitAsync(cancellation);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Work(stoppingToken)));

    private async Task Work(CancellationToken stopping)
    {
        await foreach (var source in _sources.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await Serve(source, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                // The rows are still there; the sweep signals the source again.
                LogCouldNotServe(log, failure, source);
            }

            if (!_waiting.TryRemove(new(source, false)) && _waiting.TryUpdate(source, false, true)) _sources.Writer.TryWrite(source);
            if (IsIdle) Interlocked.Exchange(ref _emptied, NotYet()).SetResult();
        }
    }

    private static TaskCompletionSource NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task Serve(string source, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var blocked = new HashSet<string>();
        var now = clock.GetInstant();
        var rows = await db.Set<EffectRow>().AsNoTracking().Where(row => row.Source == source && row.NextTry != null).OrderBy(row => row.Seq)
            .ToListAsync(stopping);
        var delivered = new List<long>();
        foreach (var row in rows)
        {
            if (EffectTries.MustWait(row.NextTry, now) || blocked.Contains(row.Target))
            {
                blocked.Add(row.Target);
                continue;
            }

            if (await Failure(row) is { } failure)
            {
                blocked.Add(row.Target);
                await PutBack(db, row, failure, now, stopping);
            }
            else
            {
                meters.Delivered(row.Kind);
                delivered.Add(row.Seq);
            }
        }

        // By one write. What a crash leaves is delivered again, and the receivers know it.
        if (delivered.Count > 0) await db.Set<EffectRow>().Where(e => delivered.Contains(e.Seq)).ExecuteDeleteAsync(stopping);
    }

    private async Task<(string Error, bool IsFinal)?> Failure(EffectRow row)
    {
        try
        {
            var answer = await EffectKinds.Read(row.Kind, row.Body).Deliver(grains, new EffectContext(row.Id));
            return answer.Refusal switch
            {
                null => null,
                TryAgain => ("TRY_AGAIN", false),
                var refusal => (refusal.ToString(), true),
            };
        }
        catch (Exception failure)
        {
            LogCouldNotDeliver(log, failure, row.Id, row.Target);
            return ($"{failure.GetType().Name}: {failure.Message}", false);
        }
    }

    private async Task PutBack(
        AfterSalesDb db, EffectRow row, (string Error, bool IsFinal) failure, DateTimeOffset now, CancellationToken stopping)
    {
        var attempts = row.Attempts + 1;
        DateTimeOffset? next = failure.IsFinal || attempts >= EffectTries.Most ? null : now + EffectTries.After(attempts);
        meters.NotDelivered(row.Kind, isSetAside: next is null);
        if (next is null) await SetAside.Put(db, SetAside.EffectKind, row.Id, row.Source, failure.Error, attempts, now, nextTry: null, stopping);
        await db.Set<EffectRow>().Where(e => e.Seq == row.Seq)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.Attempts, attempts).SetProperty(x => x.NextTry, next), stopping);
    }
}
