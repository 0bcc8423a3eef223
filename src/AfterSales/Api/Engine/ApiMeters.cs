using System.Diagnostics;
using System.Diagnostics.Metrics;
using GraphQL;

namespace AfterSales.Api.Engine;

/// <summary>What the API answers, counted for whoever watches the service.</summary>
internal sealed class ApiMeters
{
    public const string Name = "AfterSales.Api";

    private readonly Histogram<double> _operations;
    private readonly Counter<long> _refusals;

    public ApiMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _operations = meter.CreateHistogram<double>("aftersales.operations", "s", "GraphQL operations, by the way they came and outcome (answered, refused, failed): how long each took.");
        _refusals = meter.CreateCounter<long>("aftersales.refusals", "{refusal}", "What was refused, by code; TRY_AGAIN and INTERNAL are the service's own failures.");
    }

    public void Answered(Transport transport, long since, ExecutionResult result)
    {
        var failed = false;
        foreach (var error in result.Errors ?? [])
        {
            Refused(error.Code ?? "UNKNOWN");
            failed |= error.Code is "INTERNAL" or "TRY_AGAIN";
        }

        var outcome = failed ? "failed" : result.Errors is { Count: > 0 } ? "refused" : "answered";
        _operations.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new("transport", transport.ToString()), new("outcome", outcome));
    }

    /// <summary>Also what stands in a payload, beside which the operation itself is answered.</summary>
    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));
}
