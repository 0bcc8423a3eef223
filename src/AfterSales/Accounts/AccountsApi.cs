using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Records;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>A role held at a branch, a dealer or headquarters.</summary>
[Name("Assignment"), SecuredByParent]
public sealed record AssignmentView(Role Role, [property: StringLength(64)] string Place);

/// <summary>Who is logged in.</summary>
[Name("Me"), Secured(Permission.UseOwnAccount)]
public sealed class MeView(Caller caller)
{
    public string AccountId => caller.Account;

    public string Name => caller.Name;

    /// <summary><c>en</c>, <c>zh-CN</c> or <c>es</c>.</summary>
    public string Language => caller.Language;

    /// <summary>The time zone you read by, IANA: that of your branch, at headquarters that of headquarters.</summary>
    public async Task<string> GetTimeZoneAsync(Readers readers) => (await readers.ZoneOf(caller)).Id;

    public IReadOnlyList<AssignmentView> Assignments => [.. caller.Assignments.Select(a => new AssignmentView(a.Role, a.Place))];

    /// <summary>What you may do and see.</summary>
    public IReadOnlyList<Permission> Permissions =>
        [.. caller.Assignments.SelectMany(a => Access.Permissions.Of(a.Role)).Distinct().Order()];
}

/// <summary>A log-in of a person or program.</summary>
[Name("Account"), Secured(Permission.ManageAccounts)]
public sealed class AccountView(Account account)
{
    public string Id => account.Id;

    public string Email => account.Email ?? "";

    public string Name => account.DisplayName;

    public string Language => account.Language;

    /// <summary>Null while the account is open.</summary>
    public DateTimeOffset? DisabledAt => account.DisabledAt;

    /// <summary>Wrong passwords close the log-in until this instant, which may be over; null where none did.</summary>
    public DateTimeOffset? LockedUntil => account.LockoutEnd;

    /// <summary>When its owner last logged in; null: never.</summary>
    public DateTimeOffset? LastLoggedInAt => account.LastLoggedInAt;

    /// <summary>Each log-in with the password asks for a one-time code, too.</summary>
    public bool HasSecondFactor => account.TwoFactorEnabled;

    /// <summary>The technician who logs in with it; null where none does.</summary>
    public string? TechnicianId => account.TechnicianId;

    public IReadOnlyList<AssignmentView> Assignments => [.. account.Assignments.Select(a => new AssignmentView(a.Role, a.Place))];
}

/// <summary>A personal API token. Its secret was shown once, when it was made.</summary>
/// <param name="RevokedAt">Null where nobody has ended it.</param>
[Name("ApiToken"), Secured(Permission.UseOwnAccount)]
public sealed record ApiTokenView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    internal static ApiTokenView Of(ApiTokenSummary token) => new(token.Id, token.Name, token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt);
}

/// <param name="Secret">Shown now and never again: send it as <c>Authorization: Bearer …</c>. Null where the request is a repeat.</param>
[Name("NewApiToken"), Secured(Permission.UseOwnAccount)]
public sealed record NewApiTokenView(ApiTokenView Token, string? Secret);

/// <summary>Who has or had a log-in.</summary>
[Name("AccountName"), SecuredByParent]
public sealed record AccountNameView(string Id, string Name, bool IsClosed);

[Queries]
public sealed class AccountQueries
{
    /// <summary>Who has or had an account, by name; at most 1,000. What each did <c>auditTrail</c> tells.</summary>
    [Secured(Permission.SeeAudit)]
    public async Task<IReadOnlyList<AccountNameView>> AccountNamesAsync(IDbContextFactory<AccountsDb> databases, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Users.AsNoTracking().OrderBy(a => a.DisplayName).ThenBy(a => a.Id).Take(1000)
            .Select(a => new AccountNameView(a.Id, a.DisplayName, a.DisabledAt != null)).ToListAsync(cancellation);
    }

    /// <summary>Who is logged in, and what he may do.</summary>
    [Secured(Permission.UseOwnAccount)]
    public MeView Me(Caller caller) => new(caller);

    /// <summary>Your API tokens.</summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<IReadOnlyList<ApiTokenView>> MyApiTokensAsync(AccountBook accounts, Caller caller, CancellationToken cancellation) =>
        [.. (await accounts.ListApiTokensAsync(caller.Account, cancellation)).Select(ApiTokenView.Of)];

    /// <summary>All accounts, by e-mail; at most 500.</summary>
    [Secured(Permission.ManageAccounts)]
    public async Task<IReadOnlyList<AccountView>> AccountsAsync(IDbContextFactory<AccountsDb> databases, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var accounts = await db.Users.AsNoTracking().Include(a => a.Assignments).OrderBy(a => a.NormalizedEmail).Take(500).ToListAsync(cancellation);
        return accounts.ConvertAll(account => new AccountView(account));
    }
}

