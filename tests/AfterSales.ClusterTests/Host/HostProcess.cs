using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.ClusterTests.Storage;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

/// <summary>A host as a process of its own, one of many on a database; spoken to over HTTP alone.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(5) };

    private HostProcess(Process process) => _process = process;

    public static async Task<HostProcess> Start(TestDatabase database, string address = "http://127.0.0.1:0")
    {
        var host = new HostProcess(ChildProcess.Start(ChildProcess.Serve,
        [
            "--environment=Staging", $"--urls={address}", $"--Orleans:Membership={(database.Provider == StorageProvider.PostgreSql ? "Database" : "Localhost")}",
            $"--Storage:Provider={database.Provider}", $"--ConnectionStrings:AfterSales={database.ConnectionString}",
            $"--Administrator:Email={ServedHost.AdministratorEmail}", $"--Administrator:Password={ServedHost.AdministratorPassword}",
            "--Logging:LogLevel:Default=Error",
        ]));
        var errors = host._process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (await host._process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.StartsWith("AfterSales serves ", StringComparison.Ordinal)) continue;
            host._client.BaseAddress = new Uri(line.Split(' ')[2]);
            _ = host._process.StandardOutput.ReadToEndAsync();
            return host;
        }

        throw new InvalidOperationException($"The host did not start: {string.Join('\n', said)}{await errors}");
    }

    public HttpClient Client => _client;

    public async Task<string> LogIn()
    {
        using var response = await _client.PostAsJsonAsync("/account/token", new { email = ServedHost.AdministratorEmail, password = ServedHost.AdministratorPassword });
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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
        _client.Dispose();
    }
}
