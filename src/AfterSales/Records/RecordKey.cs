using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AfterSales.Access;

namespace AfterSales.Records;

/// <summary>
/// Keys are a prefix that names the kind and what tells one from the other (<c>t-…</c>). The prefix is needed: Orleans' storage would take
/// a key in the form of a GUID apart.
/// </summary>
public static partial class RecordKey
{
    /// <summary>The key of a record to be made: the client's own, else made of caller and request id so that a repeat meets the same record.</summary>
    public static string ForNew(string prefix, string? clientKey, Caller caller, string? requestId) =>
        clientKey ?? (requestId is null ? prefix + Guid.CreateVersion7().ToString("N") : Derived(prefix, $"{caller.Account}:{requestId}"));

    /// <summary>The same key for the same facts, always.</summary>
    public static string Derived(string prefix, string facts) =>
        prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)))[..32];

    /// <summary>Whether a client may choose this key: the prefix, then 1 to 60 lower-case letters, digits and hyphens, and no bare GUID.</summary>
    public static bool IsWellFormed(string prefix, string key) =>
        key.StartsWith(prefix, StringComparison.Ordinal) && WellFormed().IsMatch(key.AsSpan(prefix.Length));

    /// <summary>Whether any record can have this key.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= 100 && key.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash
        && WellFormed().IsMatch(key.AsSpan(dash + 1));

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
