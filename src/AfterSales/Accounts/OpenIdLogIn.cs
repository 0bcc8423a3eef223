using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AfterSales.Accounts;

/// <summary>Finds the account of somebody whom the provider has proved. None is made, and a closed one stays closed.</summary>
public sealed partial class OpenIdLogIn(
    UserManager<Account> users, AccountsDb db, IUserClaimsPrincipalFactory<Account> principals, TimeProvider time, ILogger<OpenIdLogIn> log)
{
    /// <summary>
    /// By issuer and subject, which never pass to another person; the first time by an e-mail address that the provider has verified. An account
    /// that belongs to one subject is given to no other, whoever has its address now. Null: he has no account.
    /// </summary>
    public async Task<ClaimsPrincipal?> Find(ClaimsPrincipal proved)
    {
        if (proved.FindFirstValue(JwtRegisteredClaimNames.Iss) is not { Length: > 0 } issuer || proved.FindFirstValue(JwtRegisteredClaimNames.Sub) is not { Length: > 0 } subject)
            return null;
        var account = await users.FindByLoginAsync(issuer, subject) ?? await Bind(proved, issuer, subject);
        if (account is not { IsOpen: true })
        {
            LogNoAccount(log);
            return null;
        }

        await db.NoteLoggedInAsync(account.Id, time.GetUtcNow());
        LogLoggedIn(log, account.Id);
        return await principals.CreateAsync(account);
    }

    private async Task<Account?> Bind(ClaimsPrincipal proved, string issuer, string subject)
    {
        if (proved.FindFirstValue(JwtRegisteredClaimNames.Email) is not { Length: > 0 and <= LogIn.LongestInput } email
            || !string.Equals(proved.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase)
            || await users.FindByEmailAsync(email) is not { IsOpen: true } account
            || (await users.GetLoginsAsync(account)).Any(known => known.LoginProvider == issuer)) return null;
        return (await users.AddLoginAsync(account, new UserLoginInfo(issuer, subject, null))).Succeeded ? account : null;
    }

    [LoggerMessage(EventId = 1121, Level = LogLevel.Information, Message = "Account {Account} logged in by the OpenID Connect provider.")]
    private static partial void LogLoggedIn(ILogger log, string account);

    [LoggerMessage(EventId = 1122, Level = LogLevel.Information, Message = "The OpenID Connect provider proved somebody who has no open account.")]
    private static partial void LogNoAccount(ILogger log);
}
