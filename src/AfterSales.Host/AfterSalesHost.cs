using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Api.GraphiQL;
using AfterSales.Console;
using AfterSales.Contracts;
using AfterSales.Files;
using AfterSales.FollowUps.Voice;
using AfterSales.Host.Demo;
using AfterSales.Host.Health;
using AfterSales.Host.Telemetry;
using AfterSales.Host.Viewers;
using AfterSales.Imports;
using AfterSales.Storage;
using AfterSales.Questionnaires;
using AfterSales.Registers;
using AfterSales.Surveys;
using AfterSales.Tickets;
using Microsoft.Extensions.Options;

namespace AfterSales.Host;

/// <summary>The service put together: every part in one line.</summary>
public static class AfterSalesHost
{
    public const string DefaultAddress = "http://127.0.0.1:5080";

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        // The settings stand beside the program and the data where it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args, ApplicationName = "AfterSales.Host", ContentRootPath = AppContext.BaseDirectory,
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(DefaultAddress);
        // Beside the program after publishing, else where the projects and packages have them.
        builder.WebHost.UseStaticWebAssets();
        SettingsCheck.Demand(builder.Configuration, builder.Environment);

        builder.UseOrleans(silo => silo.UseSiloAddress(builder.Configuration).UseAfterSales().UseTelemetry(builder.Configuration).UseDashboard());
        builder.AddTelemetry();
        builder.Services.AddAfterSales(builder.Configuration);
        builder.Services.AddDemo(builder.Configuration);
        builder.Services.AddAccounts(builder.Configuration);
        builder.Services.AddGraphQLApi([typeof(AfterSalesSetup).Assembly, typeof(AfterSalesHost).Assembly]);
        builder.Services.AddRegisters();
        builder.Services.AddViewers();
        builder.Services.AddServiceHealth(builder.Configuration);
        more?.Invoke(builder);

        var app = builder.Build();
        app.UseTraceIds();
        app.UseSecurityHeaders();
        app.UseFailureAnswers();
        app.UseConsoleForProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseConsole();
        app.MapAccounts();
        app.MapGraphQL();
        app.MapVoiceReports();
        app.MapFiles();
        app.MapLists();
        app.MapPageStyles();
        app.MapSurveys();
        app.MapTicketPages();
        app.MapContracts();
        app.MapTechnicianFeeds();
        app.MapQuestionnaires();
        app.MapRegisters();
        if (app.Environment.IsDevelopment()) app.MapGraphiQL();
        app.MapConsole();
        app.MapServiceHealth();
        app.MapTelemetry();
        app.MapDashboard();
        return app;
    }

    /// <summary>Serves until it is stopped. What a person can put right is said in a sentence.</summary>
    public static async Task<int> Run(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        try
        {
            await using var app = Build(args, more);
            await SettingsCheck.DatabaseAnswers(app.Services);
            var clock = app.Services.GetRequiredService<ClockCheck>();
            await clock.DemandRight();
            using var only = app.Services.GetRequiredService<Database>().HoldForOneHost();
            await Start(app);
            Greeting.Print(app);
            await app.WaitForShutdownAsync();
            return clock.EndedBecause is { } wrong ? throw wrong : 0;
        }
        catch (Exception problem) when (SentenceOf(problem) is not null)
        {
            await System.Console.Error.WriteLineAsync(SentenceOf(problem));
            return 1;
        }
    }

    /// <summary>What has begun before something could not start ends in order, instead of failing when its services are gone.</summary>
    private static async Task Start(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            // What never ran can't be stopped, and says so; that is not the news.
            await Task.WhenAny(app.StopAsync());
            throw;
        }
    }

    private static string? SentenceOf(Exception problem) => problem switch
    {
        WrongSettingException or OptionsValidationException => problem.Message,
        FormatException { Source: "Microsoft.AspNetCore.Http" } => $"{problem.Message} Give addresses such as {DefaultAddress} with --urls.",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"{problem.Message} Give another one with --urls.",
        // The service's own parts say by it that a setting or script is wrong, the binder that a setting's value is of another type.
        InvalidOperationException { Source: "AfterSales" or "Microsoft.Extensions.Configuration.Binder" } => problem.Message,
        _ => null,
    };
}
