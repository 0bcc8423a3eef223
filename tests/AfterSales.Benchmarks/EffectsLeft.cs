using System.Diagnostics;
using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>What others are still to be told when the last answer of a round has come.</summary>
internal sealed class EffectsLeft(StorageOptions storage) : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Database _database = Database.Open(storage);
    private readonly List<double> _left = [];
    private readonly List<double> _seconds = [];

    /// <summary>Waits until all are delivered.</summary>
    public async Task Delivered()
    {
        var clock = Stopwatch.StartNew();
        _left.Add(await Left());
        while (await Left() > 0)
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"After {Patience} effects are still to be delivered.");
            await Task.Delay(Poll, TimeProvider.System);
        }

        _seconds.Add(clock.Elapsed.TotalSeconds);
    }

    public void Show(ResultTable table, string workload, StorageProvider provider) =>
        table.Add($"{workload} effects to be delivered after a round, and until they are", provider, $"{Measured.Median(_left):F0}", $"{Measured.Median(_seconds):F1} s", null);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<long> Left() => await ManyTickets.Count(_database, "select count(*) from effect where next_try is not null");
}
