using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AfterSales.Benchmarks;

/// <summary>How figures are taken and shown.</summary>
internal static class Measured
{
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Calls per second of clients that each call again as soon as they are answered.</summary>
    public static async Task<double> Rate(int clients, TimeSpan duration, Func<int, Task> call)
    {
        var clock = Stopwatch.StartNew();
        var calls = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var done = 0;
            for (; clock.Elapsed < duration; done++) await call(client);
            return done;
        })));
        return calls.Sum() / clock.Elapsed.TotalSeconds;
    }

    public static async Task Heading()
    {
        System.Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, commit {await Commit()}");
    }

    private static async Task<string> Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            return (await git.StandardOutput.ReadToEndAsync()).Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
