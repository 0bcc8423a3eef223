using AfterSales.Access;
using AfterSales.Api.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Registers;

/// <summary>The four registers a branch keeps, as pages to be printed (S3 ⑹-5 (六)), and single letters out of them.</summary>
public static class RegisterEndpoints
{
    public static IServiceCollection AddRegisters(this IServiceCollection services) => services.AddSingleton<RegisterBook>();

    /// <summary>
    /// <c>/registers/customer-file/c-…</c>, <c>/registers/call-record/c-…</c>, <c>/registers/call-list/b-…?from=2026-03-01&amp;to=2026-03-31</c>,
    /// <c>/registers/letter-list/b-…</c> likewise, <c>/registers/letter/k-…</c>. All ask for a log-in, and show what its account may see, in its language.
    /// </summary>
    public static void MapRegisters(this IEndpointRouteBuilder app)
    {
        var registers = app.MapGroup("/registers").RequireAuthorization();
        registers.MapGet("/customer-file/{id}", (HttpContext http, RegisterBook book, string id) =>
            Show(http, Permission.SeeCustomers, (caller, cancellation) => book.CustomerFile(id, caller, cancellation)));
        registers.MapGet("/call-record/{id}", (HttpContext http, RegisterBook book, string id) =>
            Show(http, Permission.SeeContacts, (caller, cancellation) => book.CallRecord(id, caller, cancellation)));
        registers.MapGet("/call-list/{id}", (HttpContext http, RegisterBook book, string id, DateOnly? from, DateOnly? to) =>
            Show(http, Permission.SeeContacts, (caller, cancellation) => book.CallList(id, from, to, caller, cancellation)));
        registers.MapGet("/letter-list/{id}", (HttpContext http, RegisterBook book, string id, DateOnly? from, DateOnly? to) =>
            Show(http, Permission.SeeContacts, (caller, cancellation) => book.LetterList(id, from, to, caller, cancellation)));
        registers.MapGet("/letter/{id}", (HttpContext http, RegisterBook book, string id) =>
            Show(http, Permission.SeeContacts, (caller, cancellation) => book.Letter(id, caller, cancellation)));
        app.MapGet("/registers.css", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=86400";
            return TypedResults.Text(RegisterPage.Style, "text/css; charset=utf-8");
        }).AllowAnonymous();
    }

    private static async Task Show(HttpContext http, Permission needed, Func<Caller, CancellationToken, Task<RegisterPage?>> read)
    {
        var caller = http.User.ToCaller();
        if (!caller.May(needed))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (await read(caller, http.RequestAborted) is not { } page)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var language = ReaderLanguage.Best([caller.Language]);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        await http.Response.WriteAsync(page.Render(language, http.Request.PathBase), http.RequestAborted);
    }
}
