using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AfterSales.Api;

/// <summary>A page to be printed that shows customers: nobody keeps it on the way, and it loads nothing but its style.</summary>
internal static class PrintedPage
{
    public static ContentHttpResult Of(HttpContext http, string language, string html)
    {
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return TypedResults.Text(html, "text/html; charset=utf-8");
    }
}
