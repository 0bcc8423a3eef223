using System.Diagnostics;
using System.Runtime.InteropServices;
using Npgsql;

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

    /// <summary>The figure that so many of a hundred are not above.</summary>
    public static double At(IReadOnlyCollection<double> figures, int percent)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
    }

    public static async Task Heading() => System.Console.WriteLine(await Machine());

    public static async Task<string> Machine() =>
        $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors{Model()}, .NET {Environment.Version}, commit {await Commit()}";

    /// <summary>The version of a PostgreSQL server, and whether a commit of it waits for the disk.</summary>
    public static async Task<string> Server(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static string Model()
    {
        const string cpuInfo = "/proc/cpuinfo";
        return File.Exists(cpuInfo) && File.ReadLines(cpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? $" ({line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()})" : "";
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
