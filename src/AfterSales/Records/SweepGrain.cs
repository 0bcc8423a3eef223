namespace AfterSales.Records;

/// <summary>
/// The guarantee behind all reminders: one per cluster, on its own reminder. Orleans skips ticks that fell due while every silo was down;
/// the sweep wakes whatever is overdue, takes up effects that were left, and forgets what need not be remembered.
/// </summary>
[Alias("ISweepGrain")]
public interface ISweepGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the reminder stands.</summary>
    [Alias("Start")]
    Task Start();

    [Alias("Run")]
    Task Run();
}

[GrainType("sweep")]
public sealed class SweepGrain(Sweep sweep) : Grain, ISweepGrain, IRemindable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task Start() => await this.RegisterOrUpdateReminder("sweep", Every, Every);

    public Task Run() => sweep.Run();

    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => Run();
}
