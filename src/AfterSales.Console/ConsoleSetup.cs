using AfterSales.Console.Api;
using AfterSales.Console.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MudBlazor;
using MudBlazor.Services;

namespace AfterSales.Console;

/// <summary>How a host serves the console. It brings an <see cref="IGraphQL"/>, log-in, and a clock.</summary>
public static class ConsoleSetup
{
    /// <summary>
    /// What the pages may load and run: our own files. Attributes may carry styles, since MudBlazor places and sizes its parts by them; style
    /// elements and inline scripts may not be there, whoever wrote them. Its style sheet holds small pictures as data.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
        + "frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>It stands among the console's files and answers for the technician's pages, which are elsewhere.</summary>
    internal const string PhoneWorker = "_content/AfterSales.Console/phone-worker.js";

    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
        services.AddLocalization();
        services.AddTransient<MudLocalizer, MudTexts>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Languages.All[0].Tag);
            options.AddSupportedCultures([.. Languages.All.Select(l => l.Tag)]).AddSupportedUICultures([.. Languages.All.Select(l => l.Tag)]);
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<GraphQLClient>();
        services.AddScoped<Viewers>();
        services.AddSingleton<Clock>();
        return services;
    }

    /// <summary>Stands before the routing: gives people a page of ours where there is none, and where one broke.</summary>
    public static void UseConsoleForProblems(this WebApplication app) => app.UseWhen(context => AsksForPage(context.Request), pages =>
    {
        if (!app.Environment.IsDevelopment()) pages.UseExceptionHandler("/broken", createScopeForErrors: true);
        pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
    });

    /// <summary>Stands behind the log-in, whose account says the language.</summary>
    public static void UseConsole(this WebApplication app)
    {
        app.UseWhen(
            context => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null,
            pages => pages.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                return next(context);
            }));
        app.Use((context, next) =>
        {
            if (context.Request.Path == $"/{PhoneWorker}") context.Response.Headers["Service-Worker-Allowed"] = $"{context.Request.PathBase}/day";
            return next(context);
        });
        app.UseRequestLocalization();
        app.UseAntiforgery();
    }

    /// <summary>Pages ask for a log-in unless they say otherwise; their style, script and pictures are for everybody.</summary>
    public static void MapConsole(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapPreferences();
        // Each file by a name of its contents, so that a browser never asks for it again.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'").WithStaticAssets();
    }

    private static bool AsksForPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/graphql", StringComparison.OrdinalIgnoreCase)
        && request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
