namespace AfterSales.Host.Demo.History;

/// <summary>How much happens in a company's past. What happens follows from the seed and numbers alone, so it is the same on every machine.</summary>
internal sealed record HistoryPlan(int Seed)
{
    /// <summary>The demo's: few tickets, so that it is made in seconds.</summary>
    public static HistoryPlan Demo { get; } = new(20_260_401);

    /// <summary>How many tickets a branch takes in ten days.</summary>
    public IReadOnlyDictionary<string, double> TicketsInTenDays { get; init; } = new Dictionary<string, double> { ["b-sh"] = 7, ["b-cd"] = 4, ["b-mad"] = 5, ["b-bcn"] = 3 };

    /// <summary>How many of a branch's tickets there is one contract, and one sale, for.</summary>
    public int TicketsPerContract { get; init; } = 12;

    public int Customers { get; init; } = 400;

    /// <summary>Who of a branch's technicians works on these tickets: in the demo nobody whose absence or work is planned from today on.</summary>
    public IReadOnlyDictionary<string, int[]> Teams { get; init; } = new Dictionary<string, int[]>
    {
        ["b-sh"] = [3, 4, 6, 9, 10], ["b-cd"] = [2, 4, 5, 6, 7], ["b-mad"] = [3, 5, 6, 7, 8], ["b-bcn"] = [2, 4, 5],
    };

    /// <summary>How many visits a technician makes on a whole day.</summary>
    public int VisitsADay { get; init; } = 1;

    /// <summary>People act on the full of these minutes.</summary>
    public TimeSpan Grain { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Chance for one of its uses: the stories of a kind at a branch, or a day there.</summary>
    public Random Chance(int kind, HistoryBranch branch, int number) => new(HashOf(Seed, kind, branch.Number, number));

    // HashCode differs from run to run.
    private static int HashOf(params ReadOnlySpan<int> numbers)
    {
        var hash = 17;
        foreach (var number in numbers) hash = unchecked((hash * 486_187_739) + number);
        return hash & int.MaxValue;
    }
}
