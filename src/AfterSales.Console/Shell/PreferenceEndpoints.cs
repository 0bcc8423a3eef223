using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Console.Shell;

/// <summary>What a person chooses for this browser: the language.</summary>
internal static class PreferenceEndpoints
{
    public const string Path = "/preferences";

    /// <summary>Light or dark; set by the page's script, so that nothing typed is lost by the choice.</summary>
    public const string ThemeCookie = "aftersales.theme";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static void MapPreferences(this IEndpointRouteBuilder app) => app.MapPost(Path, Choose).AllowAnonymous();

    private static RedirectHttpResult Choose(HttpContext context, [FromForm] string language, [FromForm] string? back)
    {
        if (Languages.All.FirstOrDefault(known => known.Tag == language) is { } chosen)
            context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen.Tag)),
                new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, Secure = context.Request.IsHttps });
        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(back) ? back : "~/");
    }
}
