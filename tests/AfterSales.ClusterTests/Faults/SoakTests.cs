using System.Diagnostics;
using System.Globalization;
using AfterSales.ClusterTests.Host;
using AfterSales.ClusterTests.Kills;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Faults;

/// <summary>
/// The service under steady work for a long time: its memory does not grow, and nothing is lost. It runs where it is asked for:
/// <c>AFTERSALES_SOAK_MINUTES=30 tests/run ClusterTests -- -class '*SoakTests' -explicit only</c>.
/// </summary>
public sealed class SoakTests
{
    private const int People = 4;
    private const int Seed = 20_261_201;
    private const double Mebibyte = 1024 * 1024;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    [Fact(Explicit = true)]
    public async Task Memory_stays_flat_under_steady_work()
    {
        var length = TimeSpan.FromMinutes(double.Parse(Environment.GetEnvironmentVariable("AFTERSALES_SOAK_MINUTES") is { Length: > 0 } given ? given : "30", CultureInfo.InvariantCulture));
        var log = new ClientLog();
        await using var database = await TestDatabase.Create(StorageProvider.PostgreSql);
        await using var host = await HostProcess.Start(database, membership: "Localhost", settings: ["--Api:RequestsPerMinute=0"]);
        var token = await KilledServiceTests.MakeCompany(host);
        var clients = Enumerable.Range(0, People).Select(number => new KillClient(number, Seed, () => Task.FromResult(host.Client), token, log)).ToArray();
        foreach (var client in clients) await KilledServiceTests.MakeTechnician(host, token, client.TechnicianId);
        using var stop = new CancellationTokenSource();
        var work = Task.WhenAll(clients.Select(client => Task.Run(() => client.Work(stop.Token))));
        var quarters = new List<double>();
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var (since, taken, answered) = (Stopwatch.StartNew(), new List<double>(), log.Answered.Count());
            while (since.Elapsed < length / 4 && !work.IsCompleted)
            {
                taken.Add(host.MemoryBytes / Mebibyte);
                await Task.Delay(Every, TimeProvider.System);
            }

            quarters.Add(taken.Order().ElementAt(taken.Count / 2));
            Say($"Quarter {quarter}: {log.Answered.Count() - answered} operations acknowledged, memory {quarters[^1]:F0} MB in the middle, {taken.Min():F0} to {taken.Max():F0} MB");
        }

        await stop.CancelAsync();
        await work;
        var wrong = HistoryChecker.Check(log, await new HistoryReader(database, TimeSpan.FromMinutes(1)).Read(host, token));
        var isFlat = IsFlat(quarters);
        Say($"{length.TotalMinutes} minutes, {log.Answered.Count()} operations acknowledged, lost or doubled: {wrong.Count}; memory {(isFlat ? "is flat" : "GROWS")}");
        Assert.Empty(wrong);
        Assert.True(isFlat, $"The quarters took {string.Join(", ", quarters.Select(one => one.ToString("F0", CultureInfo.InvariantCulture)))} MB.");

        static void Say(FormattableString words) => System.Console.WriteLine(FormattableString.Invariant(words));
    }

    /// <summary>A leak grows in each quarter. In the first one the service warms up; a fifth is what garbage collection makes of it.</summary>
    [Fact]
    public void A_leak_is_told_from_a_service_that_warms_up()
    {
        Assert.True(IsFlat([300, 420, 430, 425]));
        Assert.True(IsFlat([300, 420, 380, 440]));
        Assert.False(IsFlat([300, 420, 520, 620]));
    }

    private static bool IsFlat(List<double> quarters) => quarters[3] <= quarters[1] * 1.2;
}
