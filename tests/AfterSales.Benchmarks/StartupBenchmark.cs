using System.Diagnostics;

namespace AfterSales.Benchmarks;

/// <summary>
/// From the start of a process until its URL answers with success, of two programs in turn. Build the programs first:
/// <code>
/// dotnet build -c Release src/AfterSales.Host
/// dotnet run -c Release --project tests/AfterSales.Benchmarks -- startup "dotnet path/to/AfterSales.Host.dll --urls http://127.0.0.1:5081" http://127.0.0.1:5081/health/ready
/// </code>
/// Without a second program the first is compared with <see cref="EmptyApp"/>.
/// </summary>
internal static class StartupBenchmark
{
    private const int Runs = 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> Run(string[] args)
    {
        if (args.Length is not (2 or 4))
        {
            System.Console.Error.WriteLine("startup needs a command and the URL it answers at, and may have a second command and URL to compare with.");
            return 1;
        }

        var (empty, url) = args.Length == 4 ? (args[2], args[3])
            : ($"dotnet {string.Join(' ', EmptyApp.Arguments("http://127.0.0.1:5991"))}", "http://127.0.0.1:5991/health/ready");
        var (first, second) = (new List<double>(), new List<double>());
        // The first of each only fills the caches.
        for (var run = 0; run <= Runs; run++)
        {
            first.Add(await Milliseconds(args[0], args[1]));
            second.Add(await Milliseconds(empty, url));
        }

        await Measured.Heading();
        var (a, b) = (Measured.Median(first.Skip(1)), Measured.Median(second.Skip(1)));
        System.Console.WriteLine($"{args[0]}: {a:F0} ms\n{empty}: {b:F0} ms\nmedians of {Runs}: {a / b:F2} times, {a - b:F0} ms more");
        return 0;
    }

    private static Task<double> Milliseconds(string command, string url) => Milliseconds(command.Split(' ', StringSplitOptions.RemoveEmptyEntries), url);

    internal static async Task<double> Milliseconds(string[] words, string url)
    {
        var clock = Stopwatch.StartNew();
        using var process = ChildProcess.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false });
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            await Answered(process, url);
            return clock.Elapsed.TotalMilliseconds;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Until the program's URL answers with success.</summary>
    internal static async Task Answered(Process process, string url)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (!await Answers(http, url))
        {
            if (process.HasExited) throw new InvalidOperationException($"What should answer at {url} ended by itself.");
            if (clock.Elapsed > Patience) throw new TimeoutException($"{url} did not answer within {Patience}.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    private static async Task<bool> Answers(HttpClient http, string url)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
