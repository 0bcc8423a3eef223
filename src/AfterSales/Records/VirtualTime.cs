namespace AfterSales.Records;

/// <summary>
/// Moves a virtual clock ahead and lets everything happen on the way: each record is woken at the very instant it is due, in order,
/// by the sweep's own query, and what it tells others is delivered before time goes on. Records of one kind that are due at the same instant
/// are woken together; of another kind, after what those told has arrived.
/// </summary>
public sealed class VirtualTime(VirtualClock clock, DueRecords due, Courier courier, Sweep sweep)
{
    private const int Concurrency = 8;

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
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        while (await due.First(target, cancellation) is [var first, ..] together)
        {
            clock.MoveTo(first.At);
            await Parallel.ForEachAsync(together, options, async (record, token) => await due.Wake(record, token));
            await Settle(cancellation);
        }

        clock.MoveTo(target);
    }

    /// <summary>Waits until all that was told has arrived.</summary>
    public Task Settle(CancellationToken cancellation = default) => courier.UntilIdle(cancellation);
}
