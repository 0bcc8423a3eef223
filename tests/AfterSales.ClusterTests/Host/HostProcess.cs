using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.ClusterTests.Storage;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

/// <summary>A host as a process of its own, one of many on a database; spoken to over HTTP alone.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const int LinesKept = 2_000;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(5) };

    private HostProcess(Process process) => _process = process;

    /// <param name="membership">As the setting; left out: how several hosts find each other, where the database allows it.</param>
    /// <param name="settings">Settings beside those of every host.</param>
    public static async Task<HostProcess> Start(TestDatabase database, string address = "http://127.0.0.1:0", string? membership = null, IEnumerable<string>? settings = null)
    {
        var host = Launch(database, address, membership, settings);
        await host.Serves();
        return host;
    }

    /// <summary>Does not wait until it serves.</summary>
    public static HostProcess Launch(TestDatabase database, string address = "http://127.0.0.1:0", string? membership = null, IEnumerable<string>? settings = null) =>
        new(ChildProcess.StartHost(Arguments(database, address, membership, settings)));

    /// <summary>A host whose machine's clock is ahead by so many minutes, and goes an hour further at the signal USR1.</summary>
    public static async Task<HostProcess> StartByAnotherClock(TestDatabase database, int minutesAhead, string? membership = null, IEnumerable<string>? settings = null)
    {
        var host = new HostProcess(ChildProcess.StartByAnotherClock(minutesAhead, Arguments(database, "http://127.0.0.1:0", membership, settings)));
        await host.Serves();
        return host;
    }

    /// <summary>A host whose files may be kept from growing.</summary>
    public static async Task<HostProcess> StartOnSmallDisk(TestDatabase database)
    {
        // Else the system ends who writes past the limit, instead of refusing the write.
        var host = new HostProcess(ChildProcess.StartHost(Arguments(database, "http://127.0.0.1:0", null, null), "trap '' XFSZ"));
        await host.Serves();
        return host;
    }

    /// <summary>Has the program do something beside serving, and waits until it has.</summary>
    public static async Task<(int Code, string Said)> Run(TestDatabase database, params string[] command)
    {
        using var process = ChildProcess.StartHost(
            [.. command, "--environment=Staging", $"--Storage:Provider={database.Provider}", $"--ConnectionStrings:AfterSales={database.ConnectionString}", "--Logging:LogLevel:Default=Error"]);
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }

    /// <summary>No file of the host's grows past this; null: past nothing.</summary>
    public async Task LimitFiles(long? bytes)
    {
        using var limit = Process.Start("prlimit", [$"--pid={_process.Id.ToString(CultureInfo.InvariantCulture)}", $"--fsize={bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:"]);
        await limit.WaitForExitAsync();
        if (limit.ExitCode != 0) throw new InvalidOperationException("prlimit failed.");
    }

    private static string[] Arguments(TestDatabase database, string address, string? membership, IEnumerable<string>? settings) =>
        [
            "--environment=Staging", $"--urls={address}", $"--Orleans:Membership={membership ?? (database.Provider == StorageProvider.PostgreSql ? "Database" : "Localhost")}",
            $"--Storage:Provider={database.Provider}", $"--ConnectionStrings:AfterSales={database.ConnectionString}",
            $"--Administrator:Email={ServedHost.AdministratorEmail}", $"--Administrator:Password={ServedHost.AdministratorPassword}",
            "--Logging:LogLevel:Default=Error", .. settings ?? [],
        ];

    public HttpClient Client => _client;

    /// <summary>Of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>How much of the machine's memory it takes now.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public async Task<string> LogIn(string email = ServedHost.AdministratorEmail, string password = ServedHost.AdministratorPassword)
    {
        using var response = await _client.PostAsJsonAsync("/account/token", new { email, password });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("accessToken").GetString()!;
    }

    /// <summary>The whole answer, with <c>data</c> and <c>errors</c>.</summary>
    public async Task<JsonElement> Ask(string token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.Clone();
    }

    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>As a person or a service manager stops it: SIGTERM. Its exit code, once it is gone.</summary>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <param name="name">Such as STOP, which freezes it, and CONT, after which it goes on.</param>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Whether it ends by itself within this time.</summary>
    public async Task<bool> Ended(TimeSpan within)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(within, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>What a load balancer asks.</summary>
    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await _client.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The last it wrote to its log.</summary>
    public IReadOnlyCollection<string> Log => _log;

    private async Task Keep()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            if (_log.Count > LinesKept) _log.TryDequeue(out _);
        }
    }

    private async Task Serves()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.StartsWith("AfterSales serves ", StringComparison.Ordinal)) continue;
            _client.BaseAddress = new Uri(line.Split(' ')[2]);
            _ = Keep();
            return;
        }

        throw new InvalidOperationException($"The host did not start: {string.Join('\n', said)}{await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
        _client.Dispose();
    }
}
