using System.ComponentModel.DataAnnotations;
using System.Globalization;
using AfterSales.Api;
using Microsoft.AspNetCore.Http;
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
internal sealed class LogInRate(IOptions<LogInSettings> settings) : IEndpointFilter, IDisposable
{
    private readonly Rate _rate = new(_ => settings.Value.TriesPerMinute);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (_rate.SecondsToWait(ClientAddress.Of(http)) is not { } seconds) return await next(context);
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (!Browsers.Asks(http.Request))
            return Problem.Of(http, StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS", ("Max", settings.Value.TriesPerMinute), ("Seconds", seconds));
        await LogInPage.WriteAsync(http, StatusCodes.Status429TooManyRequests, words => words.TooManyTries);
        return Results.Empty;
    }

    public void Dispose() => _rate.Dispose();
}
