using AfterSales.Host.Demo;
using AfterSales.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AfterSales.Host.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work.</summary>
internal static class HealthSetup
{
    // What a host has begun is finished in this time, after it has drained; then it ends whatever happens.
    private static readonly TimeSpan ToFinish = TimeSpan.FromMinutes(1);

    public static void AddServiceHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ShutdownSettings>().Bind(configuration.GetSection("Shutdown"))
            .Validate(shutdown => shutdown.DrainSeconds is >= 0 and <= 300, "Shutdown:DrainSeconds has to be between 0 and 300.").ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownSettings>>((host, shutdown) =>
            host.ShutdownTimeout = ToFinish + TimeSpan.FromSeconds(shutdown.Value.DrainSeconds));
        services.AddSingleton<Draining>().AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddOptions<ClockSettings>().Bind(configuration.GetSection("Clock"))
            .Validate(clock => clock.MaxSkewSeconds is >= 1 and <= 86_400, "Clock:MaxSkewSeconds has to be between 1 and 86400.").ValidateOnStart();
        services.AddSingleton<ClockCheck>().AddHostedService(provider => provider.GetRequiredService<ClockCheck>());
        services.AddHealthChecks()
            .AddCheck<ClockCheck>("clock").AddCheck<DatabaseAnswers>("database").AddCheck<SiloIsActive>("silo").AddCheck<DemoIsMade>("demo").AddCheck<Draining>("draining");
    }

    public static void MapServiceHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    private static HealthCheckResult Healthy(bool isHealthy) => isHealthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();

    private sealed class DatabaseAnswers(IDbContextFactory<AfterSalesDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return Healthy(await db.Database.CanConnectAsync(cancellationToken));
        }
    }

    private sealed class SiloIsActive(ISiloStatusOracle silo) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(Healthy(silo.CurrentStatus == SiloStatus.Active));
    }

    /// <summary>Somebody who waits for the demo wants to find its company.</summary>
    private sealed class DemoIsMade(DemoCompanyAtStartUp? demo = null) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(Healthy(demo?.IsMade != false));
    }
}
