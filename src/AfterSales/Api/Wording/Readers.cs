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

    /// <summary>
    /// By key; of what a refusal has told the caller about, so that its being there is no secret any more: the names everybody in the company may know,
    /// such as a branch's.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> Told(IReadOnlyCollection<string> keys, CancellationToken cancellation) => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());
}

/// <summary>Finds out how a caller reads, before something is worded for him.</summary>
public sealed class Readers(IEnumerable<IReadersClock> clocks, IEnumerable<INameRecords> names)
{
    /// <summary>A refusal in the caller's words.</summary>
    public async ValueTask<string> Word(Refusal refusal, Caller caller, string language, CancellationToken cancellation) =>
        RefusalWording.Word(refusal, await FormFor([refusal], caller, language, cancellation));

    /// <summary>How the caller reads several refusals, each of which <see cref="RefusalWording"/> then words: their names are looked up once.</summary>
    public async ValueTask<ReaderForm> FormFor(IEnumerable<Refusal> refusals, Caller caller, string language, CancellationToken cancellation)
    {
        var all = refusals.ToArray();
        var form = await FormOf([.. all.SelectMany(RefusalWording.FactsOf)], caller, language, cancellation);
        // That there is such a record is what a NotFound does not say.
        string[] told = [.. KeysIn([.. all.Where(refusal => refusal is not NotFound).SelectMany(RefusalWording.FactsOf)]).Except(form.Names.Keys)];
        if (told.Length == 0 || !caller.IsKnown) return form;
        var called = new Dictionary<string, string>(form.Names);
        foreach (var known in names)
            foreach (var (key, name) in await known.Told(told, cancellation)) called.TryAdd(key, name);
        return form with { Names = called };
    }

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
        var keys = KeysIn(facts);
        return new(language, facts.Any(fact => fact is DateTimeOffset) ? await ZoneOf(caller) : TimeZoneInfo.Utc) { Names = await NamesOf(keys, caller, language, cancellation) };
    }

    private static string[] KeysIn(IReadOnlyList<object?> facts) =>
        [.. facts.SelectMany(fact => fact switch { string text => [text], IEnumerable<string> texts => texts, _ => [] }).Where(RecordKey.IsKey).Distinct()];
}
