namespace AfterSales.Host.Demo;

/// <summary>Puts the clock right after the schema is up to date and before anybody asks what time it is.</summary>
internal sealed class DemoTimeAtStartUp(DemoTimeControl time, IConfiguration settings) : IHostedLifecycleService
{
    /// <summary>How many days a new company has behind it where nothing else is said.</summary>
    private const int StandardHistoryDays = 30;

    public Task StartingAsync(CancellationToken cancellationToken) =>
        time.Resume(settings.GetValue("Demo:HistoryDays", StandardHistoryDays));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
