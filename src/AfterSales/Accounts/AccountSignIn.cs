using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Accounts;

/// <summary>
/// What a session or refresh token is checked against again: not only the security stamp, as Identity does, but also that the account is open.
/// </summary>
internal sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<Account> principals,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation) : SignInManager<Account>(users, contexts, principals, options, log, schemes, confirmation)
{
    public override async Task<Account?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { } account && account.IsOpen ? account : null;
}
