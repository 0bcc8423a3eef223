using System.Text.Json;

namespace AfterSales.ClusterTests.Year;

/// <summary>Something that happened, as the journal has it.</summary>
internal sealed record Happened(string Record, int Version, DateTimeOffset At, string Actor, string Name, JsonElement Data)
{
    public int Number => Data.GetProperty("number").GetInt32();

    public string Text(string property) => Data.GetProperty(property).ToString();

    public DateOnly Day(string property) => DateOnly.Parse(Text(property), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What happened to one record, in order.</summary>
internal sealed class YearJournal
{
    private readonly Dictionary<string, List<Happened>> _records = [];

    public IEnumerable<(string Record, List<Happened> Events)> Of(string prefix) =>
        _records.Where(record => record.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(record => (record.Key, record.Value));

    public YearJournal Copy()
    {
        var copy = new YearJournal();
        foreach (var (record, events) in _records) copy._records[record] = [.. events];
        return copy;
    }

    public List<Happened> this[string record] => _records.GetValueOrDefault(record, []);

    public void Add(string record, int version, DateTimeOffset at, string actor, string events)
    {
        // The journal names the grain; the rules of this year speak of keys.
        var key = record[(record.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (!_records.TryGetValue(key, out var known)) _records[key] = known = [];
        using var json = JsonDocument.Parse(events);
        foreach (var happened in json.RootElement.EnumerateArray())
            known.Add(new(key, version, at, actor, happened.GetProperty("name").GetString()!, happened.GetProperty("data").Clone()));
    }
}
