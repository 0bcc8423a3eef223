using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>Requests that are alike. In address and body <c>{pick}</c> stands for the next of the picks, <c>{n}</c> for what no request had before.</summary>
/// <param name="Body">JSON to be posted; null: a GET.</param>
/// <param name="Contains">An answer without this text ends the measurement.</param>
internal sealed record Requests(string Url, string Token, string? Body, string Contains, IReadOnlyList<string> Picks);

/// <summary>A round asked of the driver: either requests, or raw one-row INSERTs into a database.</summary>
internal sealed record DriverRound(int Clients, double Seconds, Requests? Requests, StorageOptions? Inserts);

/// <summary>What came of a round.</summary>
internal sealed record DrivenRound(int Done, double Seconds, double P50, double P95, string? Problem);

/// <summary>
/// The clients, in a process of their own: so many, each of which asks again as soon as it is answered. Rounds come in and results go out as a line of JSON each.
/// </summary>
internal sealed class Driver : IDisposable
{
    public const string Command = "driver";

    private readonly Process _process = ChildProcess.Start(new ProcessStartInfo("dotnet", [typeof(Driver).Assembly.Location, Command])
    {
        UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
    });

    public int ProcessId => _process.Id;

    public async Task<DrivenRound> Drive(DriverRound round)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(round));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The driver ended by itself.");
        var driven = JsonSerializer.Deserialize<DrivenRound>(line)!;
        return driven.Problem is { } problem ? throw new InvalidOperationException(problem) : driven;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Runs in the other process, until nothing more comes in.</summary>
    public static async Task<int> Serve()
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
        var inserts = new Dictionary<(string Database, int Clients), RawInsert>();
        while (await System.Console.In.ReadLineAsync() is { } line)
        {
            var round = JsonSerializer.Deserialize<DriverRound>(line)!;
            DrivenRound driven;
            try
            {
                if (round.Requests is { } requests)
                {
                    var sender = new Sender(http, requests);
                    driven = await Drive(round, _ => sender.Send());
                }
                else
                {
                    var key = (round.Inserts!.ConnectionString, round.Clients);
                    var raw = inserts.TryGetValue(key, out var open) ? open : inserts[key] = await RawInsert.Open(round.Inserts, round.Clients);
                    driven = await Drive(round, raw.Insert);
                }
            }
            catch (Exception failure)
            {
                driven = new DrivenRound(0, 0, 0, 0, failure.ToString());
            }

            System.Console.WriteLine(JsonSerializer.Serialize(driven));
        }

        foreach (var raw in inserts.Values) await raw.DisposeAsync();
        return 0;
    }

    private static async Task<DrivenRound> Drive(DriverRound round, Func<int, Task> call)
    {
        var taken = new ConcurrentBag<List<double>>();
        var clock = Stopwatch.StartNew();
        var duration = TimeSpan.FromSeconds(round.Seconds);
        await Task.WhenAll(Enumerable.Range(0, round.Clients).Select(client => Task.Run(async () =>
        {
            var own = new List<double>();
            while (clock.Elapsed < duration)
            {
                var before = clock.Elapsed;
                await call(client);
                own.Add((clock.Elapsed - before).TotalMilliseconds);
            }

            taken.Add(own);
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        List<double> all = [.. taken.SelectMany(own => own)];
        return new DrivenRound(all.Count, seconds, Measured.At(all, 50), Measured.At(all, 95), null);
    }

    private sealed class Sender(HttpMessageInvoker http, Requests requests)
    {
        private static readonly MediaTypeHeaderValue Json = new("application/json");
        private static readonly string Run = Guid.NewGuid().ToString("N")[..12];
        private static int _count;

        private readonly AuthenticationHeaderValue _token = new("Bearer", requests.Token);
        private readonly byte[] _contains = Encoding.UTF8.GetBytes(requests.Contains);

        public async Task Send()
        {
            var n = Interlocked.Increment(ref _count);
            using var request = new HttpRequestMessage(requests.Body is null ? HttpMethod.Get : HttpMethod.Post, Filled(requests.Url, n)) { Version = HttpVersion.Version11 };
            request.Headers.Authorization = _token;
            if (requests.Body is { } body) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Filled(body, n))) { Headers = { ContentType = Json } };
            using var answer = await http.SendAsync(request, CancellationToken.None);
            var said = await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode || said.AsSpan().IndexOf(_contains) < 0) throw new InvalidOperationException($"{(int)answer.StatusCode} {Encoding.UTF8.GetString(said)}");
        }

        private string Filled(string text, int n) => text
            .Replace("{pick}", requests.Picks.Count == 0 ? "" : requests.Picks[n % requests.Picks.Count], StringComparison.Ordinal)
            .Replace("{n}", string.Create(CultureInfo.InvariantCulture, $"{Run}-{n}"), StringComparison.Ordinal);
    }
}
