using AfterSales.Access;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AfterSales.Host.Telemetry;

/// <summary>What is told of the running service: figures at <c>/metrics</c>; by OpenTelemetry's own settings also traces, figures and logs to a collector.</summary>
internal static class TelemetrySetup
{
    /// <summary>OpenTelemetry's standard settings that say where a collector is.</summary>
    private static readonly string[] Collector = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

    /// <summary>Room for so many label sets is kept from the start for each of Orleans' instruments, of which there are a hundred: the library's 2,000 would take 20 MB of memory.</summary>
    private const int SeriesOfOrleans = 200;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry();
        telemetry.WithMetrics(metrics => metrics
            .AddMeter("AfterSales.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime")
            .AddView(instrument => instrument.Meter.Name == "Microsoft.Orleans" ? new MetricStreamConfiguration { CardinalityLimit = SeriesOfOrleans } : null)
            .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0));
        if (!IsCollected(builder.Configuration)) return;
        telemetry.WithTracing(traces => traces
            .AddSource("Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", "Npgsql")
            .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpResponse = (trace, response) => trace.SetTag("url.path", RouteOf(response.HttpContext))));
        telemetry.WithLogging();
        telemetry.UseOtlpExporter();
    }

    /// <summary>A call from grain to grain belongs to the trace of the request that caused it; where nobody collects it would only cost.</summary>
    public static ISiloBuilder UseTelemetry(this ISiloBuilder silo, IConfiguration configuration) => IsCollected(configuration) ? silo.AddActivityPropagation() : silo;

    /// <summary>Figures say how much is done, and are for those who operate the service.</summary>
    public static void MapTelemetry(this WebApplication app) =>
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(policy => policy.RequireAssertion(context => context.User.ToCaller().May(Permission.OperateService)));

    private static bool IsCollected(IConfiguration configuration) => Collector.Any(name => !string.IsNullOrWhiteSpace(configuration[name]));

    /// <summary>Without its values: who knows a signed link may act by it, so it must not stand in a trace.</summary>
    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
