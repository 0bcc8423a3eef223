using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace AfterSales.Benchmarks;

/// <summary>
/// Figures among many tickets against among few, in the same run: a month of all branches, a year by month, one technician's year. Then what the
/// marks of figures cost a save, and how far figures lag behind saves under load.
/// <code>dotnet run -c Release --project tests/AfterSales.Benchmarks -- figures [number of many] [connection string]</code>
/// Tickets and their completions are filled row by row without grains, and their days rolled by the roller itself. Ten million need some 8 GB and half an
/// hour: <c>figures 10000000</c>. The databases are taken away afterwards.
/// </summary>
internal static class FigureBenchmark
{
    private const int Few = 10_000;
    private const int Rounds = 40;
    private const int Clients = 8;
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(3);

    public static async Task<int> Run(string[] args)
    {
        var many = int.TryParse(args.FirstOrDefault(), CultureInfo.InvariantCulture, out var given) ? given : 1_000_000;
        await Measured.Heading();
        System.Console.WriteLine($"{"",-34}{"p50 few",10}{"p50 many",10}{"ratio",7}{"p95 few",10}{"p95 many",10}   (ms; few is {Few}, many is {many} tickets)");
        if ((args.FirstOrDefault(argument => argument.Contains('=', StringComparison.Ordinal)) ?? Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL")) is { } server)
            await Measure(await BenchmarkDatabase.PostgreSql(server), await BenchmarkDatabase.PostgreSql(server), many);
        await Measure(BenchmarkDatabase.Sqlite(), BenchmarkDatabase.Sqlite(), many);
        return 0;
    }

    /// <summary>W5: a month of all branches alone, among many tickets against among few.</summary>
    public static async Task Month(ResultTable table, Effort effort)
    {
        foreach (var server in effort.Databases)
        {
            await using var small = await Effort.New(server);
            await using var large = await Effort.New(server);
            await using var few = await Filled(small, Few);
            await using var lots = await Filled(large, effort.Many);
            var (_, question) = Questions()[0];
            var (inFew, inMany) = await Compare(few, lots, question);
            table.Add($"W5 figures of a month, all branches, {effort.Many} tickets; baseline: {Few} tickets", small.Options.Provider,
                $"{ResultTable.Of(Measured.Median(inMany))} ms", $"{ResultTable.Of(Measured.Median(inFew))} ms", Measured.Median(inMany) / Measured.Median(inFew),
                ResultTable.Of(Measured.Median(inMany)), ResultTable.Of(Measured.At(inMany, 95)));
            await few.StopAllSilosAsync();
            await lots.StopAllSilosAsync();
        }
    }

    private static async Task Measure(BenchmarkDatabase small, BenchmarkDatabase large, int many)
    {
        await using var first = small;
        await using var second = large;
        await using var few = await Filled(small, Few);
        await using var lots = await Filled(large, many);
        foreach (var (name, question) in Questions())
        {
            var (inFew, inMany) = await Compare(few, lots, question);
            System.Console.WriteLine($"{$"{small.Options.Provider} {name}",-34}{Measured.Median(inFew),10:F2}{Measured.Median(inMany),10:F2}{Measured.Median(inMany) / Measured.Median(inFew),7:F2}{Measured.At(inFew, 95),10:F2}{Measured.At(inMany, 95),10:F2}");
        }

        await CostOfMarks(lots, small.Options.Provider);
        await Lag(lots, small.Options.Provider);
        await few.StopAllSilosAsync();
        await lots.StopAllSilosAsync();
    }

    private static (string Name, FiguresAsked Asked)[] Questions()
    {
        var year = new Period(ManyTickets.First, ManyTickets.First.AddDays(ManyTickets.Days - 1));
        Figure[] asked = [.. FigureBook.All.Where(figure => figure.Dimensions.Contains(FigureDimension.Technician)).Take(8)];
        return
        [
            ("a month of all branches", new FiguresAsked(asked, FigureGrouping.Branch, new Period(new(2025, 6, 1), new(2025, 6, 30)), null, FigureStep.None, null, null)),
            ("a year by month", new FiguresAsked(asked, FigureGrouping.Company, year, null, FigureStep.Month, null, null)),
            ("a technician's year by month", new FiguresAsked(asked, FigureGrouping.Company, year, null, FigureStep.Month, [new FigureMember(FigureDimension.Technician, "tech-7")], null)),
        ];
    }

    private static async Task<(List<double> InFew, List<double> InMany)> Compare(InProcessTestCluster few, InProcessTestCluster many, FiguresAsked asked)
    {
        List<string> branches = [.. Enumerable.Range(0, ManyTickets.Branches).Select(i => $"b-{i}")];
        var (inFew, inMany) = (new List<double>(), new List<double>());
        // The first rounds only warm up; both take turns.
        for (var round = -5; round < Rounds; round++)
        {
            var (one, other) = (await Milliseconds(few, asked, branches), await Milliseconds(many, asked, branches));
            if (round < 0) continue;
            inFew.Add(one);
            inMany.Add(other);
        }

        return (inFew, inMany);
    }

    private static async Task<double> Milliseconds(InProcessTestCluster cluster, FiguresAsked asked, List<string> branches)
    {
        var clock = Stopwatch.StartNew();
        await cluster.Silos[0].ServiceProvider.GetRequiredService<FigureReports>().Of(asked, branches, CancellationToken.None);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task CostOfMarks(InProcessTestCluster cluster, StorageProvider provider)
    {
        var roller = cluster.Silos[0].ServiceProvider.GetRequiredService<Roller>();
        var (without, uncounted, with) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < 5; round++)
        {
            // What the marks of the round before cost is not to fall into the one without.
            await roller.RollAll();
            var one = await Measured.Rate(Clients, Round, _ => Save(cluster, marks: false));
            var nobody = await Measured.Rate(Clients, Round, _ => Save(cluster, marks: true, isTold: false));
            // The roller counts now and then: it is to be under way.
            await Measured.Rate(Clients, UnderWay, _ => Save(cluster, marks: true));
            var other = await Measured.Rate(Clients, Round, _ => Save(cluster, marks: true));
            if (round < 0) continue;
            without.Add(one);
            uncounted.Add(nobody);
            with.Add(other);
        }

        System.Console.WriteLine($"{$"{provider} saves/s, marks but no count",-34}{Measured.Median(without),10:F0}{Measured.Median(uncounted),10:F0}{Measured.Median(uncounted) / Measured.Median(without),7:F2}");
        System.Console.WriteLine($"{$"{provider} saves/s without and with marks",-34}{Measured.Median(without),10:F0}{Measured.Median(with),10:F0}{Measured.Median(with) / Measured.Median(without),7:F2}");
    }

    /// <summary>How old the answer says it is, asked while tickets are saved as fast as they can be.</summary>
    private static async Task Lag(InProcessTestCluster cluster, StorageProvider provider)
    {
        var lags = new ConcurrentBag<double>();
        var asked = new FiguresAsked([FigureBook.Of(FigureKey.TicketsRegistered)], FigureGrouping.Company, new Period(ManyTickets.First, ManyTickets.First.AddDays(ManyTickets.Days - 1)), null, FigureStep.None, null, null);
        List<string> branches = [.. Enumerable.Range(0, ManyTickets.Branches).Select(i => $"b-{i}")];
        var reports = cluster.Silos[0].ServiceProvider.GetRequiredService<FigureReports>();
        var clock = Stopwatch.StartNew();
        var saving = Measured.Rate(Clients, Load, _ => Save(cluster, marks: true));
        while (clock.Elapsed < Load)
        {
            var report = await reports.Of(asked, branches, CancellationToken.None);
            // Before the first roll of the load the answer is as old as the fill.
            if (clock.Elapsed > TimeSpan.FromSeconds(5)) lags.Add((TimeProvider.System.GetUtcNow() - report.AsOf).TotalSeconds);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        System.Console.WriteLine($"{$"{provider} lag under {await saving:F0} saves/s",-34}{Measured.Median(lags),10:F2}{Measured.At(lags, 95),10:F2}         (s; median and 95 %)");
    }

    /// <param name="isTold">Whether the roller hears of the marks; else they wait for the sweep of the minute.</param>
    private static async Task Save(InProcessTestCluster cluster, bool marks, bool isTold = true)
    {
        var services = cluster.Silos[0].ServiceProvider;
        var grain = GrainId.Create("ticket", $"t-{Guid.CreateVersion7():N}");
        var saved = SaveBenchmark.Registered(grain, $"b-{Random.Shared.Next(ManyTickets.Branches)}", ManyTickets.First.AddDays(ManyTickets.Days - 1), marks);
        await services.GetRequiredKeyedService<IGrainStorage>(RecordServices.StorageName).WriteStateAsync("ticket", grain, new GrainState<Saved<Ticket>>(saved));
        if (marks && isTold) services.GetRequiredService<RecordServices>().Marked([saved.State!.BranchId]);
    }

    private static async Task<InProcessTestCluster> Filled(BenchmarkDatabase test, int count)
    {
        var database = Database.Open(test.Options);
        await database.ApplyLedger();
        await ManyTickets.Fill(database, test.Options.Provider == StorageProvider.Sqlite, count);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseAfterSales();
            silo.Services.AddStorage(database);
            silo.Services.AddCapabilities();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        var clock = Stopwatch.StartNew();
        var roller = cluster.Silos[0].ServiceProvider.GetRequiredService<Roller>();
        for (var i = 0; i < ManyTickets.Branches; i++) await roller.Roll($"b-{i}");
        System.Console.WriteLine($"{$"{test.Options.Provider} {count} tickets rolled",-34}{clock.Elapsed.TotalMilliseconds / (ManyTickets.Branches * ManyTickets.Days),10:F2}                            (ms a day of a branch)");
        await ManyTickets.Execute(database, "analyze");
        return cluster;
    }
}
