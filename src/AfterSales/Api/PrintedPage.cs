using System.Reflection;
using AfterSales.Api.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Api;

/// <summary>
/// A page to be printed, on A4: its button to print is on the screen alone. It shows customers, so nobody keeps it on the way, and it loads nothing but its style
/// and what the button does.
/// </summary>
internal static class PrintedPage
{
    private static readonly WordList Words = new("AfterSales.Api.PrintedPage");

    private static readonly string Style = Read("print.css");

    private static readonly string Script = Read("print.js");

    /// <param name="body">HTML, encoded.</param>
    public static ContentHttpResult Of(HttpContext http, string language, string title, string body, PaperKind paper = PaperKind.Page)
    {
        var headers = http.Response.Headers;
        headers.ContentLanguage = language;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        var root = http.Request.PathBase;
        return TypedResults.Text($"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{CustomerPage.Html(title)}</title>
            <link rel="stylesheet" href="{root}/print.css">
            <script src="{root}/print.js" defer></script>
            </head>
            <body class="{paper.ToString().ToLowerInvariant()}">
            <p class="tools"><button type="button" data-print hidden>{CustomerPage.Html(Words.Get("Print", language))}</button></p>
            <main>
            {body}
            </main>
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }

    /// <summary>Where there is none: to people as a sentence, to programs as any other request answers.</summary>
    public static IResult Missing(HttpContext http, string language, string id)
    {
        if (http.Request.GetTypedHeaders().Accept.All(accepted => accepted.MediaType != "text/html")) return Problem.Of(http, StatusCodes.Status404NotFound, new Records.NotFound(id));
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        var nothing = Words.Get("Nothing", language);
        return Of(http, language, nothing, $"<p role=\"status\">{CustomerPage.Html(nothing)}</p>");
    }

    public static void MapStyle(IEndpointRouteBuilder app)
    {
        app.MapGet("/print.css", (HttpContext http) => Kept(http, Style, "text/css; charset=utf-8")).AllowAnonymous();
        app.MapGet("/print.js", (HttpContext http) => Kept(http, Script, "text/javascript; charset=utf-8")).AllowAnonymous();
    }

    private static ContentHttpResult Kept(HttpContext http, string text, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Text(text, type);
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"api/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

internal enum PaperKind
{
    Page,

    /// <summary>Lying on its side, for tables of many columns.</summary>
    Wide,

    /// <summary>With its address in the window of an envelope.</summary>
    Letter,
}
