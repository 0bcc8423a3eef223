using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AfterSales.Accounts;
using AfterSales.Host;
using AfterSales.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.ClusterTests.Host;

/// <summary>The whole service as a newcomer starts it, on a database and ports of its own.</summary>
public abstract class ServedHost(StorageProvider provider, bool isDemo = true) : IAsyncLifetime
{
    public const string AdministratorEmail = "admin@example.com";
    public const string AdministratorPassword = "correct horse battery";

    private static readonly string DemoPassword = $"{Guid.NewGuid():N}";

    // The demo company is made once and then copied: making it takes longer than most of what is tested on it.
    private static readonly ConcurrentDictionary<StorageProvider, Lazy<Task<TestDatabase>>> Companies = new();

    private TestDatabase _database = null!;
    private WebApplication _app = null!;
    private string _logIns = "";

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => _app.Services;

    /// <summary>Settings beside those of every host.</summary>
    protected virtual IEnumerable<string> Settings => [];

    public IDemoLogIns? DemoLogIns => _app.Services.GetService<IDemoLogIns>();

    public virtual async ValueTask InitializeAsync()
    {
        _database = isDemo && !Settings.Any(setting => setting.StartsWith("--Demo:", StringComparison.Ordinal)) ? await (await Companies.GetOrAdd(provider, _ => new(() => FoundCompany(provider))).Value).Copy() : await TestDatabase.Create(provider);
        _logIns = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await Start("http://127.0.0.1:0");
        Client.BaseAddress = new Uri(_app.Urls.First());
    }

    /// <summary>As when the machine is started anew: the same address and database, and nothing else is left.</summary>
    public async Task Restart()
    {
        var address = _app.Urls.First();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Start(address);
    }

    private async Task Start(string address)
    {
        _app = Build(_database, address, isDemo, _logIns, Settings);
        await _app.StartAsync();
    }

    private static async Task<TestDatabase> FoundCompany(StorageProvider provider)
    {
        var database = await TestDatabase.Create(provider);
        var logIns = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await using (var app = Build(database, "http://127.0.0.1:0", isDemo: true, logIns, []))
        {
            await app.StartAsync();
            await app.StopAsync();
        }

        File.Delete(logIns);
        await database.Keep();
        return database;
    }

    private static WebApplication Build(TestDatabase database, string address, bool isDemo, string logIns, IEnumerable<string> settings) => AfterSalesHost.Build(
    [
        "--environment=Development", $"--urls={address}", $"--Storage:Provider={database.Provider}", $"--ConnectionStrings:AfterSales={database.ConnectionString}",
        $"--Demo:Enabled={isDemo}", "--Demo:Customers=0", "--Demo:HistoryDays=0", $"--Demo:LogInsFile={logIns}", $"--Demo:Password={DemoPassword}",
        // A machine that does much else beside is not what the stories are about.
        "--Api:TimeoutSeconds=300", "--LogIn:TriesPerMinute=1000", $"--Administrator:Email={AdministratorEmail}", $"--Administrator:Password={AdministratorPassword}", .. settings,
    ], builder =>
    {
        builder.Logging.ClearProviders();
        // What makes a password hard to guess takes a tenth of a second each time, which proves nothing here.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
    });

    public async Task<string> Token(string email, string password)
    {
        using var response = await Client.PostAsJsonAsync("/account/token", new { email, password });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("accessToken").GetString()!;
    }

    public Task<string> DemoToken(string person) => Token($"{person}@demo.example", DemoLogIns!.All[0].Password);

    /// <summary>The member <c>data</c> of the answer.</summary>
    public async Task<JsonElement> Ask(string token, string query, object? variables = null)
    {
        var answer = await Answer(token, query, variables);
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>The whole answer, also where a field was refused.</summary>
    public async Task<JsonElement> Answer(string token, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Client.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.Clone();
    }

    /// <summary>The code of the error that answers a request as a whole.</summary>
    public async Task<string?> Refused(string token, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Client.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        // What a test leaves behind, such as a timer, may still know the fixture, but not all of the service.
        _app = null!;
        await _database.DisposeAsync();
        File.Delete(_logIns);
    }
}

public sealed class SqliteDemo() : ServedHost(StorageProvider.Sqlite);

public sealed class PostgreSqlDemo() : ServedHost(StorageProvider.PostgreSql);

public sealed class HostWithoutDemo() : ServedHost(StorageProvider.Sqlite, isDemo: false);
