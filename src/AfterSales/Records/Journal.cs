using System.Collections.Frozen;
using System.Text.Json;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Records;

/// <summary>One event as the journal keeps it, with the words that belong to it as far as they are not erased.</summary>
/// <param name="Position">Its place in its save, from 0.</param>
/// <param name="Data">Its keys, codes and figures: a JSON object.</param>
public sealed record JournalEvent(
    string Name, int Version, int Position, DateTimeOffset At, DateTimeOffset? DeviceAt, string Actor, string? Cause, JsonElement Data,
    IReadOnlyList<JournalTextRow> Texts)
{
    /// <summary>A text among its data; null where it has none of that name.</summary>
    public string? Fact(string name) => Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>How many of something it speaks of, where it counts some.</summary>
    public IReadOnlyList<EventCount> Counts => Data.TryGetProperty("counts", out var counts) && counts.ValueKind == JsonValueKind.Array
        ? counts.Deserialize<EventCount[]>(JsonSerializerOptions.Web) ?? []
        : [];

    /// <summary>Which of its kind it was (<see cref="NamesWhichAttribute"/>); null where its name says it all.</summary>
    public Enum? Which => EventsThatNameWhich.ByName.TryGetValue(Name, out var known) && Enum.TryParse(known.Values, Fact(known.Fact), out var value) ? (Enum)value : null;
}

internal static class EventsThatNameWhich
{
    public static FrozenDictionary<string, (string Fact, Type Values)> ByName { get; } = (
        from type in typeof(Event).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(Event))
        from property in type.GetProperties()
        where property.IsDefined(typeof(NamesWhichAttribute), inherit: false)
        select (type.Name, Fact: JsonNamingPolicy.CamelCase.ConvertName(property.Name), Values: property.PropertyType))
        .ToFrozenDictionary(known => known.Name, known => (known.Fact, known.Values));
}

/// <summary>Reads what happened to a record.</summary>
public sealed class Journal(IDbContextFactory<AfterSalesDb> databases)
{
    private const int Most = 500;

    /// <summary>The record's events, oldest first; at most 500.</summary>
    public async Task<IReadOnlyList<JournalEvent>> Read(string record, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<JournalRow>().AsNoTracking().Where(row => row.Record == record).OrderBy(row => row.Version).Take(Most).ToListAsync(cancellation);
        var texts = (await db.Set<JournalTextRow>().AsNoTracking().Where(row => row.Record == record).ToListAsync(cancellation))
            .ToLookup(text => (text.Version, text.Event));
        return [.. rows.SelectMany(row =>
            EventsOf(row.Version, row.At, row.DeviceAt, row.Actor, row.Cause, row.Events, position => texts[(row.Version, position)]))];
    }

    /// <summary>The events of many records at once, each oldest first; at most those of its first 500 versions.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<JournalEvent>>> Read(IReadOnlyCollection<string> records, CancellationToken cancellation = default)
    {
        string[] keys = [.. records.Distinct()];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<JournalRow>().AsNoTracking().Where(row => keys.Contains(row.Record) && row.Version <= Most).OrderBy(row => row.Version).ToListAsync(cancellation);
        var texts = (await db.Set<JournalTextRow>().AsNoTracking().Where(row => keys.Contains(row.Record)).ToListAsync(cancellation))
            .ToLookup(text => (text.Record, text.Version, text.Event));
        var saves = rows.ToLookup(row => row.Record);
        return keys.ToDictionary(key => key, IReadOnlyList<JournalEvent> (key) => [.. saves[key].SelectMany(row =>
            EventsOf(row.Version, row.At, row.DeviceAt, row.Actor, row.Cause, row.Events, position => texts[(key, row.Version, position)]))]);
    }

    /// <summary>The events of one save.</summary>
    /// <param name="texts">The words of an event, by its position.</param>
    public static IReadOnlyList<JournalEvent> EventsOf(
        int version, DateTimeOffset at, DateTimeOffset? deviceAt, string actor, string? cause, string events, Func<int, IEnumerable<JournalTextRow>> texts)
    {
        using var json = JsonDocument.Parse(events);
        return [.. json.RootElement.EnumerateArray().Select((e, i) => new JournalEvent(
            e.GetProperty("name").GetString()!, version, i, at, deviceAt, actor, cause, e.GetProperty("data").Clone(), [.. texts(i)]))];
    }
}
