using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace AfterSales.ClusterTests.Accounts;

/// <summary>What a person's telephone does (RFC 6238). By the machine's clock, because Identity checks by that one.</summary>
internal static class Authenticator
{
    public static string Code(string key)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // Authenticator apps use HMAC-SHA1.
        var hash = HMACSHA1.HashData(Base32(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Differs from the codes of now and of the steps beside it but for one chance in hundreds of thousands.</summary>
    public static string WrongCode(string key) => string.Concat(Code(key).Select(digit => (char)('0' + ((digit - '0' + 5) % 10))));

    private static byte[] Base32(string key)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in key.TrimEnd('='))
        {
            bits = ((bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal)) & 0xFFFF;
            held += 5;
            if (held < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
        }
        return [.. bytes];
    }
}
