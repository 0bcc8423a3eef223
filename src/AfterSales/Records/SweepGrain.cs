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
public sealed class SweepGrain(Sweep sweep, TimeProvider clock) : Grain, ISweepGrain, IRemindable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private bool _isStarted;

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder("sweep", Every, Every);
        // A service that was killed takes up at once what it was to do meanwhile. On a virtual clock whoever moves it sweeps.
        if (_isStarted || !ReferenceEquals(clock, TimeProvider.System)) return;
        _isStarted = true;
        this.RegisterGrainTimer(sweep.RunFirst, new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan });
    }

    public Task Run() => sweep.Run();

    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => Run();
}
