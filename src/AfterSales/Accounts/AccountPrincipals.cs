using AfterSales.Access;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AfterSales.Accounts;

/// <summary>
/// Makes the claims of a log-in from the account and its assignments alone. Identity's stored claims are left out on purpose: a row in
/// <c>account_claim</c> must not be a second way to a role.
/// </summary>
internal sealed class AccountPrincipals(UserManager<Account> users, IOptions<IdentityOptions> options, AccountsDb db)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var held = await db.Set<AccountAssignment>().AsNoTracking().Where(a => a.AccountId == user.Id)
            .OrderBy(a => a.Role).ThenBy(a => a.Place).ToListAsync();
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Id));
        identity.AddClaim(new Claim(ClaimTypes.Name, user.DisplayName));
        identity.AddClaim(new Claim(Options.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp ?? ""));
        identity.AddClaims(CallerClaims.ToClaims(held.Select(a => new Assignment(a.Role, a.Place)), user.TechnicianId, user.Language));
        return identity;
    }
}
