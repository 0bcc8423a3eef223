using AfterSales.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Accounts;

/// <summary>The three ways to say who one is: the console's cookie, a short bearer token after a log-in, a personal API token.</summary>
public static class AccessSchemes
{
    /// <summary>Chooses one of the others by the request's <c>Authorization</c> header. A header always wins over a cookie.</summary>
    public const string ByHeader = "AfterSales";

    public const string Cookie = "Identity.Application";

    public const string Bearer = "Identity.Bearer";

    public const string ApiToken = "AfterSales.ApiToken";

    /// <summary>An access token is not asked about again while it lasts, so this is how long a disabled account may still use one.</summary>
    public static readonly TimeSpan AccessTokenLasts = TimeSpan.FromMinutes(15);

    private const string Authorization = "Bearer ";

    /// <summary>The token in the <c>Authorization</c> header, if it holds one.</summary>
    public static string? BearerIn(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Authorization, StringComparison.OrdinalIgnoreCase)
            ? header[Authorization.Length..].Trim()
            : null;

    internal static void AddAccessSchemes(this IServiceCollection services)
    {
        var authentication = services.AddAuthentication(options =>
        {
            options.DefaultScheme = ByHeader;
            options.DefaultSignInScheme = Cookie;
        });
        authentication.AddPolicyScheme(ByHeader, displayName: null, options => options.ForwardDefaultSelector = context => Choose(context.Request));
        authentication.AddBearerToken(Bearer, options =>
        {
            options.BearerTokenExpiration = AccessTokenLasts;
            options.RefreshTokenExpiration = TimeSpan.FromDays(14);
            // Which says with a code and a sentence that the token is not valid.
            options.ForwardChallenge = ApiToken;
        });
        authentication.AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiToken, configureOptions: null);
        authentication.AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(Shape));
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
    }

    private static string Choose(HttpRequest request) => BearerIn(request) switch
    {
        null => Cookie,
        var token when token.StartsWith(Accounts.ApiToken.Prefix, StringComparison.Ordinal) => ApiToken,
        _ => Bearer,
    };

    private static void Shape(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "aftersales";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        // A branch may run it on plain http inside its own network; over https the cookie never leaves https.
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = LogInPage.Path;
        options.ReturnUrlParameter = LogInPage.ReturnUrl;
        // A working day.
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = SendToLogInAsync;
        options.Events.OnRedirectToAccessDenied = context => Problem.Of(context.HttpContext, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED").ExecuteAsync(context.HttpContext);
    }

    private static Task SendToLogInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!Browsers.OpensPage(context.Request))
            return Problem.Of(context.HttpContext, StatusCodes.Status401Unauthorized, "AUTH_NOT_AUTHENTICATED").ExecuteAsync(context.HttpContext);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
