using AfterSales.Api;
using AfterSales.Records;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Accounts;

/// <summary>A personal API token as its owner sees it: all but the secret.</summary>
public sealed record ApiTokenSummary(
    string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    internal static ApiTokenSummary Of(ApiToken token) =>
        new(token.Id, token.Name, token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt);
}

/// <summary>A token just made. Not a record, so that printing it does not print the secret.</summary>
/// <param name="secret">Shown once; it cannot be read again, and is null for a repeat.</param>
public sealed class IssuedApiToken(ApiTokenSummary summary, string? secret)
{
    public ApiTokenSummary Summary => summary;

    public string? Secret => secret;
}

public sealed partial class AccountBook
{
    private const int LongestTokenName = 100;

    private static readonly TimeSpan LongestTokenLife = TimeSpan.FromDays(366);

    /// <param name="id">The key, where the maker derives it from the request: a repeat finds the first token, whose secret is not shown again.</param>
    /// <param name="expires">The first instant at which it opens nothing; at most a year ahead.</param>
    public async Task<Outcome<IssuedApiToken>> CreateApiTokenAsync(
        string owner, string name, DateTimeOffset expires, string? id = null, CancellationToken cancelled = default)
    {
        if (id is not null && await db.Set<ApiToken>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.AccountId == owner, cancelled) is { } first)
            return first.Name == name.Trim() ? new IssuedApiToken(ApiTokenSummary.Of(first), secret: null) : new RequestIdReused(id);
        var now = time.GetUtcNow();
        if (string.IsNullOrWhiteSpace(name)) return InputInvalid.At("name", "REQUIRED");
        if (name.Length > LongestTokenName) return InputInvalid.At("name", "TOO_LONG");
        if (name.Any(char.IsControl)) return InputInvalid.At("name", "FORBIDDEN_CHARACTER");
        if (expires <= now) return InputInvalid.At("expires", "IN_THE_PAST");
        if (expires - now > LongestTokenLife) return InputInvalid.At("expires", "TOO_FAR_AHEAD");
        if (await users.FindByIdAsync(owner) is not { DisabledAt: null } account) return new NotFound(owner);
        var secret = ApiToken.NewSecret();
        var token = new ApiToken
        {
            Id = id ?? Guid.CreateVersion7(now).ToString(),
            AccountId = owner,
            Name = name.Trim(),
            Hash = ApiToken.HashOf(secret),
            SecurityStamp = account.SecurityStamp ?? "",
            CreatedAt = now,
            ExpiresAt = expires.ToUniversalTime(),
        };
        db.Add(token);
        await db.SaveChangesAsync(cancelled);
        LogTokenCreated(log, token.Id, owner);
        return new IssuedApiToken(ApiTokenSummary.Of(token), secret);
    }

    /// <summary>Idempotent; works from the next request on. A token of somebody else is not found.</summary>
    public async Task<Refusal?> RevokeApiTokenAsync(string owner, string tokenId, CancellationToken cancelled = default)
    {
        var token = await db.Set<ApiToken>().SingleOrDefaultAsync(t => t.Id == tokenId && t.AccountId == owner, cancelled);
        if (token is null) return new NotFound(tokenId);
        if (token.RevokedAt is not null) return null;
        token.RevokedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancelled);
        LogTokenRevoked(log, tokenId, owner);
        return null;
    }

    /// <summary>All that were ever made, expired and revoked ones too, the newest first.</summary>
    public async Task<IReadOnlyList<ApiTokenSummary>> ListApiTokensAsync(string owner, CancellationToken cancelled = default)
    {
        var tokens = await db.Set<ApiToken>().AsNoTracking().Where(t => t.AccountId == owner)
            .OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id).ToListAsync(cancelled);
        return [.. tokens.Select(ApiTokenSummary.Of)];
    }
}
