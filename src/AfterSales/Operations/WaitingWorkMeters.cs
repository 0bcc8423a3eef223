using System.Diagnostics.Metrics;
using AfterSales.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Operations;

/// <summary>Keeps what is waiting as gauges, read anew every quarter of a minute. Each host tells the same: they are not to be added up.</summary>
public sealed partial class WaitingWorkMeters : BackgroundService
{
    public const string Name = "AfterSales.Operations";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly WaitingWork _work;
    private readonly ILogger<WaitingWorkMeters> _log;
    private WorkWaiting _waiting = WorkWaiting.Nothing;

    public WaitingWorkMeters(WaitingWork work, IMeterFactory meters, ILogger<WaitingWorkMeters> log)
    {
        (_work, _log) = (work, log);
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("aftersales.waiting.effects", () => _waiting.Effects, "{effect}", "What records still have to tell each other.");
        meter.CreateObservableGauge("aftersales.waiting.overdue", () => _waiting.Overdue, "{record}", "Records that were due more than two minutes ago and were not woken.");
        meter.CreateObservableGauge("aftersales.waiting.set_aside", SetAside, "{record}", "What kept failing and waits for somebody to look, by kind.");
        meter.CreateObservableGauge("aftersales.waiting.figure_days", () => _waiting.FigureDays, "{day}", "Days of branches whose figures are to be counted again.");
        meter.CreateObservableGauge("aftersales.figures.lag", () => _waiting.FigureLag.TotalSeconds, "s", "How far the figures of the branch that waits longest are behind.");
    }

    /// <summary>Reads it now.</summary>
    internal async Task Read(CancellationToken cancellation = default) => _waiting = await _work.Read(cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Read(stoppingToken);
            }
            catch (Exception failure) when (Infrastructure.Failed(failure) && !stoppingToken.IsCancellationRequested)
            {
                LogNotRead(_log, failure);
            }
        }
    }

    /// <summary>Every kind there is, so that an alarm sees the zero too.</summary>
    private IEnumerable<Measurement<int>> SetAside() => Records.SetAside.Kinds
        .Select(kind => new Measurement<int>(_waiting.SetAside.GetValueOrDefault(kind), new KeyValuePair<string, object?>("kind", kind)));

    [LoggerMessage(EventId = 1091, Level = LogLevel.Warning, Message = "What is waiting could not be read.")]
    private static partial void LogNotRead(ILogger log, Exception failure);
}
