using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using AfterSales.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AfterSales.Accounts;

/// <summary>The settings below <c>LogIn</c>.</summary>
public sealed class LogInSettings
{
    /// <summary>How many log-ins one network address may try in a minute. A branch office often shares one address.</summary>
    [Range(1, 100_000)]
    public int TriesPerMinute { get; set; } = 30;
}

/// <summary>Slows a stranger who tries many accounts from one address; the lockout stops one who tries many passwords of one account.</summary>
internal sealed class LogInRate(IOptions<LogInSettings> settings) : IRateLimiterPolicy<string>
{
    public const string Policy = "log-in";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = RejectAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetFixedWindowLimiter(ClientAddress.Of(httpContext), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = settings.Value.TriesPerMinute,
            Window = Window,
            QueueLimit = 0,
        });

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancelled)
    {
        var context = rejected.HttpContext;
        var tries = context.RequestServices.GetRequiredService<IOptions<LogInSettings>>().Value.TriesPerMinute;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (Browsers.Asks(context.Request))
            await LogInPage.WriteAsync(context, StatusCodes.Status429TooManyRequests, words => words.TooManyTries);
        else
            await Problem.Of(context, StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS", ("Max", tries), ("Seconds", seconds)).ExecuteAsync(context);
    }
}
