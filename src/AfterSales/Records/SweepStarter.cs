using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

/// <summary>Registers the sweep when all of a host has started: one that can't serve begins nothing.</summary>
internal sealed partial class SweepStarter(IGrainFactory grains, IHostApplicationLifetime life, ILogger<SweepStarter> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
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
