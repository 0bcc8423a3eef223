using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Accounts;

/// <summary>
/// A key that a program uses in place of its owner's password. Only its hash is kept: the key is random and long, so a plain SHA-256
/// cannot be turned back, and can be looked up.
/// </summary>
public sealed class ApiToken
{
    /// <summary>What every key begins with: it chooses the way of checking, and lets leak scanners find keys in public code.</summary>
    public const string Prefix = "as_";

    /// <summary>256 random bits, as 43 characters of base64url.</summary>
    private const int SecretBytes = 32;

    public string Id { get; set; } = "";

    public string AccountId { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the whole key, in lower-case hexadecimal digits.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The owner's security stamp when the key was made: a new password or second factor ends the keys made before it.</summary>
    public string SecurityStamp { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The first instant at which it opens nothing.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Exact to about a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public Account? Account { get; set; }

    public bool Opens(Account account, DateTimeOffset now) =>
        RevokedAt is null && now < ExpiresAt && account.IsOpen && SecurityStamp == account.SecurityStamp;

    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

internal sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_token");
        builder.HasIndex(t => t.Hash).IsUnique().HasDatabaseName("api_token_hash");
        builder.HasIndex(t => t.AccountId).HasDatabaseName("api_token_account_id");
        builder.HasOne(t => t.Account).WithMany().HasForeignKey(t => t.AccountId);
    }
}
