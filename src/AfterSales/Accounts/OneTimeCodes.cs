using Microsoft.AspNetCore.Identity;

namespace AfterSales.Accounts;

/// <summary>Six digits from an authenticator app (RFC 6238). Identity measures them by the machine's clock, not by the injected one.</summary>
internal static class OneTimeCodes
{
    public static Task<bool> FitsAsync(UserManager<Account> users, Account account, string code) =>
        users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider,
            code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));

    /// <summary>What an authenticator app reads from a QR code.</summary>
    public static string AddressOf(string email, string key) =>
        $"otpauth://totp/AfterSales:{Uri.EscapeDataString(email)}?secret={key}&issuer=AfterSales&digits=6";
}
