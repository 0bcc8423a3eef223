using Microsoft.AspNetCore.Builder;

namespace AfterSales.Benchmarks;

/// <summary>What the service's start is compared with: an ASP.NET Core application that does nothing.</summary>
internal static class EmptyApp
{
    public const string Command = "empty-app";

    /// <summary>What follows <c>dotnet</c>.</summary>
    public static string[] Arguments(string url) => [typeof(EmptyApp).Assembly.Location, Command, "--urls", url];

    public static async Task<int> Run(string[] args)
    {
        var app = WebApplication.CreateSlimBuilder(args).Build();
        app.MapGet("/health/ready", () => "Healthy");
        await app.RunAsync();
        return 0;
    }
}
