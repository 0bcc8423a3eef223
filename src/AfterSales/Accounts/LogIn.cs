using AfterSales.Api;
using AfterSales.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Accounts;

/// <summary>Proves an account by e-mail, password and, where it asks for one, a one-time code. The console and programs both pass here.</summary>
public sealed partial class LogIn(
    UserManager<Account> users,
    AccountsDb db,
    IOptions<IdentityOptions> options,
    TimeProvider time,
    ILogger<LogIn> log)
{
    /// <summary>No e-mail address is longer, and hashing a book instead of a password would be work a stranger could order.</summary>
    public const int LongestInput = 256;

    /// <summary>The HTTP status of a refusal.</summary>
    internal static int StatusOf(Refusal refusal) => refusal is InputInvalid ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized;

    public async Task<Outcome<Account>> TryAsync(string? email, string? password, string? oneTimeCode, CancellationToken cancelled)
    {
        var issues = Issues(email, password, oneTimeCode);
        if (issues.Count > 0) return new InputInvalid(issues);
        // As it was read where the account was made: what nobody sees is no part of a password.
        password = InputText.Readable(password!);
        var account = await users.FindByEmailAsync(email!.Trim());
        if (account is null || account.DisabledAt is not null || account.PasswordHash is null) return await FailAsUnknownAsync(password!, cancelled);
        if (!await ClaimTryAsync(account.Id, cancelled))
        {
            LogLockedOut(log, account.Id);
            return new LockedOut();
        }
        if (!await users.CheckPasswordAsync(account, password!)) return Fail(account);
        if (account.TwoFactorEnabled)
        {
            // The try stays counted until the code fits as well, or a known password would give any number of guesses at the code.
            if (string.IsNullOrWhiteSpace(oneTimeCode)) return new TwoFactorRequired();
            if (!await OneTimeCodes.FitsAsync(users, account, oneTimeCode)) return Fail(account);
        }
        await ForgetTriesAsync(account.Id, cancelled);
        await db.NoteLoggedInAsync(account.Id, time.GetUtcNow(), cancelled);
        LogLoggedIn(log, account.Id);
        return account;
    }

    private static List<InputIssue> Issues(string? email, string? password, string? oneTimeCode)
    {
        List<InputIssue> issues = [];
        if (string.IsNullOrWhiteSpace(email)) issues.Add(new InputIssue("email", "REQUIRED"));
        if (string.IsNullOrEmpty(password)) issues.Add(new InputIssue("password", "REQUIRED"));
        if (email?.Length > LongestInput) issues.Add(new InputIssue("email", "TOO_LONG"));
        if (password?.Length > LongestInput) issues.Add(new InputIssue("password", "TOO_LONG"));
        if (oneTimeCode?.Length > LongestInput) issues.Add(new InputIssue("twoFactorCode", "TOO_LONG"));
        return issues;
    }

    /// <summary>
    /// Counts a try before it is judged, in one statement: a hundred guesses sent at the same moment still get five answers. The last try
    /// closes the account there and then; a right one opens it again.
    /// </summary>
    private async Task<bool> ClaimTryAsync(string id, CancellationToken cancelled)
    {
        var now = time.GetUtcNow();
        var lockout = options.Value.Lockout;
        DateTimeOffset? until = now + lockout.DefaultLockoutTimeSpan;
        var last = lockout.MaxFailedAccessAttempts - 1;
        return await db.Users.Where(a => a.Id == id && (a.LockoutEnd == null || a.LockoutEnd <= now)).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.LockoutEnd, a => a.AccessFailedCount >= last ? until : null)
                .SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount >= last ? 0 : a.AccessFailedCount + 1), cancelled) == 1;
    }

    private Task<int> ForgetTriesAsync(string id, CancellationToken cancelled) => db.Users.Where(a => a.Id == id).ExecuteUpdateAsync(
        set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), cancelled);

    /// <summary>Takes as long as a wrong password does, so that a clock does not tell which addresses have accounts.</summary>
    private async Task<LogInFailed> FailAsUnknownAsync(string password, CancellationToken cancelled)
    {
        await ClaimTryAsync("", cancelled);
        _ = users.PasswordHasher.HashPassword(new Account(), password);
        LogFailedAsUnknown(log);
        return new LogInFailed();
    }

    private LogInFailed Fail(Account account)
    {
        LogFailed(log, account.Id);
        return new LogInFailed();
    }
}
