using AfterSales.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AfterSales.ConsoleTests;

/// <summary>The whole service as a newcomer starts it, with the demo company, on a database file of its own.</summary>
public sealed class ServedDemo : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication app;
    private readonly string database;

    private ServedDemo(WebApplication app, string database) => (this.app, this.database) = (app, database);

    public string Address => app.Urls.First();

    public IServiceProvider Services => app.Services;

    public static async Task<ServedDemo> StartAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"test_{Guid.NewGuid():N}.db");
        var host = AfterSalesHost.Build(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", $"--ConnectionStrings:AfterSales=Data Source={file}", "--Demo:Enabled=true",
            $"--Demo:Password={Password}", $"--Demo:LogInsFile={file}.json", "--LogIn:TriesPerMinute=10000",
        ], builder => builder.Logging.ClearProviders());
        await host.StartAsync();
        return new ServedDemo(host, file);
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
}
