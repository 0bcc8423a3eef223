using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Channels;

/// <summary>
/// Signs a message and its time: <c>t=1767225600,v1=…</c>, where v1 is the HMAC-SHA256 of the time, a full stop and the body, in hexadecimal.
/// </summary>
public static class MessageSignature
{
    public const string Header = "AfterSales-Signature";

    /// <summary>An older message may be one that somebody has listened in on and sends again.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Of(string secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Hash(secret, time, body))}";
    }

    public static bool IsValid(string? header, string secret, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (header?.Split(',') is not [var time, var hash] || !time.StartsWith("t=", StringComparison.Ordinal) || !hash.StartsWith("v1=", StringComparison.Ordinal))
            return false;
        if (!long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return false;
        var age = now - DateTimeOffset.FromUnixTimeSeconds(seconds);
        return age.Duration() <= Tolerance
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash[3..]), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Hash(secret, time[2..], body))));
    }

    private static byte[] Hash(string secret, string time, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(time), (byte)'.', .. body];
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
    }
}
