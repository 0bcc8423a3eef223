using System.Globalization;
using System.Security.Cryptography;
using AfterSales.Records;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Api;

/// <summary>Where a signed link leads.</summary>
/// <param name="Number">Which of the links to it; 0 where a record has but one.</param>
public sealed record SignedLink(string Key, int Number);

/// <summary>
/// Links for who does not log in: encrypted and signed, good for one record and purpose alone and until they expire. That one is used once, or taken back, is the
/// record's own rule. Time is the service's, so that a link of a demo company expires on its clock.
/// </summary>
/// <param name="purpose">What the link is for: one of another purpose opens nothing.</param>
/// <param name="prefix">Of the keys it leads to.</param>
public sealed class SignedLinks(IDataProtectionProvider protection, TimeProvider clock, string purpose, string prefix)
{
    /// <summary>Longer than any link made here.</summary>
    public const int LongestLink = 600;

    private readonly IDataProtector _protector = protection.CreateProtector(purpose);

    /// <summary>Null where it would have expired.</summary>
    /// <param name="number">Tells the links to one record apart, so that it can take back each.</param>
    public string? LinkTo(string key, DateTimeOffset expires, int number = 0) => expires > clock.GetInstant()
        ? _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{key} {expires.ToUnixTimeSeconds()} {number}"))
        : null;

    /// <summary>The key it leads to; null for what was never a link of ours, or is one no more.</summary>
    public string? KeyOf(string link) => Read(link)?.Key;

    /// <summary>Where it leads; null for what was never a link of ours, or is one no more.</summary>
    public SignedLink? Read(string link)
    {
        if (link.Length is 0 or > LongestLink) return null;
        try
        {
            var parts = _protector.Unprotect(link).Split(' ');
            var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            if (expires <= clock.GetInstant() || !RecordKey.IsWellFormed(prefix, parts[0])) return null;
            return new SignedLink(parts[0], int.Parse(parts[2], CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
