using System.Text.Json;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Records;

/// <summary>One event as the journal keeps it, with the words that belong to it as far as they are not erased.</summary>
public sealed record JournalEvent(
    string Name, int Version, DateTimeOffset At, DateTimeOffset? DeviceAt, string Actor, string? Cause, IReadOnlyList<JournalTextRow> Texts);

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
        return [.. rows.SelectMany(row => Names(row).Select((name, i) =>
            new JournalEvent(name, row.Version, row.At, row.DeviceAt, row.Actor, row.Cause, [.. texts[(row.Version, i)]])))];
    }

    private static List<string> Names(JournalRow row)
    {
        using var events = JsonDocument.Parse(row.Events);
        return [.. events.RootElement.EnumerateArray().Select(e => e.GetProperty("name").GetString()!)];
    }
}
