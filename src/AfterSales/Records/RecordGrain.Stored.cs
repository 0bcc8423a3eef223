using System.Diagnostics;
using System.Globalization;

namespace AfterSales.Records;

/// <content>What is remembered of what is stored, and when one has to look whether it still is.</content>
public abstract partial class RecordGrain<TState>
{
    private GrainState<Saved<TState>> _stored = new(new Saved<TState>());
    private TState? _state;

    // Beside the etag, which the storage sets before the state in memory follows: reads come in between.
    private int _version;

    // When it was last seen that what is in memory is what is stored, and how many turns that may change it are under way: reads come in between.
    private long _seenAt;
    private int _turns;

    private async Task<bool> IsOvertaken()
    {
        var version = _version;
        await Reread();
        return _version != version;
    }

    private bool IsUncertain => _state is not null && _turns == 0 && Stopwatch.GetElapsedTime(_seenAt) >= services.CertainFor;

    /// <summary>For who reads. Where the database does not answer, what is in memory is the best there is.</summary>
    private async Task LookAgain()
    {
        // One looks for all who read meanwhile.
        _seenAt = Stopwatch.GetTimestamp();
        try
        {
            var stored = await ReadStored();
            // What a turn under way finds counts more, and what one has saved meanwhile is newer.
            if (_turns == 0 && _state is not null && VersionOf(stored) > _version) Take(stored);
        }
        catch (Exception failure) when (Infrastructure.Failed(failure))
        {
            LogNotSeen(services.Log, failure, Key);
        }
    }

    private async Task Reread()
    {
        try
        {
            Take(await ReadStored());
        }
        catch
        {
            // What this activation remembers can't be trusted any more; the next call makes a new one.
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<GrainState<Saved<TState>>> ReadStored()
    {
        var stored = new GrainState<Saved<TState>>(new Saved<TState>());
        await services.Storage.ReadStateAsync(TState.Kind, GrainContext.GrainId, stored);
        return stored;
    }

    private void Take(GrainState<Saved<TState>> stored)
    {
        _stored = stored;
        _state = stored.State?.State;
        _version = VersionOf(stored);
        _seenAt = Stopwatch.GetTimestamp();
    }

    private static int VersionOf(GrainState<Saved<TState>> stored) => stored.ETag is null ? 0 : int.Parse(stored.ETag, CultureInfo.InvariantCulture);
}
