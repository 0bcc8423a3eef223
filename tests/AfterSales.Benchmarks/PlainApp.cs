using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AfterSales.Benchmarks;

/// <summary>
/// What reading is compared with: a minimal-API endpoint that reads a ticket, its customer and its technician by key with plain SQL, on the service's own database and behind the service's
/// own log-in: it takes the same tokens.
/// </summary>
internal sealed class PlainApp : IDisposable
{
    public const string Command = "plain-app";

    private readonly Process _process;

    private PlainApp(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public int ProcessId => _process.Id;

    public static async Task<PlainApp> Start(StorageOptions storage)
    {
        var url = MeasuredService.FreeAddress();
        var app = new PlainApp(ChildProcess.Start(new ProcessStartInfo("dotnet",
            [typeof(PlainApp).Assembly.Location, Command, $"--urls={url}", $"--Storage:Provider={storage.Provider}", $"--ConnectionStrings:AfterSales={storage.ConnectionString}"])
        { UseShellExecute = false }), url);
        await StartupBenchmark.Answered(app._process, $"{url}/health/ready");
        return app;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    public static async Task<int> Serve(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddAccounts(builder.Configuration);
        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        var connectionString = builder.Configuration["ConnectionStrings:AfterSales"]!;
        Func<DbConnection> connections = builder.Configuration["Storage:Provider"] == nameof(StorageProvider.Sqlite)
            ? () => new SqliteConnection(connectionString)
            : NpgsqlDataSource.Create(connectionString).CreateConnection;
        app.MapGet("/health/ready", () => "Healthy").AllowAnonymous();
        app.MapGet("/tickets/{id}", (string id, ClaimsPrincipal user) => Read(id, user.ToCaller(), connections));
        await app.RunAsync();
        return 0;
    }

    private sealed record TicketRead(string Id, string Number, string Step, bool IsEmergency, string RegisteredAt, CustomerRead? Customer, TechnicianRead? Technician);

    private sealed record CustomerRead(string Id, string Name, string? Address, string? City, string? Email);

    private sealed record TechnicianRead(string Id, string Name, string Skills);

    private static async Task<IResult> Read(string id, Caller caller, Func<DbConnection> connections)
    {
        await using var connection = connections();
        await connection.OpenAsync();
        var (branch, customer, technician) = ("", "", "");
        TicketRead? ticket = null;
        await Row("select id, number, step, is_emergency, registered_at, branch_id, customer_id, technician_id from ticket where id = @id", id, row =>
        {
            (branch, customer, technician) = (row.GetString(5), Text(row, 6), Text(row, 7));
            ticket = new TicketRead(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetDateTime(4).ToString("O"), null, null);
        });
        if (ticket is null || !caller.ActsFor(branch)) return Results.StatusCode((int)HttpStatusCode.NotFound);
        await Row("select id, name, address, city, email, branch_id from customer where id = @id", customer ?? "", row =>
        {
            if (caller.ActsFor(row.GetString(5))) ticket = ticket with { Customer = new(row.GetString(0), row.GetString(1), Text(row, 2), Text(row, 3), Text(row, 4)) };
        });
        await Row("select id, name, skills from technician where id = @id", technician ?? "", row =>
            ticket = ticket with { Technician = new(row.GetString(0), row.GetString(1), row.GetString(2)) });
        return Results.Json(ticket);

        async Task Row(string sql, string key, Action<DbDataReader> read)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@id", key);
            command.Parameters.Add(parameter);
            await using var rows = await command.ExecuteReaderAsync();
            if (await rows.ReadAsync()) read(rows);
        }

        static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
