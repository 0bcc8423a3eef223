namespace AfterSales.Records;

/// <summary>
/// A clock that can be moved ahead: the demo's and the tests' time. It runs on by itself from where it was put, unless it is held still.
/// </summary>
public sealed class VirtualClock(TimeProvider real, bool isHeld = false) : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _heldAt = isHeld ? real.GetUtcNow() : null;

    /// <summary>Does it run on with the real time, so that waiting brings what is due.</summary>
    internal bool RunsByItself { get; } = !isHeld && ReferenceEquals(real, TimeProvider.System);

    /// <summary>To where it is being moved: no real time passes until then. Null while nobody moves it.</summary>
    public DateTimeOffset? MovesTo { get; internal set; }

    /// <summary>How far this clock is ahead of the real one; negative where it is behind.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (_gate) return _heldAt is { } held ? held - real.GetUtcNow() : _ahead;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _heldAt ?? real.GetUtcNow() + _ahead;
    }

    /// <summary>Puts it anywhere, before anybody has asked it for the time.</summary>
    public void StartAt(DateTimeOffset instant)
    {
        lock (_gate)
        {
            if (_heldAt is not null) _heldAt = instant;
            else _ahead = instant - real.GetUtcNow();
        }
    }

    /// <summary>Never backwards: an earlier instant leaves the clock as it is.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        lock (_gate)
        {
            if (instant <= GetUtcNow()) return;
            if (_heldAt is not null) _heldAt = instant;
            else _ahead = instant - real.GetUtcNow();
        }
    }
}
