using System.Net;
using System.Net.Sockets;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Api.GraphiQL;
using AfterSales.Branches;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.ConsoleTests;

/// <summary>The service with one silo on a database file of its own: the log-in, the API, GraphiQL, and a page to land on.</summary>
internal sealed class ServedApp : IAsyncDisposable
{
    public const string Email = "wang@example.com";
    public const string Password = "correct horse battery";

    private readonly WebApplication app;
    private readonly string file;

    private ServedApp(WebApplication app, string file) => (this.app, this.file) = (app, file);

    public string Address => app.Urls.First();

    public static async Task<ServedApp> StartAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"test_{Guid.NewGuid():N}.db");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([new("LogIn:TriesPerMinute", "1000")]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddStorage(Database.Open(new StorageOptions { Provider = StorageProvider.Sqlite, ConnectionString = $"Data Source={path}" }));
        builder.Services.AddAccounts(builder.Configuration);
        builder.Services.AddGraphQLApi(typeof(TicketQueries).Assembly, api => api.Introspection = true);
        builder.Services.AddCapabilities();
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, AfterSalesSetup.ServiceId);
            silo.UseAfterSales();
        });
        var site = builder.Build();
        site.UseRouting();
        site.UseRateLimiter();
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapAccounts();
        site.MapGraphQL();
        site.MapGraphiQL();
        site.MapGet("/", () => Results.Content("<!doctype html><html lang=en><title>Home</title><link rel=icon href=data:,><h1>Home</h1>", "text/html"));
        await site.StartAsync();
        var served = new ServedApp(site, path);
        await served.FillAsync();
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm", ".lock" }) File.Delete(file + suffix);
    }

    private async Task FillAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountBook>().CreateAccountAsync(
            new NewAccount(Email, "Wang Wei", Password, "zh-CN", TechnicianId: null, [new Assignment(Role.Dispatcher, "b-1")]));
        Assert.Null(made.Refusal);
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
        // Rows are enough for lists; what a record holds beyond its row is not there.
        db.Add(new BranchRow { Id = "b-1", BranchId = "b-1", Code = "SH", Name = "上海分公司", Country = "CN", Currency = "CNY", TimeZone = "Asia/Shanghai", Version = 1, Shape = 1 });
        db.AddRange(Ticket(1, TicketStep.Registered, TicketKind.Repair), Ticket(2, TicketStep.OnSite, TicketKind.Installation));
        await db.SaveChangesAsync();
    }

    private static TicketRow Ticket(int number, TicketStep step, TicketKind kind)
    {
        var registered = new DateTimeOffset(2026, 3, 2, number, 0, 0, TimeSpan.Zero);
        return new()
        {
            Id = $"t-{number}", Number = $"SH-2026-{number:000000}", BranchId = "b-1", CustomerId = "c-1", Step = step, IsOpen = true, Kind = kind,
            Category = ServiceCategory.FreeUnderWarranty, RegisteredAt = registered, RegisteredDay = DateOnly.FromDateTime(registered.DateTime), Version = 1, Shape = 1,
        };
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
