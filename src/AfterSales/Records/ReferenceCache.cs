using System.Collections.Concurrent;
using AfterSales.Access;

namespace AfterSales.Records;

/// <summary>
/// A silo's copy of records that almost every decision needs and that seldom change: branches, policies. An entry is read again after its
/// record announced a change, and after a minute in any case.
/// </summary>
public sealed class ReferenceCache<TGrain, TState>
    where TGrain : IRecord<TState>
    where TState : class, IRecordState<TState>
{
    private const int MostEntries = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly Func<string, Task<TState?>> _read;

    public ReferenceCache(IGrainFactory grains, Announcer announcer) : this(key => grains.GetGrain<TGrain>(key).Read(Caller.System), announcer)
    {
    }

    internal ReferenceCache(Func<string, Task<TState?>> read, Announcer announcer)
    {
        _read = read;
        announcer.Changed += notice =>
        {
            if (notice.Kind == TState.Kind) _entries.TryRemove(notice.Key, out _);
        };
    }

    /// <summary>The record's state as last announced; null when there is none.</summary>
    public async ValueTask<TState?> Get(string key)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (_entries.TryGetValue(key, out var known) && known.IsRead && now - known.At < KeptFor) return known.State;
        if (!RecordKey.IsKey(key)) return null;
        if (_entries.Count >= MostEntries) _entries.Clear();
        // A change announced meanwhile takes the place away, and what was read then stays out.
        var place = new Entry(isRead: false, null, now);
        _entries[key] = place;
        var state = await _read(key);
        _entries.TryUpdate(key, new Entry(isRead: true, state, now), place);
        return state;
    }

    // Compared by reference: each reading has a place of its own.
    private sealed class Entry(bool isRead, TState? state, DateTimeOffset at)
    {
        public bool IsRead => isRead;

        public TState? State => state;

        public DateTimeOffset At => at;
    }
}
