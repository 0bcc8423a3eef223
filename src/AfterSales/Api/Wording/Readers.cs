using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Api.Wording;

/// <summary>Knows by which clock somebody reads.</summary>
public interface IReadersClock
{
    ValueTask<TimeZoneInfo> Of(Caller caller);
}

/// <summary>Knows what records are called.</summary>
public interface INameRecords
{
    /// <summary>By key; what the caller may not see, and what is none of its records, is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> Named(IReadOnlyCollection<string> keys, Caller caller, string language, CancellationToken cancellation);
}

/// <summary>Finds out how a caller reads, before something is worded for him.</summary>
public sealed class Readers(IEnumerable<IReadersClock> clocks, IEnumerable<INameRecords> names)
{
    /// <summary>A refusal in the caller's words.</summary>
    public async ValueTask<string> Word(Refusal refusal, Caller caller, string language, CancellationToken cancellation) =>
        RefusalWording.Word(refusal, await FormOf(RefusalWording.FactsOf(refusal), caller, language, cancellation));

    /// <summary>How the caller reads several refusals, each of which <see cref="RefusalWording"/> then words: their names are looked up once.</summary>
    public ValueTask<ReaderForm> FormFor(IEnumerable<Refusal> refusals, Caller caller, string language, CancellationToken cancellation) =>
        FormOf([.. refusals.SelectMany(RefusalWording.FactsOf)], caller, language, cancellation);

    /// <inheritdoc cref="Word(Refusal, Caller, string, CancellationToken)"/>
    public async ValueTask<string> Word(string code, IReadOnlyList<(string Name, object? Value)> facts, Caller caller, string language, CancellationToken cancellation) =>
        RefusalWording.Word(code, facts, await FormOf([.. facts.Select(fact => fact.Value)], caller, language, cancellation));

    /// <summary>What the records are called, as far as the caller may see them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesOf(IReadOnlyCollection<string> keys, Caller caller, string language, CancellationToken cancellation)
    {
        var called = new Dictionary<string, string>();
        if (keys.Count == 0 || !caller.IsKnown) return called;
        foreach (var known in names)
            foreach (var (key, name) in await known.Named(keys, caller, language, cancellation)) called.TryAdd(key, name);
        return called;
    }

    /// <summary>The clock the caller reads by.</summary>
    public async ValueTask<TimeZoneInfo> ZoneOf(Caller caller) =>
        caller.IsKnown && clocks.FirstOrDefault() is { } clock ? await clock.Of(caller) : TimeZoneInfo.Utc;

    private async ValueTask<ReaderForm> FormOf(IReadOnlyList<object?> facts, Caller caller, string language, CancellationToken cancellation)
    {
        string[] keys = [.. facts.SelectMany(fact => fact switch { string text => [text], IEnumerable<string> texts => texts, _ => [] }).Where(RecordKey.IsKey).Distinct()];
        return new(language, facts.Any(fact => fact is DateTimeOffset) ? await ZoneOf(caller) : TimeZoneInfo.Utc) { Names = await NamesOf(keys, caller, language, cancellation) };
    }
}
