using System.Data.Common;
using System.Text.Encodings.Web;
using AfterSales.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Accounts;

/// <summary>
/// Checks a personal API token. It asks the database on every request, so that revoking a token or disabling its owner works at once.
/// </summary>
internal sealed partial class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    AccountsDb db,
    IUserClaimsPrincipalFactory<Account> principals) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>A client that asks ten times a second must not write ten times a second.</summary>
    private static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (AccessSchemes.BearerIn(Request) is not { } secret) return AuthenticateResult.NoResult();
        var now = TimeProvider.GetUtcNow();
        var hash = ApiToken.HashOf(secret);
        var token = await db.Set<ApiToken>().AsNoTracking().Include(t => t.Account)
            .SingleOrDefaultAsync(t => t.Hash == hash, Context.RequestAborted);
        if (token?.Account is not { } account || !token.Opens(account, now))
            return AuthenticateResult.Fail("The token is unknown, expired or revoked, or its account is closed.");
        await NoteUseAsync(token, now);
        return AuthenticateResult.Success(new AuthenticationTicket(await principals.CreateAsync(account), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer error=\"invalid_token\"");
        return Problem.Of(Context, StatusCodes.Status401Unauthorized, "AUTH_TOKEN_INVALID").ExecuteAsync(Context);
    }

    private async Task NoteUseAsync(ApiToken token, DateTimeOffset now)
    {
        if (now - token.LastUsedAt < UseIsNotedEvery) return;
        try
        {
            await db.Set<ApiToken>().Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), Context.RequestAborted);
        }
        catch (DbException failure)
        {
            // The last use is a courtesy to the owner; a busy database must not turn the request away for it.
            LogUseNotNoted(Logger, failure, token.Id);
        }
    }
}
