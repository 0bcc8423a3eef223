using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Api;

/// <summary>Something that happened to a record.</summary>
/// <param name="Event">The event's name, such as <c>TicketRegistered</c>.</param>
/// <param name="At">The server's time.</param>
/// <param name="DeviceAt">The device's time, where it was recorded offline.</param>
/// <param name="Actor">The key of the account; <c>system</c> where the service acted by itself.</param>
/// <param name="Counts">How many records it speaks of, where it counts some.</param>
[Name("JournalEntry"), SecuredByParent]
public sealed record JournalEntryView(
    string Event, int Version, DateTimeOffset At, DateTimeOffset? DeviceAt, string Actor, IReadOnlyList<JournalWordsView> Words, IReadOnlyList<CountView> Counts)
{
    public static IReadOnlyList<JournalEntryView> Of(IEnumerable<JournalEvent> events) =>
        [.. events.Select(e => new JournalEntryView(e.Name, e.Version, e.At, e.DeviceAt, e.Actor,
            [.. e.Texts.Select(text => new JournalWordsView(text.Field, text.Words))], [.. e.Counts.Select(counted => new CountView(counted.Of, counted.Count))]) { Named = e.Which })];

    internal Enum? Named { get; init; }

    /// <summary>Which of its kind it was, such as the milestone that was reached, in the caller's language; null where the event says it all.</summary>
    public string? GetWhich(Caller caller) => Named is { } value ? RefusalWording.ValueOf(value, caller.Language) : null;
}

/// <summary>How many of a kind of record.</summary>
/// <param name="Kind">Such as <c>ticket</c>.</param>
[Name("RecordCount"), SecuredByParent]
public sealed record CountView(string Kind, int Count);

/// <summary>Words of a person; null once they were erased.</summary>
[Name("JournalWords"), SecuredByParent]
public sealed record JournalWordsView(string Field, string? Words);

/// <summary>Fetches the events of the records of a page, oldest first; at most 500 changes of each.</summary>
public sealed class JournalEventLoader(Journal journal) : BatchLoader<string, IReadOnlyList<JournalEvent>>
{
    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<JournalEvent>>> LoadAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation) => await journal.Read(keys, cancellation);

    protected override async Task<IReadOnlyList<JournalEvent>?> LoadOneAsync(string key, CancellationToken cancellation) => await journal.Read(key, cancellation);
}

/// <summary>Fetches the signatures and other small files that belong to the records of a page, oldest first.</summary>
public sealed class JournalFileLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<string, IReadOnlyList<FileRow>>
{
    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<FileRow>>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var files = await db.Set<FileRow>().AsNoTracking().Where(row => keys.Contains(row.Record)).OrderBy(row => row.Version).ToListAsync(cancellation);
        return files.GroupBy(file => file.Record).ToDictionary(files => files.Key, IReadOnlyList<FileRow> (files) => [.. files]);
    }
}

/// <summary>Fetches the words that belong to the records of a page, oldest first.</summary>
public sealed class JournalTextLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<string, IReadOnlyList<JournalTextRow>>
{
    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<JournalTextRow>>> LoadAsync(
        IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var texts = await db.Set<JournalTextRow>().AsNoTracking().Where(row => keys.Contains(row.Record)).OrderBy(row => row.Version).ToListAsync(cancellation);
        return texts.GroupBy(text => text.Record).ToDictionary(texts => texts.Key, IReadOnlyList<JournalTextRow> (texts) => [.. texts]);
    }
}
