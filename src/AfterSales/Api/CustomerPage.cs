using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AfterSales.Api.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api;

/// <summary>
/// A page that a customer reaches by a signed link: plain HTML without a script, for any telephone. All of them have the same frame, style and answer headers;
/// what stands on one is its capability's.
/// </summary>
/// <param name="Language">The customer's.</param>
/// <param name="From">The branch, whose number stands at the end; null where the link leads nowhere.</param>
/// <param name="Body">HTML, encoded.</param>
internal sealed record CustomerPage(string Language, Letterhead? From, string Title, string Body)
{
    private const int LongestBody = 32 * 1024;

    /// <summary>The page is UTF-8 and says so: Chinese need not be spelled in numbers.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly WordList Words = new("AfterSales.Api.CustomerPage");

    private static readonly string Style = ReadStyle();

    public static string Html(string text) => Encoder.Encode(text);

    /// <summary>Lines as they were written.</summary>
    public static string Lines(string text) => string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(Encoder.Encode));

    public static string Status(string text) => $"""<p role="status">{Html(text)}</p>""";

    public static string Problem(string? text) => text is null ? "" : $"""<p class="problem" role="alert">{Html(text)}</p>""";

    /// <summary>The customer's language; without one that of the browser.</summary>
    public static string LanguageOf(HttpContext http, string? language) =>
        ReaderLanguage.Best([language, .. http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value)]);

    /// <summary>Nobody logs in: the link is what another site's form would have to know. Who follows links too often is slowed.</summary>
    public static RouteGroupBuilder Map(IEndpointRouteBuilder app, string path)
    {
        var pages = app.MapGroup(path).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
        pages.AddEndpointFilter(app.ServiceProvider.GetRequiredService<LinkRate>());
        return pages;
    }

    public static void MapStyle(IEndpointRouteBuilder app) => app.MapGet("/customer.css", (HttpContext http) =>
    {
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Text(Style, "text/css; charset=utf-8");
    }).AllowAnonymous();

    /// <summary>The page as it stands now says what became of what was sent, also where somebody was quicker; sending it again does nothing twice.</summary>
    /// <param name="path">Below the service.</param>
    public static void GoTo(HttpContext http, PathString path)
    {
        http.Response.Headers.Location = (http.Request.PathBase + path).ToUriComponent();
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.CacheControl = "no-store";
    }

    public Task Write(HttpContext http, int status = StatusCodes.Status200OK)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        headers.ContentLanguage = Language;
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return http.Response.WriteAsync(Render(http.Request.PathBase), http.RequestAborted);
    }

    private string Render(string root) => $"""
        <!doctype html>
        <html lang="{Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{Html(Title)}</title>
        <link rel="stylesheet" href="{root}/customer.css">
        </head>
        <body>
        <main>
        {(From is null ? "" : $"""<p class="branch">{Html(From.Name)}</p>""")}
        <h1>{string.Join(' ', Title.Split(' ').Select(word => word.Contains('-') ? $"<span class=\"whole\">{Html(word)}</span>" : Html(word)))}</h1>
        {Body}
        {(From is { Phone: { } phone, Dialled: { } dialled } ? $"""<p class="call">{Html(Words.Get("CallUs", Language))} <a class="whole" href="tel:{Html(dialled)}">{Html(phone)}</a></p>""" : "")}
        </main>
        </body>
        </html>
        """;

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("api/customer.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
