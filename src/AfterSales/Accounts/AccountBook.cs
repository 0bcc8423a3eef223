using AfterSales.Api;
using AfterSales.Access;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using AfterSales.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AfterSales.Accounts;

/// <param name="Language"><c>en</c>, <c>zh-CN</c> or <c>es</c>.</param>
/// <param name="TechnicianId">The key of the technician who will log in with it, if one will.</param>
public sealed record NewAccount(
    string Email, string DisplayName, string Password, string Language, string? TechnicianId, IReadOnlyList<Assignment> Assignments)
{
    /// <summary>The key of the account to be made, where its maker derives it from the request so that a repeat finds the first; else one is made.</summary>
    public string? Id { get; init; }

    /// <summary>Without the password, wherever it gets printed.</summary>
    public override string ToString() => $"{nameof(NewAccount)} {{ {string.Join(", ", Assignments)} }}";
}

/// <summary>Makes and changes accounts. Whether the caller may do so is asked before; nothing here knows who asks.</summary>
public sealed partial class AccountBook(UserManager<Account> users, AccountsDb db, TimeProvider time, ILogger<AccountBook> log)
{
    private const int LongestName = 200;

    private static readonly string[] Languages = ["en", "zh-CN", "es"];

    public async Task<Outcome<Account>> CreateAccountAsync(NewAccount input, CancellationToken cancelled = default)
    {
        if (Issues(input) is { Count: > 0 } issues) return new InputInvalid(issues);
        if (Misplaced(input.Assignments) is { } misplaced) return misplaced;
        var email = input.Email.Trim();
        if (input.Id is not null && await db.Users.AsNoTracking().Include(a => a.Assignments).FirstOrDefaultAsync(a => a.Id == input.Id, cancelled) is { } first)
            return string.Equals(first.Email, email, StringComparison.OrdinalIgnoreCase) ? first : new RequestIdReused(input.Id);
        if (await users.FindByEmailAsync(email) is not null) return new EmailTaken(email);
        var account = new Account
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            DisplayName = input.DisplayName.Trim(),
            Language = input.Language,
            TechnicianId = input.TechnicianId,
            LockoutEnabled = true,
        };
        if (input.Id is not null) account.Id = input.Id;
        foreach (var held in input.Assignments.Distinct())
            account.Assignments.Add(new AccountAssignment { AccountId = account.Id, Role = held.Role, Place = held.Place });
        if (await TooWeakAsync(account, input.Password) is { } weak) return weak;
        try
        {
            var made = await users.CreateAsync(account, input.Password);
            if (!made.Succeeded) return RefusalOf(made, email);
        }
        catch (DbUpdateException)
        {
            // Somebody else took the address between the look and the leap.
            db.ChangeTracker.Clear();
            if (await users.FindByEmailAsync(email) is null) throw;
            return new EmailTaken(email);
        }
        LogCreated(log, account.Id);
        return account;
    }

    /// <summary>Replaces all that the account held. Sessions follow within a minute, bearer tokens when they are refreshed.</summary>
    public async Task<Refusal?> AssignRolesAsync(string accountId, IReadOnlyList<Assignment> assignments, CancellationToken cancelled = default)
    {
        if (Misplaced(assignments) is { } misplaced) return misplaced;
        if (await db.Users.Include(a => a.Assignments).SingleOrDefaultAsync(a => a.Id == accountId, cancelled) is not { } account)
            return new NotFound(accountId);
        var wanted = assignments.Distinct().ToList();
        if (wanted.TrueForAll(a => a.Role != Role.Administrator) && await IsLastAdministratorAsync(accountId, cancelled))
            return new LastAdministrator(accountId);
        foreach (var held in account.Assignments.Where(a => !wanted.Contains(new Assignment(a.Role, a.Place))).ToList())
            account.Assignments.Remove(held);
        foreach (var added in wanted.Where(a => !account.Assignments.Any(h => h.Role == a.Role && h.Place == a.Place)))
            account.Assignments.Add(new AccountAssignment { AccountId = accountId, Role = added.Role, Place = added.Place });
        try
        {
            await db.SaveChangesAsync(cancelled);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return new TryAgain();
        }
        LogAssigned(log, accountId);
        return null;
    }

    /// <summary>Ends every session and token of the account, and opens it if wrong tries had locked it.</summary>
    public async Task<Refusal?> SetPasswordAsync(string accountId, string password)
    {
        if (await users.FindByIdAsync(accountId) is not { } account) return new NotFound(accountId);
        if (password.Length > LogIn.LongestInput) return InputInvalid.At("password", "TOO_LONG");
        if (await TooWeakAsync(account, password) is { } weak) return weak;
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        if (!(await users.UpdateSecurityStampAsync(account)).Succeeded) return new TryAgain();
        LogPasswordSet(log, accountId);
        return null;
    }

    /// <summary>Idempotent. What the account had open ends: personal tokens at once, sessions in a minute, bearer tokens in fifteen.</summary>
    public async Task<Refusal?> DisableAsync(string accountId, CancellationToken cancelled = default)
    {
        if (await users.FindByIdAsync(accountId) is not { } account) return new NotFound(accountId);
        if (account.DisabledAt is not null) return null;
        if (await IsLastAdministratorAsync(accountId, cancelled)) return new LastAdministrator(accountId);
        account.DisabledAt = time.GetUtcNow();
        if (!(await users.UpdateSecurityStampAsync(account)).Succeeded) return new TryAgain();
        LogDisabled(log, accountId);
        return null;
    }

    /// <summary>Idempotent. Sessions and tokens from before stay ended.</summary>
    public async Task<Refusal?> EnableAsync(string accountId)
    {
        if (await users.FindByIdAsync(accountId) is not { } account) return new NotFound(accountId);
        if (account.DisabledAt is null) return null;
        account.DisabledAt = null;
        if (!(await users.UpdateAsync(account)).Succeeded) return new TryAgain();
        LogEnabled(log, accountId);
        return null;
    }

    /// <summary>With the roles it holds; null where there is none.</summary>
    public Task<Account?> ReadAsync(string accountId, CancellationToken cancelled = default) =>
        db.Users.AsNoTracking().Include(a => a.Assignments).SingleOrDefaultAsync(a => a.Id == accountId, cancelled);

    private async Task<bool> IsLastAdministratorAsync(string accountId, CancellationToken cancelled)
    {
        var administrators = await db.Users.Where(a => a.DisabledAt == null && a.Assignments.Any(h => h.Role == Role.Administrator))
            .Select(a => a.Id).Take(2).ToListAsync(cancelled);
        return administrators is [var only] && only == accountId;
    }

    private async Task<PasswordTooWeak?> TooWeakAsync(Account account, string password)
    {
        var codes = new List<string>();
        foreach (var rule in users.PasswordValidators)
            codes.AddRange((await rule.ValidateAsync(users, account, password)).Errors.Select(e => JsonNamingPolicy.SnakeCaseUpper.ConvertName(e.Code)));
        return codes.Count > 0 ? new PasswordTooWeak(codes) : null;
    }

    private static RoleNotHeldThere? Misplaced(IReadOnlyList<Assignment> assignments) =>
        assignments.FirstOrDefault(a => !a.Role.MayBeHeldAt(a.Place)) is { } wrong ? new RoleNotHeldThere(wrong.Role, wrong.Place) : null;

    private static Refusal RefusalOf(IdentityResult failed, string email) =>
        failed.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
            ? new EmailTaken(email)
            : InputInvalid.At("email", "INVALID");

    private static List<InputIssue> Issues(NewAccount input)
    {
        List<InputIssue> issues = [];
        var email = input.Email.Trim();
        if (!new EmailAddressAttribute().IsValid(email) || email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            issues.Add(new InputIssue("email", "INVALID"));
        if (email.Length > LogIn.LongestInput) issues.Add(new InputIssue("email", "TOO_LONG"));
        if (string.IsNullOrWhiteSpace(input.DisplayName)) issues.Add(new InputIssue("name", "REQUIRED"));
        if (input.DisplayName.Length > LongestName) issues.Add(new InputIssue("name", "TOO_LONG"));
        if (input.DisplayName.Any(char.IsControl)) issues.Add(new InputIssue("name", "FORBIDDEN_CHARACTER"));
        if (input.Password.Length > LogIn.LongestInput) issues.Add(new InputIssue("password", "TOO_LONG"));
        if (!Languages.Contains(input.Language)) issues.Add(new InputIssue("language", "UNKNOWN"));
        return issues;
    }
}
