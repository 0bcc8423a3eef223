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
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (TState? State, DateTimeOffset At)> _entries = new();
    private readonly IGrainFactory _grains;

    public ReferenceCache(IGrainFactory grains, Announcer announcer)
    {
        _grains = grains;
        announcer.Changed += notice =>
        {
            if (notice.Kind == TState.Kind) _entries.TryRemove(notice.Key, out _);
        };
    }

    /// <summary>The record's state as last announced; null when there is none.</summary>
    public async ValueTask<TState?> Get(string key)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (_entries.TryGetValue(key, out var entry) && now - entry.At < KeptFor) return entry.State;
        if (!RecordKey.IsKey(key)) return null;
        var state = await _grains.GetGrain<TGrain>(key).Read(Caller.System);
        if (state is not null) _entries[key] = (state, now);
        return state;
    }
}
