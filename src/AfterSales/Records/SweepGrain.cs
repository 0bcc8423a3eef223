namespace AfterSales.Records;

/// <summary>
/// The guarantee behind all reminders: one per cluster, on its own reminder. Orleans skips ticks that fell due while every silo was down;
/// the sweep wakes whatever is overdue, takes up effects that were left, and forgets what need not be remembered.
/// </summary>
[Alias("ISweepGrain")]
public interface ISweepGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the reminder stands, and sweeps at once if nobody has yet.</summary>
    [Alias("Start")]
    Task Start();

    [Alias("Run")]
    Task Run();
}

[GrainType("sweep")]
public sealed class SweepGrain(Sweep sweep) : Grain, ISweepGrain, IRemindable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private bool _hasRun;

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("sweep", Every, Every);
        // A service that was killed takes up at once what it was to do meanwhile.
        if (!_hasRun) this.RegisterGrainTimer(Sweep, new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan });
    }

    public Task Run() => Sweep(CancellationToken.None);

    private async Task Sweep(CancellationToken cancellation)
    {
        await (_hasRun ? sweep.Run(cancellation) : sweep.RunFirst(cancellation));
        _hasRun = true;
    }

    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => Run();
}
