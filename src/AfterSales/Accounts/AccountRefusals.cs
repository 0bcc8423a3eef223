using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Accounts;

// The refusals about accounts and log-ins. None tells a stranger whether an account exists, except that five wrong tries lock a real one.

/// <summary>Another account has this e-mail address.</summary>
[GenerateSerializer, Immutable, Alias("EmailTaken")]
public sealed record EmailTaken([property: Id(0)] string Email) : Refusal;

/// <param name="Codes">Each rule it breaks: <c>PASSWORD_TOO_SHORT</c>, <c>PASSWORD_REQUIRES_UNIQUE_CHARS</c>, <c>PASSWORD_CONTAINS_EMAIL</c>.</param>
[GenerateSerializer, Immutable, Alias("PasswordTooWeak")]
public sealed record PasswordTooWeak([property: Id(0)] IReadOnlyList<string> Codes) : Refusal;

/// <summary>Nobody holds this role at such a place (domain.md §1): a technician works at a branch, an administrator at headquarters.</summary>
[GenerateSerializer, Immutable, Alias("RoleNotHeldThere")]
public sealed record RoleNotHeldThere([property: Id(0)] Role Role, [property: Id(1)] string Place) : Refusal;

/// <summary>Without this account nobody could make or change accounts any more.</summary>
[GenerateSerializer, Immutable, Alias("LastAdministrator")]
public sealed record LastAdministrator([property: Id(0)] string Account) : Refusal;

/// <summary>The one-time code does not fit: mistyped, too old, or made from another key.</summary>
[GenerateSerializer, Immutable, Alias("OneTimeCodeWrong")]
public sealed record OneTimeCodeWrong : Refusal;

/// <summary>E-mail, password or one-time code is wrong, or the account is disabled: the answer does not tell which.</summary>
[GenerateSerializer, Immutable, Alias("LogInFailed")]
public sealed record LogInFailed : Refusal;

/// <summary>Too many wrong tries; the account opens again by itself.</summary>
[GenerateSerializer, Immutable, Alias("LockedOut")]
public sealed record LockedOut : Refusal;

/// <summary>The password was right, and the account also asks for a one-time code.</summary>
[GenerateSerializer, Immutable, Alias("TwoFactorRequired")]
public sealed record TwoFactorRequired : Refusal;

/// <summary>Work is given to people with an open account only: these have none, or one that was closed.</summary>
/// <param name="Accounts">The keys as they were given.</param>
/// <param name="Names">Whose they are: the names of closed accounts, and the keys that are of none.</param>
[GenerateSerializer, Immutable, Alias("NoOpenAccount")]
public sealed record NoOpenAccount([property: Id(0)] ImmutableList<string> Accounts, [property: Id(1)] ImmutableList<string> Names) : Refusal
{
    public static NoOpenAccount Of(IReadOnlyDictionary<string, string> without) =>
        new([.. without.Keys.Order(StringComparer.Ordinal)], [.. without.Values.Order(StringComparer.Ordinal)]);
}

/// <summary>The account asks for one-time codes already.</summary>
[GenerateSerializer, Immutable, Alias("TwoFactorIsOn")]
public sealed record TwoFactorIsOn([property: Id(0)] string AccountId) : Refusal;
