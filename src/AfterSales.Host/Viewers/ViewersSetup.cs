using AfterSales.Console;
using AfterSales.Console.Api;
using Microsoft.AspNetCore.Components.Authorization;

namespace AfterSales.Host.Viewers;

/// <summary>What the console needs of this host.</summary>
internal static class ViewersSetup
{
    public static void AddViewers(this IServiceCollection services)
    {
        services.AddConsole();
        services.AddSingleton<IGraphQL, InProcessGraphQL>();
        services.AddScoped<AuthenticationStateProvider, StillLoggedIn>();
        // Behind the choice made in the browser and before what the browser asks for.
        services.Configure<RequestLocalizationOptions>(options => options.RequestCultureProviders.Insert(1, new ViewerLanguage()));
    }
}
