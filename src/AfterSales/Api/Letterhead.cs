namespace AfterSales.Api;

/// <summary>Who writes to a customer, as it stands on paper and on the pages his links lead to.</summary>
/// <param name="Address">A line each; empty where it is not known.</param>
/// <param name="Phone">As one reads it; null where it is not known.</param>
/// <param name="Dialled">The same as a telephone dials it, RFC 3966 without <c>tel:</c>.</param>
public sealed record Letterhead(string Name, IReadOnlyList<string> Address, string? Phone = null, string? Dialled = null)
{
    /// <summary>As it stands small above the address in the window of an envelope, for the post to send it back.</summary>
    public string InOneLine => string.Join(" · ", [Name, .. Address]);
}
