using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Api.GraphiQL;

/// <summary>A page to try queries on and to read the schema in, all of it out of this assembly: it loads nothing from elsewhere.</summary>
public static class GraphiQLPage
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        ["react.min.js"] = "text/javascript; charset=utf-8",
        ["react-dom.min.js"] = "text/javascript; charset=utf-8",
        ["graphiql.min.js"] = "text/javascript; charset=utf-8",
        ["graphiql.min.css"] = "text/css; charset=utf-8",
        ["start.js"] = "text/javascript; charset=utf-8",
        ["start.css"] = "text/css; charset=utf-8",
        ["THIRD-PARTY-NOTICES.txt"] = "text/plain; charset=utf-8",
    };

    /// <summary>
    /// Serves the page at this path. Whoever is not logged in is sent to the log-in; the schema shows only where <c>Api:Introspection</c> is on.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphiQL(this IEndpointRouteBuilder app, string path = "/graphiql", string api = "/graphql")
    {
        var pages = app.MapGroup(path).RequireAuthorization();
        var version = Version();
        pages.MapGet("", (HttpContext context) => WritePageAsync(context, path, api, version));
        foreach (var (file, contentType) in ContentTypes) pages.MapGet("/" + file, (HttpContext context) => WriteFileAsync(context, file, contentType));
        return pages;
    }

    private static Task WritePageAsync(HttpContext context, string path, string api, string version)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        // The editor sets styles while it runs, and its fonts are in its style sheet.
        response.Headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors 'none'";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers[HeaderNames.CacheControl] = "no-store";
        var root = context.Request.PathBase.Value ?? "";
        return response.WriteAsync(Page(Html(root + path), Html(root + api), version), context.RequestAborted);
    }

    private static string Page(string files, string api, string version) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>GraphiQL – AfterSales</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{files}/graphiql.min.css?v={version}">
        <link rel="stylesheet" href="{files}/start.css?v={version}">
        <script defer src="{files}/react.min.js?v={version}"></script>
        <script defer src="{files}/react-dom.min.js?v={version}"></script>
        <script defer src="{files}/graphiql.min.js?v={version}"></script>
        <script defer src="{files}/start.js?v={version}"></script>
        </head>
        <body>
        <main id="graphiql" data-api="{api}"></main>
        <noscript>GraphiQL needs JavaScript.</noscript>
        </body>
        </html>
        """;

    private static async Task WriteFileAsync(HttpContext context, string file, string contentType)
    {
        await using var content = Open(file);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        context.Response.Headers[HeaderNames.CacheControl] = context.Request.Query.ContainsKey("v") ? "private, max-age=31536000, immutable" : "no-cache";
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>Another one with every change of a file, so that a browser may keep what it has.</summary>
    private static string Version()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in ContentTypes.Keys)
        {
            using var content = Open(file);
            all.AppendData(SHA256.HashData(content));
        }
        return Convert.ToHexStringLower(all.GetHashAndReset())[..12];
    }

    private static Stream Open(string file) => Assembly.GetExecutingAssembly().GetManifestResourceStream("graphiql/" + file)!;

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
