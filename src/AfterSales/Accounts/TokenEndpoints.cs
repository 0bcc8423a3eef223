using System.Text.Json;
using AfterSales.Api;
using AfterSales.Records;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AfterSales.Accounts;

/// <summary>How a program logs in: JSON in, bearer token out.</summary>
internal static class TokenEndpoints
{
    private const int LongestBody = 16 * 1024;

    private sealed record LogInInput(string? Email, string? Password, string? TwoFactorCode);

    private sealed record RefreshInput(string? RefreshToken);

    public static void MapTokens(this IEndpointRouteBuilder account)
    {
        var tokens = account.MapGroup("/token").WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        tokens.MapPost("", IssueAsync).AddEndpointFilter(account.ServiceProvider.GetRequiredService<LogInRate>());
        tokens.MapPost("/refresh", RefreshAsync);
    }

    private static async Task<IResult> IssueAsync(HttpContext context, LogIn logIn, IUserClaimsPrincipalFactory<Account> principals)
    {
        if (await ReadAsync<LogInInput>(context) is not { } input) return Refused(context, InputInvalid.At("", "NOT_JSON"));
        var tried = await logIn.TryAsync(input.Email, input.Password, input.TwoFactorCode, context.RequestAborted);
        return tried.IsRefused ? Refused(context, tried.Refusal) : await TokenAsync(context, principals, tried.Result);
    }

    /// <summary>A refresh token is asked about in full, so that a disabled account or a new password ends it.</summary>
    private static async Task<IResult> RefreshAsync(HttpContext context, SignInManager<Account> signIn, TimeProvider time,
        IOptionsMonitor<BearerTokenOptions> options, IUserClaimsPrincipalFactory<Account> principals)
    {
        if (await ReadAsync<RefreshInput>(context) is not { } input) return Refused(context, InputInvalid.At("", "NOT_JSON"));
        if (string.IsNullOrWhiteSpace(input.RefreshToken)) return Refused(context, InputInvalid.At("refreshToken", "REQUIRED"));
        var ticket = options.Get(AccessSchemes.Bearer).RefreshTokenProtector.Unprotect(input.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || time.GetUtcNow() >= expires
            || await signIn.ValidateSecurityStampAsync(ticket.Principal) is not { } account)
            return Refused(context, new LogInFailed());
        return await TokenAsync(context, principals, account);
    }

    private static ProblemHttpResult Refused(HttpContext context, Refusal refusal) => Problem.Of(context, LogIn.StatusOf(refusal), refusal);

    private static async Task<SignInHttpResult> TokenAsync(HttpContext context, IUserClaimsPrincipalFactory<Account> principals, Account account)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.SignIn(await principals.CreateAsync(account), authenticationScheme: AccessSchemes.Bearer);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context) where T : class
    {
        if (!context.Request.HasJsonContentType()) return null;
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
