using System.Diagnostics;
using System.Globalization;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Year;

/// <summary>
/// A company lives through a year (decision 0020), and every rule of its tickets, calls, cards, contracts and reminders held. The whole company has
/// 2,000 customers and 5,000 tickets: <c>AFTERSALES_YEAR_SHARE=1 tests/run ClusterTests -- -class '*SimulatedYearTests'</c>; without it, it is as
/// much smaller as fits among the other tests. Ten seeds:
/// <c>for seed in 1 2 3 4 5 6 7 8 9 10; do AFTERSALES_YEAR_SEED=$seed tests/run ClusterTests -- -class '*SimulatedYearTests'; done</c>.
/// <c>AFTERSALES_YEAR_PROVIDER=PostgreSql</c> keeps it on the other database.
/// </summary>
public sealed class SimulatedYearTests(ITestOutputHelper output)
{
    private const int StandardSeed = 20_260_302;

    private const string StandardShare = "0.012";

    [Fact]
    public async Task A_year_of_a_company_breaks_no_rule_and_each_rule_finds_what_breaks_it()
    {
        var seed = int.Parse(Setting("AFTERSALES_YEAR_SEED") ?? $"{StandardSeed}", CultureInfo.InvariantCulture);
        var share = double.Parse(Setting("AFTERSALES_YEAR_SHARE") ?? StandardShare, CultureInfo.InvariantCulture);
        var provider = Enum.Parse<StorageProvider>(Setting("AFTERSALES_YEAR_PROVIDER") ?? nameof(StorageProvider.Sqlite));
        output.WriteLine($"Seed {seed}: AFTERSALES_YEAR_SEED={seed} tells this year again.");
        await using var year = new SimulatedYear(provider, seed, share);
        await year.InitializeAsync();
        var checks = new YearChecks(year);
        year.OncePerMonth = checks.NothingIsLeftThatWasDue;
        var started = Stopwatch.GetTimestamp();
        await year.Live();
        var lived = Stopwatch.GetElapsedTime(started);
        await checks.Read();
        var broken = await checks.Broken();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{checks.Tickets.Count} tickets, {checks.Calls.Count} calls, {checks.Cards.Count} cards, {checks.Terms.Count} terms of contracts, {checks.Saves} saves, digest {checks.Digest}; lived in {lived.TotalSeconds:F0} s, checked in {(Stopwatch.GetElapsedTime(started) - lived).TotalSeconds:F0} s."));
        output.WriteLine($"Saves: {checks.SavesByKind}");
        output.WriteLine(year.Took);
        output.WriteLine($"{year.Changes}");
        Assert.True(broken.Count == 0, $"Seed {seed}:\n{string.Join('\n', broken.Take(60))}");
        Assert.True(year.History.BrokenOff.Count == 0, $"Seed {seed}: stories were refused.\n{string.Join('\n', year.History.BrokenOff)}");
        Assert.True(year.Changes.IsAll, $"Seed {seed}: not all of it happened: {year.Changes}.");
        await EachRuleFindsWhatBreaksIt(checks);
    }

    [Fact]
    public async Task The_same_seed_tells_the_same_year()
    {
        const double share = 0.006;
        var digests = await Task.WhenAll(DigestOf(StandardSeed, share), DigestOf(StandardSeed, share));
        Assert.Equal(digests[0], digests[1]);
    }

    private static async Task<string> DigestOf(int seed, double share)
    {
        await using var year = new SimulatedYear(StorageProvider.Sqlite, seed, share);
        await year.InitializeAsync();
        await year.Live();
        var checks = new YearChecks(year);
        await checks.Read();
        return checks.Digest;
    }

    private static async Task EachRuleFindsWhatBreaksIt(YearChecks checks)
    {
        Assert.Equal(YearChecks.Rules.Keys, YearChecks.Faults.Keys);
        var blind = new List<string>();
        foreach (var (rule, plant) in YearChecks.Faults.Select(fault => (fault.Key, fault.Value)).Concat(YearChecks.MoreFaults))
        {
            var copy = checks.Copy();
            var undo = await plant(copy);
            if (!(await YearChecks.Rules[rule](copy)).Any()) blind.Add(rule);
            if (undo is not null) await undo();
        }

        Assert.True(blind.Count == 0, $"These did not find the fault that was planted for them:\n{string.Join('\n', blind)}");
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? given : null;
}
