namespace AfterSales.Records;

/// <summary>
/// Moves a virtual clock ahead and lets everything happen on the way: each record is woken at the very instant it is due, in order,
/// by the sweep's own query, and what it tells others is delivered before time goes on.
/// </summary>
public sealed class VirtualTime(VirtualClock clock, DueRecords due, Courier courier, Sweep sweep)
{
    public async Task MoveTo(DateTimeOffset target, CancellationToken cancellation = default)
    {
        await PassTo(target, cancellation);
        await sweep.Run(cancellation);
        await Settle(cancellation);
    }

    /// <summary>
    /// As <see cref="MoveTo"/>, without a sweep at its end: for many small steps, where sweeping now and then is often enough. A sweep finds only what failed.
    /// </summary>
    public async Task PassTo(DateTimeOffset target, CancellationToken cancellation = default)
    {
        await Settle(cancellation);
        while (await due.First(target, cancellation) is { } next)
        {
            clock.MoveTo(next.At);
            await due.Wake(next, cancellation);
            await Settle(cancellation);
        }

        clock.MoveTo(target);
    }

    /// <summary>Waits until all that was told has arrived.</summary>
    public async Task Settle(CancellationToken cancellation = default)
    {
        while (!courier.IsIdle) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellation);
    }
}
