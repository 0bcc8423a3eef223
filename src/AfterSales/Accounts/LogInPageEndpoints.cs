using AfterSales.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Accounts;

/// <summary>How a person logs in and out with a browser.</summary>
internal static class LogInPageEndpoints
{
    private const int LongestBody = 64 * 1024;

    public static void MapLogInPage(this IEndpointRouteBuilder account)
    {
        account.MapGet("/login", context => LogInPage.WriteAsync(context, StatusCodes.Status200OK));
        account.MapGet("/login.css", LogInPage.WriteStyleAsync);
        account.MapPost("/login", LogInAsync).AddEndpointFilter(account.ServiceProvider.GetRequiredService<LogInRate>()).WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        account.MapPost("/logout", LogOutAsync).WithMetadata(new RequestSizeLimitAttribute(LongestBody));
    }

    private static async Task LogInAsync(HttpContext context, LogIn logIn, IAntiforgery antiforgery, IUserClaimsPrincipalFactory<Account> principals)
    {
        // Checked here rather than by middleware: a person whose page was open overnight gets the page again, not an empty error.
        if (!await IsFromOurPageAsync(context, antiforgery))
        {
            await LogInPage.WriteAsync(context, StatusCodes.Status400BadRequest, words => words.PageTooOld);
            return;
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var tried = await logIn.TryAsync(form[LogInPage.Email], form[LogInPage.Password], form[LogInPage.OneTimeCode], context.RequestAborted);
        if (tried.IsRefused)
        {
            await LogInPage.WriteAsync(context, LogIn.StatusOf(tried.Refusal), words => words.Of(tried.Refusal));
            return;
        }
        await context.SignInAsync(AccessSchemes.Cookie, await principals.CreateAsync(tried.Result));
        await TypedResults.LocalRedirect(LocalOrHome(form[LogInPage.ReturnUrl])).ExecuteAsync(context);
    }

    private static async Task LogOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await IsFromOurPageAsync(context, antiforgery))
        {
            await LogInPage.WriteAsync(context, StatusCodes.Status400BadRequest, words => words.PageTooOld);
            return;
        }
        await context.SignOutAsync(AccessSchemes.Cookie);
        await TypedResults.LocalRedirect($"~{LogInPage.Path}").ExecuteAsync(context);
    }

    private static async Task<bool> IsFromOurPageAsync(HttpContext context, IAntiforgery antiforgery) =>
        await PostedForm.Read(context) is not null && await antiforgery.IsRequestValidAsync(context);

    /// <summary>An address of another site in the link to the log-in page must not be where a person ends up with fresh credentials.</summary>
    private static string LocalOrHome(string? address) => RedirectHttpResult.IsLocalUrl(address) ? address! : "~/";
}
