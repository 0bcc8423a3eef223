using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

/// <summary>
/// The guarantee behind all reminders: one per cluster, on its own reminder. Orleans skips ticks that fell due while every silo was down;
/// the sweep wakes whatever is overdue, takes up effects that were left, and forgets what need not be remembered.
/// </summary>
[Alias("ISweepGrain")]
public interface ISweepGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the reminder stands.</summary>
    [Alias("Start")]
    Task Start();

    [Alias("Run")]
    Task Run();
}

[GrainType("sweep")]
public sealed class SweepGrain(Sweep sweep) : Grain, ISweepGrain, IRemindable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task Start() => await this.RegisterOrUpdateReminder("sweep", Every, Every);

    public Task Run() => sweep.Run();

    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => Run();
}

/// <summary>A part of the sweep that a capability adds.</summary>
public interface ISweepPart
{
    Task Run(CancellationToken cancellation);
}

/// <summary>What one sweep does.</summary>
public sealed partial class Sweep(
    Database database, DueRecords due, SetAside setAside, IDbContextFactory<AfterSalesDb> databases, TimeProvider clock,
    IEnumerable<ISweepPart> parts, ILogger<Sweep> log)
{
    private const int Concurrency = 16;
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HandledFor = TimeSpan.FromDays(30);

    public async Task Run(CancellationToken cancellation = default)
    {
        var now = clock.GetInstant();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due.All(now - Grace, cancellation), options, async (record, token) => await due.Wake(record, token));
        await TellLeftovers(now, cancellation);
        await Forget(now, cancellation);
        await database.MakeJournalMonths(now, cancellation);
        foreach (var part in parts)
        {
            try
            {
                await part.Run(cancellation);
            }
            catch (Exception failure) when (Infrastructure.Failed(failure))
            {
                LogPartFailed(log, failure, part.GetType().Name);
            }
        }
    }

    private async Task TellLeftovers(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var sources = await db.Set<EffectRow>()
            .Where(row => row.NextTry <= now
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

/// <summary>Registers the sweep when a silo starts.</summary>
internal sealed partial class SweepStarter(IGrainFactory grains, ILogger<SweepStarter> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<ISweepGrain>(0).Start();
                return;
            }
            catch (Exception failure) when (Infrastructure.Failed(failure))
            {
                LogNotStarted(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, stoppingToken);
            }
        }
    }

    [LoggerMessage(EventId = 1042, Level = LogLevel.Warning, Message = "The sweep could not be registered yet.")]
    private static partial void LogNotStarted(ILogger log, Exception failure);
}
