using Microsoft.AspNetCore.Identity;

namespace AfterSales.Accounts;

/// <summary>The first thing a stranger tries is the owner's name.</summary>
internal sealed class PasswordContainsNoEmail : IPasswordValidator<Account>
{
    /// <summary>Shorter names occur in good passwords by chance.</summary>
    private const int ShortestName = 4;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var name = user.Email?.Split('@')[0] ?? "";
        var contained = name.Length >= ShortestName && password?.Contains(name, StringComparison.OrdinalIgnoreCase) == true;
        return Task.FromResult(contained ? IdentityResult.Failed(new IdentityError { Code = "PasswordContainsEmail" }) : IdentityResult.Success);
    }
}
