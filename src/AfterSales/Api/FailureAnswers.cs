using System.Diagnostics;
using System.Globalization;
using AfterSales.Api.Engine;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Api;

/// <summary>What nobody else answered for, such as a log-in that could not be looked up: a code and a sentence, and never a bare 500.</summary>
public static partial class FailureAnswers
{
    /// <summary>Stands before all others but those that put headers on every answer.</summary>
    public static void UseFailureAnswers(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FailureAnswers));
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            // What a client sent wrongly has its own answer.
            catch (Exception failure) when (failure is not BadHttpRequestException && !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
            {
                var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
                LogFailure(log, failure, trace);
                var mayWorkLater = Infrastructure.Failed(failure);
                if (mayWorkLater) http.Response.Headers.RetryAfter = Overload.RetrySeconds.ToString(CultureInfo.InvariantCulture);
                // Who asks may be what could not be found out.
                var answer = mayWorkLater ? Problem.Of(http, StatusCodes.Status503ServiceUnavailable, "TRY_AGAIN") : Problem.Of(http, StatusCodes.Status500InternalServerError, "INTERNAL");
                answer.ProblemDetails.Extensions["traceId"] = trace;
                await answer.ExecuteAsync(http);
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed, trace {Trace}")]
    private static partial void LogFailure(ILogger log, Exception failure, string trace);
}
