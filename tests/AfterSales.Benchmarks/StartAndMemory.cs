using System.Diagnostics;

namespace AfterSales.Benchmarks;

/// <summary>W8: the service beside <see cref="EmptyApp"/>: from the start of the process until it is ready, memory at rest and under load.</summary>
internal static class StartAndMemory
{
    private const int Customers = 200;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static Task Run(ResultTable table, Effort effort) => effort.OnEach(async test =>
    {
        var (service, empty) = (new List<double>(), new List<double>());
        // The first of each only fills the caches and makes the tables.
        for (var round = -1; round < effort.Rounds; round++)
        {
            var (one, other) = (MeasuredService.FreeAddress(), MeasuredService.FreeAddress());
            var (ofService, ofEmpty) = (await StartupBenchmark.Milliseconds(["dotnet", .. MeasuredService.Arguments(test.Options, one)], $"{one}/health/ready"),
                await StartupBenchmark.Milliseconds(["dotnet", .. EmptyApp.Arguments(other)], $"{other}/health/ready"));
            if (round < 0) continue;
            service.Add(ofService);
            empty.Add(ofEmpty);
        }

        const string against = "baseline: empty ASP.NET Core application";
        table.Add($"W8 start until ready; {against}", test.Options.Provider, $"{Measured.Median(service):F0} ms", $"{Measured.Median(empty):F0} ms", Measured.Median(service) / Measured.Median(empty));
        await Memory(table, effort, test, against);
    });

    private static async Task Memory(ResultTable table, Effort effort, BenchmarkDatabase test, string against)
    {
        var rest = effort.Rest < Longest ? effort.Rest : Longest;
        var url = MeasuredService.FreeAddress();
        using var idle = ChildProcess.Start(new ProcessStartInfo("dotnet", EmptyApp.Arguments(url)) { UseShellExecute = false, RedirectStandardOutput = true });
        try
        {
            await StartupBenchmark.Answered(idle, $"{url}/health/ready");
            await using var service = await MeasuredService.Start(test.Options);
            await Task.Delay(rest, TimeProvider.System);
            var (empty, resting) = (ProcessMemory.Of(idle.Id), ProcessMemory.Of(service.ProcessId));
            table.Add($"W8 memory after {rest.TotalSeconds:F0} s at rest; {against}", test.Options.Provider, $"{resting.Now:F0} MB", $"{empty.Now:F0} MB", resting.Now / empty.Now);
            await BenchmarkBranch.Open(service);
            var customers = await BenchmarkBranch.Customers(service, Customers);
            using var driver = new Driver();
            var seconds = (effort.WarmUp + (effort.Round * effort.Rounds)).TotalSeconds;
            var driven = await driver.Drive(await TicketBenchmarks.Registration(service, effort, customers) with { Seconds = seconds });
            var loaded = ProcessMemory.Of(service.ProcessId);
            table.Add($"W8 most memory while {effort.Clients} clients registered {driven.Done} tickets in {seconds:F0} s; baseline: itself at rest", test.Options.Provider,
                $"{loaded.Peak:F0} MB", $"{resting.Now:F0} MB", loaded.Peak / resting.Now);
        }
        finally
        {
            if (!idle.HasExited) idle.Kill();
            await idle.WaitForExitAsync();
        }
    }
}
