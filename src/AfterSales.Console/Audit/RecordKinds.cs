namespace AfterSales.Console.Audit;

/// <summary>What kind of record it is, by the beginning of its key.</summary>
internal static class RecordKinds
{
    private static readonly string[] All =
    [
        "t-", "c-", "ip-", "tech-", "k-", "msg-", "con-", "task-", "b-", "regions-", "policies-", "m-", "cmp-", "hp-", "dr-", "pr-", "qn-", "qs-", "enq-", "away-", "prj-", "sv-",
        "webhooks-", "whd-", "sale-", "im-", "fw-", "nb-",
    ];

    /// <summary>Null for what is no key.</summary>
    public static string? PrefixOf(string text) => All.FirstOrDefault(prefix => text.StartsWith(prefix, StringComparison.Ordinal));
}
