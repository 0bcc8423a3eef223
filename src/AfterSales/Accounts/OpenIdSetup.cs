using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AfterSales.Accounts;

/// <summary>Log-in by another provider, where one is set: the code flow with a proof key, and our own cookie afterwards.</summary>
internal static class OpenIdSetup
{
    public const string Path = "/account/login/openid";

    /// <summary>Where the provider sends people back to; it is registered there.</summary>
    public const string Callback = "/account/openid";

    public const string Scheme = "OpenId";

    public static void AddOpenId(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<OpenIdSettings>(configuration.GetSection(OpenIdSettings.Section));
        var settings = configuration.GetSection(OpenIdSettings.Section).Get<OpenIdSettings>() ?? new();
        if (!settings.IsOn) return;
        services.AddScoped<OpenIdLogIn>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, options => Shape(options, settings));
    }

    public static void MapOpenId(this IEndpointRouteBuilder account) => account.MapGet("/login/openid", BeginAsync);

    private static async Task BeginAsync(HttpContext context, IAuthenticationSchemeProvider schemes)
    {
        if (await schemes.GetSchemeAsync(Scheme) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var wanted = context.Request.Query[LogInPage.ReturnUrl].ToString();
        await context.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = RedirectHttpResult.IsLocalUrl(wanted) ? wanted : "/" });
    }

    private static void Shape(OpenIdConnectOptions options, OpenIdSettings settings)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = new Uri(settings.Authority!).Scheme == Uri.UriSchemeHttps;
        (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        options.CallbackPath = Callback;
        options.SignInScheme = AccessSchemes.Cookie;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // By a redirect, so that the cookies of the way there and back need not be sent along with posts from elsewhere.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "email"]) options.Scope.Add(scope);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        options.Events.OnTokenValidated = FindAccountAsync;
        options.Events.OnRemoteFailure = FailedAsync;
        options.Events.OnAuthenticationFailed = context =>
        {
            context.Fail(context.Exception);
            return Task.CompletedTask;
        };
    }

    private static async Task FindAccountAsync(TokenValidatedContext context)
    {
        if (await context.HttpContext.RequestServices.GetRequiredService<OpenIdLogIn>().Find(context.Principal!) is { } account)
        {
            context.Principal = account;
            // Of the provider's session nothing is kept: ours has its own end.
            context.Properties = new AuthenticationProperties { RedirectUri = context.Properties?.RedirectUri };
            return;
        }

        context.HandleResponse();
        await LogInPage.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, words => words.NoAccount);
    }

    private static Task FailedAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        return LogInPage.WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized, words => words.ProviderFailed);
    }
}
