using AfterSales.Console.Shell;

namespace AfterSales.Console.Accounts;

/// <summary>A log-in of a person or program, and what it holds.</summary>
/// <param name="DisabledAt">Since when it is closed; null while it is open.</param>
/// <param name="LockedUntil">After wrong passwords; may be over.</param>
public sealed record Account(
    string Id, string Email, string Name, string Language, DateTimeOffset? DisabledAt, DateTimeOffset? LockedUntil, DateTimeOffset? LastLoggedInAt, bool HasSecondFactor,
    string? TechnicianId, IReadOnlyList<Assignment> Assignments)
{
    public bool IsClosed => DisabledAt is not null;

    /// <summary>Do all the words typed stand in its name or address?</summary>
    public bool IsNamed(string? typed) => (typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        Name.Contains(word, StringComparison.CurrentCultureIgnoreCase) || Email.Contains(word, StringComparison.OrdinalIgnoreCase));
}

public sealed record FoundAccounts(IReadOnlyList<Account>? Accounts);

public sealed record ChangedAccount(string Id);

/// <summary>A role as it is being chosen.</summary>
public sealed class ChosenRole(string role, string place)
{
    public string? Role { get; set; } = role;

    public string? Place { get; set; } = place;

    /// <summary>Held at a dealer or supplier, whose key is typed: there is no list of them.</summary>
    public bool IsOutside => Role is "DEALER" or "SUPPLIER";

    /// <summary>As the API takes it.</summary>
    public object Given => new { role = Role, place = Place?.Trim() ?? "" };
}

public sealed record ApiToken(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

public sealed record OwnApiTokens(IReadOnlyList<ApiToken> MyApiTokens);

/// <param name="Secret">Never shown again; null where the answer is that to a repeat.</param>
public sealed record NewApiToken(NamedToken Token, string? Secret);

public sealed record NamedToken(string Name);

public sealed record RevokedToken(string AccountId);
