using System.Text.Json;
using AfterSales.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.ConsoleTests;

/// <summary>The whole service as a newcomer starts it, with the demo company, on a database file of its own.</summary>
public sealed class ServedDemo : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly string database;
    private WebApplication app;

    private ServedDemo(WebApplication app, string database) => (this.app, this.database) = (app, database);

    public string Address => app.Urls.First();

    public static async Task<ServedDemo> StartAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"test_{Guid.NewGuid():N}.db");
        return new ServedDemo(await StartAsync(file, "http://127.0.0.1:0"), file);
    }

    /// <summary>As when the machine is started anew: the same address and database, and nothing else is left.</summary>
    public async Task RestartAsync(Func<Task> whileDown)
    {
        var address = Address;
        await app.StopAsync();
        await app.DisposeAsync();
        await whileDown();
        app = await StartAsync(database, address);
    }

    /// <summary>Moves time to the hour in which Shanghai has opened on another day: what is booked or promised then is of the same day, whenever the test runs.</summary>
    public async Task NextMorningComesAsync()
    {
        using var office = new Office(Address);
        var now = (await AskAsync("{ demoTime }")).GetProperty("demoTime").GetDateTimeOffset();
        var midnight = new DateTimeOffset(now.ToOffset(TimeSpan.FromHours(8)).Date.AddDays(1), TimeSpan.FromHours(8));
        var opening = (await AskAsync($$"""{ calendarPreview(branchId: "b-sh", from: "{{midnight:yyyy-MM-ddTHH:mm:sszzz}}") { nextOpening } }"""))
            .GetProperty("calendarPreview").GetProperty("nextOpening").GetDateTimeOffset();
        var hours = (int)Math.Ceiling((opening - now).TotalHours);
        await AskAsync($$"""mutation { moveDemoTime(input: { days: {{hours / 24}}, hours: {{hours % 24}} }) { demoTime { now } } }""");

        Task<JsonElement> AskAsync(string query) => office.AskAsync("administrator", query);
    }

    /// <summary>The address of one of the demo's people: <c>dispatcher.sh</c>.</summary>
    public static string EmailOf(string person) => $"{person}@demo.example";

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm", ".lock", ".json" }) File.Delete(database + suffix);
    }

    private static async Task<WebApplication> StartAsync(string file, string address)
    {
        var host = AfterSalesHost.Build(
        [
            "--environment=Development", $"--urls={address}", $"--ConnectionStrings:AfterSales=Data Source={file}", "--Demo:Enabled=true",
            $"--Demo:Password={Password}", $"--Demo:LogInsFile={file}.json", "--Api:TimeoutSeconds=300", "--LogIn:TriesPerMinute=10000", "--Demo:HistoryDays=0",
        ], builder =>
        {
            builder.Logging.ClearProviders();
            // What makes a password hard to guess takes a tenth of a second each time, which proves nothing here.
            builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
        });
        await host.StartAsync();
        return host;
    }
}
