using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AfterSales.Host.Health;

/// <summary>How a host goes.</summary>
public sealed class ShutdownSettings
{
    /// <summary>How long a host that is told to stop goes on serving while <c>/health/ready</c> says no: as long as a load balancer needs to see it.</summary>
    public int DrainSeconds { get; set; }
}

/// <summary>
/// A host that is told to stop first says so at <c>/health/ready</c> and goes on serving, until nobody sends it anything new. Then it takes no more
/// requests, answers those it has, and its records move to the other hosts.
/// </summary>
internal sealed class Draining(IOptions<ShutdownSettings> settings) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _isStopping;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        await Task.Delay(TimeSpan.FromSeconds(settings.Value.DrainSeconds), TimeProvider.System, cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isStopping ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
