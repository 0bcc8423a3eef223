using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Host;
using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>What a service holds in memory, in bytes.</summary>
/// <param name="Live">What is left on the managed heap after a full collection.</param>
/// <param name="WorkingSet">Of the whole process, before that collection.</param>
internal sealed record MemoryHeld(long Live, long WorkingSet);

/// <summary>The service itself as a process of its own, spoken to over HTTP, that says when asked how much memory it holds.</summary>
internal sealed class MeasuredService : IAsyncDisposable
{
    public const string Command = "measured-service";

    private const string Email = "benchmark@example.org";
    private const string Password = "violet-Harbour-71-lantern";

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private MeasuredService(Process process) => _process = process;

    /// <summary>Runs in the other process: each line that comes in is answered with the memory held.</summary>
    public static Task<int> Serve(string[] settings)
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
        return AfterSalesHost.Run(settings);
    }

    public static async Task<MeasuredService> Start(StorageOptions storage)
    {
        var service = new MeasuredService(Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(MeasuredService).Assembly.Location, Command, "--environment=Staging", "--urls=http://127.0.0.1:0", $"--Storage:Provider={storage.Provider}",
            $"--ConnectionStrings:AfterSales={storage.ConnectionString}", $"--Administrator:Email={Email}", $"--Administrator:Password={Password}", "--Logging:LogLevel:Default=Error",
        ])
        { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!);
        service._http.BaseAddress = new Uri((await service.Said("AfterSales serves ")).Split(' ')[2].TrimEnd(','));
        using var answer = await service._http.PostAsJsonAsync("/account/token", new { email = Email, password = Password });
        answer.EnsureSuccessStatusCode();
        service._http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        return service;
    }

    public HttpClient Http => _http;

    public async Task<MemoryHeld> Memory()
    {
        await _process.StandardInput.WriteLineAsync("memory");
        await _process.StandardInput.FlushAsync();
        var figures = (await Said("memory ")).Split(' ');
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

    private async Task<string> Said(string beginning)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException("The service ended by itself.");
    }
}
