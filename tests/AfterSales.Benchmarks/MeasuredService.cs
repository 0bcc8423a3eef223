using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using AfterSales.Host;
using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>What a service holds in memory, in bytes.</summary>
/// <param name="Live">What is left on the managed heap after a full collection.</param>
/// <param name="WorkingSet">Of the whole process, before that collection.</param>
internal sealed record MemoryHeld(long Live, long WorkingSet);

/// <summary>The service itself, <c>AfterSales.Host.dll</c> in a process of its own, spoken to over HTTP.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    public const string Command = "measured-service";

    /// <summary>Of all log-ins.</summary>
    public const string Password = "violet-Harbour-71-lantern";

    private const string Administrator = "benchmark@example.org";
    private static readonly TimeSpan TokenIsGoodFor = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Dictionary<string, (string Token, TimeSpan At)> _tokens = [];
    private readonly SemaphoreSlim _logIn = new(1, 1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private MeasuredService(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <summary>Speaks for the administrator.</summary>
    public HttpClient Http => _http;

    /// <summary>From the start of the process until it said that it is ready.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>What follows <c>dotnet</c>. Nothing limits how often one account may ask.</summary>
    public static string[] Arguments(StorageOptions storage, string url, string? program = null) =>
    [
        program ?? typeof(AfterSalesHost).Assembly.Location, "--environment=Staging", $"--urls={url}", $"--Storage:Provider={storage.Provider}",
        $"--ConnectionStrings:AfterSales={storage.ConnectionString}", $"--Administrator:Email={Administrator}", $"--Administrator:Password={Password}",
        "--Api:RequestsPerMinute=0", "--Logging:LogLevel:Default=Error",
    ];

    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>Runs in the other process where the service is to tell its memory.</summary>
    public static Task<int> Serve(string[] settings)
    {
        TellMemory();
        return AfterSalesHost.Run(settings);
    }

    /// <summary>From now on each line that comes in is answered with the memory of this process.</summary>
    public static void TellMemory()
    {
        var asked = new Thread(() =>
        {
            while (System.Console.In.ReadLine() is not null)
            {
                var workingSet = Environment.WorkingSet;
                System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory {GC.GetTotalMemory(forceFullCollection: true)} {workingSet}"));
            }
        })
        { IsBackground = true };
        asked.Start();
    }

    /// <param name="tellsMemory">It runs inside this program's assembly, so that <see cref="Memory()"/> can be asked.</param>
    /// <param name="program">Another <c>AfterSales.Host.dll</c> than the one beside this program.</param>
    public static async Task<MeasuredService> Start(StorageOptions storage, bool tellsMemory = false, string? program = null)
    {
        var host = Arguments(storage, "http://127.0.0.1:0", program);
        string[] arguments = tellsMemory ? [typeof(MeasuredService).Assembly.Location, Command, .. host[1..]] : host;
        var service = new MeasuredService(ChildProcess.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true }));
        service._http.BaseAddress = new Uri((await Said(service._process, "AfterSales serves ")).Split(' ')[2].TrimEnd(','));
        using (var ready = await service._http.GetAsync("/health/ready")) ready.EnsureSuccessStatusCode();
        service.StartedIn = service._clock.Elapsed;
        service._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await service.Token());
        return service;
    }

    /// <summary>A token that lasts for some minutes more.</summary>
    public async Task<string> Token(string email = Administrator)
    {
        await _logIn.WaitAsync();
        try
        {
            if (_tokens.TryGetValue(email, out var known) && _clock.Elapsed - known.At < TokenIsGoodFor) return known.Token;
            using var answer = await _http.PostAsJsonAsync("/account/token", new { email, password = Password });
            answer.EnsureSuccessStatusCode();
            var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
            _tokens[email] = (token, _clock.Elapsed);
            return token;
        }
        finally
        {
            _logIn.Release();
        }
    }

    /// <summary>Sends a mutation or query and gives its data. An error, or a refusal, ends the measurement.</summary>
    public async Task<JsonElement> Ask(string query, object variables, string email = Administrator)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(email));
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var said = JsonDocument.Parse(text).RootElement;
        if (said.TryGetProperty("errors", out _) || text.Contains("\"errors\":[", StringComparison.Ordinal)) throw new InvalidOperationException(text);
        return said.GetProperty("data");
    }

    /// <summary>Makes an account that logs in with the administrator's password.</summary>
    public Task AddAccount(string email, string role, string place) => Ask(
        "mutation($i: CreateAccountInput!) { createAccount(input: $i) { account { id } errors { ... on Error { code message } } } }",
        new { i = new { email, name = "Benchmark", password = Password, assignments = new[] { new { role, place } } } });

    public Task<MemoryHeld> Memory() => Memory(_process);

    public static async Task<MemoryHeld> Memory(Process process)
    {
        await process.StandardInput.WriteLineAsync("memory");
        await process.StandardInput.FlushAsync();
        var figures = (await Said(process, "memory ")).Split(' ');
        return new(long.Parse(figures[1], CultureInfo.InvariantCulture), long.Parse(figures[2], CultureInfo.InvariantCulture));
    }

    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private static async Task<string> Said(Process process, string beginning)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException("The service ended by itself.");
    }
}