[Mutations]
public sealed class AccountMutations(AccountBook accounts)
{
    /// <summary>Makes an API token for a program that acts for you.</summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<Outcome<NewApiTokenView>> CreateApiToken(
        [StringLength(100)] string name, DateTimeOffset expiresAt, Caller caller, CancellationToken cancellation, string? requestId = null)
    {
        var made = await accounts.CreateApiTokenAsync(caller.Account, name, expiresAt, KeyOf("token-", caller, requestId), cancellation);
        return made.IsRefused ? made.Refusal : new NewApiTokenView(ApiTokenView.Of(made.Result.Summary), made.Result.Secret);
    }

    /// <summary>Ends one of your API tokens, at once.</summary>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.UseOwnAccount)]
    public async Task<Outcome<MeView>> RevokeApiToken(string tokenId, Caller caller, CancellationToken cancellation, string? requestId = null) =>
        await accounts.RevokeApiTokenAsync(caller.Account, tokenId, cancellation) is { } refusal ? refusal : new MeView(caller);

    /// <summary>Makes an account. Its password is told to its owner on another way.</summary>
    /// <param name="technicianId">The technician who logs in with it.</param>
    [Secured(Permission.ManageAccounts), Errors(typeof(EmailTaken), typeof(PasswordTooWeak), typeof(RoleNotHeldThere))]
    public async Task<Outcome<AccountView>> CreateAccount(
        [EmailAddress, StringLength(254)] string email, [StringLength(200)] string name, [StringLength(200)] string password,
        [MaxLength(20)] IReadOnlyList<AssignmentView> assignments, Caller caller, CancellationToken cancellation, string language = "en",
        string? technicianId = null, string? requestId = null)
    {
        var made = await accounts.CreateAccountAsync(
            new NewAccount(email, name, password, language, technicianId, [.. assignments.Select(a => new Assignment(a.Role, a.Place))])
            {
                Id = KeyOf("account-", caller, requestId),
            }, cancellation);
        return made.IsRefused ? made.Refusal : new AccountView(made.Result);
    }

    /// <summary>Gives an account roles in place of all it held. What its owner has open follows within a minute, his bearer tokens when they are refreshed.</summary>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.ManageAccounts), Errors(typeof(RoleNotHeldThere), typeof(LastAdministrator))]
    public async Task<Outcome<AccountView>> AssignRoles(
        string accountId, [MaxLength(20)] IReadOnlyList<AssignmentView> assignments, CancellationToken cancellation, string? requestId = null) =>
        await Shown(accountId, await accounts.AssignRolesAsync(accountId, [.. assignments.Select(a => new Assignment(a.Role, a.Place))], cancellation), cancellation);

    /// <summary>Gives an account another password, which is told to its owner on another way. All that is open for it ends, and wrong tries are forgotten.</summary>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.ManageAccounts), Errors(typeof(PasswordTooWeak))]
    public async Task<Outcome<AccountView>> ResetPassword(string accountId, [StringLength(200)] string password, CancellationToken cancellation, string? requestId = null) =>
        await Shown(accountId, await accounts.SetPasswordAsync(accountId, password), cancellation);

    /// <summary>For a lost telephone: the account asks for no one-time code until its owner sets one up again.</summary>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.ManageAccounts)]
    public async Task<Outcome<AccountView>> DropSecondFactor(string accountId, CancellationToken cancellation, string? requestId = null) =>
        await Shown(accountId, await accounts.DropTwoFactorAsync(accountId), cancellation);

    /// <summary>Closes an account, such as that of somebody who has left. What it did stays under its name.</summary>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.ManageAccounts), Errors(typeof(LastAdministrator))]
    public async Task<Outcome<AccountView>> CloseAccount(string accountId, CancellationToken cancellation, string? requestId = null) =>
        await Shown(accountId, await accounts.DisableAsync(accountId, cancellation), cancellation);

    /// <summary>Opens a closed account again. What it had open before stays ended.</summary>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.ManageAccounts)]
    public async Task<Outcome<AccountView>> OpenAccount(string accountId, CancellationToken cancellation, string? requestId = null) =>
        await Shown(accountId, await accounts.EnableAsync(accountId), cancellation);

    private async Task<Outcome<AccountView>> Shown(string accountId, Refusal? refusal, CancellationToken cancellation) =>
        refusal is not null ? refusal : await accounts.ReadAsync(accountId, cancellation) is { } account ? new AccountView(account) : new NotFound(accountId);

    /// <summary>So that a repeat finds what the first has made.</summary>
    private static string? KeyOf(string prefix, Caller caller, string? requestId) =>
        requestId is null ? null : RecordKey.ForNew(prefix, clientKey: null, caller, requestId);
}
