using AfterSales.Accounts;
using AfterSales.Host.Demo;
using AfterSales.Storage;

namespace AfterSales.Host;

/// <summary>What the terminal shows when the service is up.</summary>
internal static class Greeting
{
    public static void Print(WebApplication app)
    {
        var settings = app.Configuration;
        System.Console.WriteLine($"AfterSales serves {string.Join(", ", app.Urls)}  (API: /graphql, log-in: /account/login)");
        System.Console.WriteLine(SettingsCheck.ProviderOf(settings) == StorageProvider.Sqlite ? $"Database: {SettingsCheck.SqliteFile(settings)}" : "Database: PostgreSQL");
        if (app.Services.GetService<IDemoLogIns>() is not DemoLogIns demo) return;
        System.Console.WriteLine($"Demo company; the log-ins stand in {demo.File}:");
        foreach (var (role, email, password) in demo.All) System.Console.WriteLine($"  {role,-34} {email,-34} {password}");
    }
}
