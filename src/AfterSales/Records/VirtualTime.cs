namespace AfterSales.Records;

/// <summary>
/// Moves a virtual clock ahead and lets everything happen on the way: each record is woken at the very instant it is due, in order,
/// by the sweep's own query, and what it tells others is delivered before time goes on.
/// </summary>
public sealed class VirtualTime(VirtualClock clock, DueRecords due, Courier courier, Sweep sweep)
{
    /// <summary>
    /// How many records of one kind that are due at the same instant are woken at a time. More is faster; which of them is numbered first is then chance.
    /// </summary>
    public int AtATime { get; set; } = 1;

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
        clock.MovesTo = target;
        try
        {
            while (await due.First(target, AtATime, cancellation) is [var first, ..] together)
            {
                clock.MoveTo(first.At);
                await Task.WhenAll(together.Select(record => due.Wake(record, cancellation)));
                await Settle(cancellation);
            }
        }
        finally
        {
            clock.MovesTo = null;
        }

        clock.MoveTo(target);
    }

    /// <summary>Waits until all that was told has arrived.</summary>
    public Task Settle(CancellationToken cancellation = default) => courier.UntilIdle(cancellation);
}
