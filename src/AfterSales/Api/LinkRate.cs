using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Api;

/// <summary>
/// Slows whoever follows signed links too often: one link, whoever uses it, and one client, whatever links it tries. Calendars ask a few times an hour, people read a
/// page now and then; those of a branch may share one address.
/// </summary>
public sealed class LinkRate : IEndpointFilter, IDisposable
{
    public const int OfLink = 30;
    public const int OfClient = 120;

    private readonly Rate _rate = new(key => key.StartsWith('/') ? OfLink : OfClient);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Who tries links by chance is counted first, so that he uses up no link.
        return (object?)TooMany(http, ClientAddress.Of(http), OfClient) ?? TooMany(http, $"/{http.GetRouteValue("link")}", OfLink) ?? await next(context);
    }

    public void Dispose() => _rate.Dispose();

    private ProblemHttpResult? TooMany(HttpContext http, string key, int most)
    {
        if (_rate.SecondsToWait(key) is not { } seconds) return null;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem.Of(http, StatusCodes.Status429TooManyRequests, "TOO_MANY_REQUESTS", ("Max", most), ("Seconds", seconds));
    }
}
