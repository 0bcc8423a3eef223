using AfterSales.Api;
using AfterSales.Records;

namespace AfterSales.Accounts;

/// <summary>What an authenticator app is given. Not a record, so that printing it does not print the key.</summary>
/// <param name="key">For typing, in base 32.</param>
/// <param name="address">For a QR code: <c>otpauth://…</c>.</param>
public sealed class TwoFactorKey(string key, string address)
{
    public string Key => key;

    public string Address => address;
}

public sealed partial class AccountBook
{
    /// <summary>A new key. The account asks for codes only after <see cref="ConfirmTwoFactorAsync"/> has seen that the app makes the right ones.</summary>
    public async Task<Outcome<TwoFactorKey>> BeginTwoFactorAsync(string accountId)
    {
        if (await users.FindByIdAsync(accountId) is not { } account) return new NotFound(accountId);
        // A new key would shut out an app that still has the old one: the second factor is dropped first.
        if (account.TwoFactorEnabled) return new TwoFactorIsOn(accountId);
        await users.ResetAuthenticatorKeyAsync(account);
        var key = await users.GetAuthenticatorKeyAsync(account) ?? "";
        return new TwoFactorKey(key, OneTimeCodes.AddressOf(account.Email ?? "", key));
    }

    /// <summary>From here on every log-in asks for a code. Sessions and tokens from before end.</summary>
    public async Task<Refusal?> ConfirmTwoFactorAsync(string accountId, string code)
    {
        if (await users.FindByIdAsync(accountId) is not { } account) return new NotFound(accountId);
        if (!await OneTimeCodes.FitsAsync(users, account, code)) return new OneTimeCodeWrong();
        if (!(await users.SetTwoFactorEnabledAsync(account, enabled: true)).Succeeded) return new TryAgain();
        LogTwoFactorOn(log, accountId);
        return null;
    }

    /// <summary>For a lost telephone. Idempotent; sessions and tokens from before end.</summary>
    public async Task<Refusal?> DropTwoFactorAsync(string accountId)
    {
        if (await users.FindByIdAsync(accountId) is not { } account) return new NotFound(accountId);
        if (!(await users.SetTwoFactorEnabledAsync(account, enabled: false)).Succeeded) return new TryAgain();
        LogTwoFactorOff(log, accountId);
        return null;
    }
}
