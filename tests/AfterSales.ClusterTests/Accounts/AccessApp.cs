using AfterSales.Accounts;
using AfterSales.Storage;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AfterSales.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AfterSales.ClusterTests.Accounts;

/// <summary>The access part alone, served over HTTP on a database file of its own, with a clock that the test moves.</summary>
internal sealed class AccessApp : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication app;
    private readonly TestDatabase database;

    private AccessApp(WebApplication app, TestDatabase database, FakeTimeProvider clock) => (this.app, this.database, Clock) = (app, database, clock);

    public FakeTimeProvider Clock { get; }

    public LogLines Lines { get; } = new();

    public static async Task<AccessApp> StartAsync(Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var started = await BuildAsync(services, settings);
        await started.app.StartAsync(TestContext.Current.CancellationToken);
        return started;
    }

    public static async Task<AccessApp> BuildAsync(Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var fresh = await TestDatabase.Create(StorageProvider.Sqlite);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([new("LogIn:TriesPerMinute", "1000")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddStorage(Database.Open(fresh.Options));
        builder.Services.AddAccounts(builder.Configuration);
        // What makes a password hard to guess takes a tenth of a second each time, which proves nothing here.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
        services?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        var site = builder.Build();
        var made = new AccessApp(site, fresh, clock);
        site.Services.GetRequiredService<ILoggerFactory>().AddProvider(made.Lines);
        site.UseRouting();
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapAccounts();
        site.MapGet("/unmarked", (HttpContext context) => context.User.ToCaller());
        site.MapPost("/graphql", (HttpContext context) => context.User.ToCaller());
        site.MapGet("/graphql", (HttpContext context) => context.User.ToCaller());
        await site.Services.GetRequiredService<Database>().ApplyLedger();
        return made;
    }

    /// <summary>What the start of the host said, if it failed.</summary>
    public async Task<Exception?> TryStartAsync() => await Record.ExceptionAsync(() => app.StartAsync(TestContext.Current.CancellationToken));

    /// <summary>A browser or program of its own, with its own cookies; redirects are answers, not steps.</summary>
    public HttpClient Client(string? bearer = null)
    {
#pragma warning disable CA2000 // The client disposes of its handler.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
#pragma warning restore CA2000
        client.BaseAddress = new Uri(app.Urls.First());
        if (bearer is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return client;
    }

    /// <summary>Runs as a mutation or the demo would: in a scope of its own.</summary>
    public async Task<T> WithAccountsAsync<T>(Func<AccountBook, Task<T>> use)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<AccountBook>());
    }

    public async Task<T> WithDbAsync<T>(Func<AccountsDb, Task<T>> use)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<AccountsDb>());
    }

    public async Task<string> HasAccountAsync(string email = "wang@example.com", Role role = Role.Dispatcher, string place = "b-1")
    {
        var made = await WithAccountsAsync(a => a.CreateAccountAsync(
            new NewAccount(email, "Wang Wei", Password, "zh-CN", TechnicianId: null, [new Assignment(role, place)])));
        Assert.Null(made.Refusal);
        return made.Result!.Id;
    }

    public async Task<HttpResponseMessage> AskTokenAsync(string email = "wang@example.com", string password = Password, string? code = null)
    {
        using var client = Client();
        return await client.PostAsJsonAsync("/account/token", new { email, password, twoFactorCode = code }, TestContext.Current.CancellationToken);
    }

    public async Task LockOutAsync()
    {
        for (var i = 0; i < 5; i++) (await AskTokenAsync(password: "wrong")).Dispose();
    }

    public async Task<IssuedApiToken> HasApiTokenAsync(string owner, int days = 30)
    {
        var made = await WithAccountsAsync(a => a.CreateApiTokenAsync(owner, "export", Clock.GetUtcNow().AddDays(days)));
        Assert.Null(made.Refusal);
        return made.Result!;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
