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

    public IReadOnlyList<AssignmentView> Assignments => [.. account.Assignments.Select(a => new AssignmentView(a.Role, a.Place))];
}

/// <summary>A personal API token. Its secret was shown once, when it was made.</summary>
[Name("ApiToken"), Secured(Permission.UseOwnAccount)]
public sealed record ApiTokenView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt)
{
    internal static ApiTokenView Of(ApiTokenSummary token) => new(token.Id, token.Name, token.CreatedAt, token.ExpiresAt, token.LastUsedAt);
}

/// <param name="Secret">Shown now and never again: send it as <c>Authorization: Bearer …</c>. Null where the request is a repeat.</param>
[Name("NewApiToken"), Secured(Permission.UseOwnAccount)]
public sealed record NewApiTokenView(ApiTokenView Token, string? Secret);

[Queries]
public sealed class AccountQueries
{
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

    /// <summary>So that a repeat finds what the first has made.</summary>
    private static string? KeyOf(string prefix, Caller caller, string? requestId) =>
        requestId is null ? null : RecordKey.ForNew(prefix, clientKey: null, caller, requestId);
}
