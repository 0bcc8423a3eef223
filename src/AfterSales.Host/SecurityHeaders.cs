namespace AfterSales.Host;

internal static class SecurityHeaders
{
    /// <summary>Tells browsers to load nothing from elsewhere, to guess no content type and to let no other site frame a page.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        // A page that needs another policy sets its own.
        headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
        return next(context);
    });
}
