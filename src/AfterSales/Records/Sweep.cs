using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

/// <summary>A part of the sweep that a capability adds.</summary>
public interface ISweepPart
{
    Task Run(CancellationToken cancellation);
}

/// <summary>What one sweep does. A part that fails comes again with the next sweep, and keeps no other from its work.</summary>
public sealed partial class Sweep(
    Database database, DueRecords due, SetAside setAside, IDbContextFactory<AfterSalesDb> databases, TimeProvider clock,
    IEnumerable<ISweepPart> parts, ILogger<Sweep> log)
{
    private const int Concurrency = 16;
    // By then Orleans' own reminders have woken what is due.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HandledFor = TimeSpan.FromDays(30);

    public Task Run(CancellationToken cancellation = default) => Run(Grace, cancellation);

    /// <summary>The first after nobody swept for a while: what was due then, up to this instant, Orleans' own reminders no longer wake.</summary>
    internal Task RunFirst(CancellationToken cancellation) => Run(TimeSpan.Zero, cancellation);

    private async Task Run(TimeSpan grace, CancellationToken cancellation)
    {
        var now = clock.GetInstant();
        await Part(nameof(WakeOverdue), token => WakeOverdue(now - grace, token), cancellation);
        await Part(nameof(TellLeftovers), token => TellLeftovers(now, token), cancellation);
        await Part(nameof(Forget), token => Forget(now, token), cancellation);
        await Part(nameof(database.MakeJournalMonths), token => database.MakeJournalMonths(now, token), cancellation);
        foreach (var part in parts) await Part(part.GetType().Name, part.Run, cancellation);
    }

    private async Task Part(string name, Func<CancellationToken, Task> run, CancellationToken cancellation)
    {
        try
        {
            await run(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogPartFailed(log, failure, name);
        }
    }

    private Task WakeOverdue(DateTimeOffset until, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        return Parallel.ForEachAsync(due.All(until, cancellation), options, async (record, token) => await due.Wake(record, token));
    }

    private async Task TellLeftovers(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var tooFar = EffectTries.TooFarAhead(now);
        var sources = await db.Set<EffectRow>()
            .Where(row => (row.NextTry <= now || row.NextTry > tooFar)
                && !db.Set<SetAsideRow>().Any(s => s.Kind == SetAside.TellKind && s.Key == row.Source && s.NextTry > now))
            .Select(row => row.Source).Distinct().Take(1000).ToListAsync(cancellation);
        foreach (var source in sources) await setAside.Try(SetAside.TellKind, source, record => record.Tell(), cancellation);
    }

    private async Task Forget(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var old = now - HandledFor;
        await db.Set<HandledRow>().Where(row => row.At < old).ExecuteDeleteAsync(cancellation);
    }

    [LoggerMessage(EventId = 1041, Level = LogLevel.Error, Message = "The sweep's part {Part} failed.")]
    private static partial void LogPartFailed(ILogger log, Exception failure, string part);
}
