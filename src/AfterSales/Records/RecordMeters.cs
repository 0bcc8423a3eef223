using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AfterSales.Records;

/// <summary>What records do, counted for whoever watches the service. Kinds and outcomes stand on them, never keys or names.</summary>
public sealed class RecordMeters
{
    public const string Name = "AfterSales.Records";

    private readonly Histogram<double> _saves;
    private readonly Histogram<double> _late;
    private readonly Counter<long> _effects;

    public RecordMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _saves = meter.CreateHistogram<double>("aftersales.saves", "s", "Saves of records, by kind and outcome: how long each took.");
        _late = meter.CreateHistogram<double>("aftersales.wakes.late", "s", "Records that were due and woken, by kind: how long after the instant they were due.");
        _effects = meter.CreateCounter<long>("aftersales.effects", "{effect}", "What one record tells another, by kind and outcome: delivered, failed and to be tried again, set_aside.");
    }

    internal void Saved(string kind, long since, bool failed) =>
        _saves.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new("kind", kind), new("outcome", failed ? "failed" : "saved"));

    internal void Woken(string kind, TimeSpan late) => _late.Record(late.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    internal void Delivered(string kind) => Told(kind, "delivered");

    internal void NotDelivered(string kind, bool isSetAside) => Told(kind, isSetAside ? "set_aside" : "failed");

    private void Told(string kind, string outcome) => _effects.Add(1, new("kind", kind), new("outcome", outcome));
}
