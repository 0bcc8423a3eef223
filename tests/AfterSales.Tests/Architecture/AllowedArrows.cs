namespace AfterSales.Tests.Architecture;

/// <summary>
/// Which capability may use which. Every folder of the service stands here before its first file does, and the list has no cycle: to turn
/// an arrow round, the other direction goes first.
/// </summary>
internal static class AllowedArrows
{
    // The mechanisms: they know no business.
    private static readonly string[] Mechanisms = ["Calendars", "Storage", "Access", "Records", "Api"];

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> List { get; } = new Dictionary<string, IReadOnlySet<string>>
    {
        ["Calendars"] = To(),
        ["Storage"] = To(),
        ["Access"] = To("Calendars", "Storage"),
        ["Records"] = To("Calendars", "Storage", "Access"),
        ["Api"] = To("Calendars", "Storage", "Access", "Records"),

        ["Accounts"] = To(Mechanisms),
        ["Operations"] = To(Mechanisms),
        ["Policies"] = To(Mechanisms),
        ["Branches"] = To([.. Mechanisms, "Policies"]),
        ["Customers"] = To([.. Mechanisms, "Branches", "Policies"]),
        ["Products"] = To([.. Mechanisms, "Customers", "Branches", "Policies"]),
        ["Technicians"] = To([.. Mechanisms, "Branches", "Policies"]),
        ["FollowUps"] = To([.. Mechanisms, "Customers", "Branches", "Policies"]),
        ["Tickets"] = To([.. Mechanisms, "FollowUps", "Technicians", "Products", "Customers", "Branches", "Policies"]),
        ["Imports"] = To([.. Mechanisms, "Products", "Customers", "Branches"]),
        ["Headquarters"] = To([.. Mechanisms, "Tickets", "FollowUps", "Technicians", "Products", "Customers", "Branches", "Policies"]),
    };

    private static HashSet<string> To(params string[] capabilities) => [.. capabilities];
}
