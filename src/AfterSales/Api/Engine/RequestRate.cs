using System.Globalization;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Engine;

/// <summary>Counts requests per account, or per address where nobody is logged in.</summary>
internal sealed class RequestRate(IOptions<GraphQLApiOptions> options) : IDisposable
{
    private readonly Rate rate = new(_ => options.Value.RequestsPerMinute);

    /// <summary>Null where the request is within the limit.</summary>
    public (ExecutionError Error, string Seconds)? Refusal(HttpContext http, RequestContext context)
    {
        if (options.Value.RequestsPerMinute == 0) return null;
        var key = context.Caller.IsKnown ? "account " + context.Caller.Account : "address " + http.Connection.RemoteIpAddress;
        if (rate.SecondsToWait(key) is not { } seconds) return null;
        return (context.Error("TOO_MANY_REQUESTS", ("Max", options.Value.RequestsPerMinute), ("Seconds", seconds)), seconds.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose() => rate.Dispose();
}
