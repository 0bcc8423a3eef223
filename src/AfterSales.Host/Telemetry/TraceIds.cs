using System.Diagnostics;

namespace AfterSales.Host.Telemetry;

/// <summary>Every answer carries the id under which a failure of the service's own stands in the log, refusals too: whoever asks for help can name it.</summary>
internal static class TraceIds
{
    public const string Header = "X-Trace-Id";

    /// <summary>Stands before whoever might answer.</summary>
    public static void UseTraceIds(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // Where nobody listens to requests none has begun one.
        using var own = Activity.Current is null ? new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start() : null;
        context.Response.Headers[Header] = Activity.Current!.TraceId.ToString();
        await next(context);
    });
}
