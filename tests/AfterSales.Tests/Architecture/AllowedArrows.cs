namespace AfterSales.Tests.Architecture;

/// <summary>
/// Which capability may use which. Every folder of the service stands here before its first file does, and the list has no cycle: to turn
/// an arrow round, the other direction goes first.
/// </summary>
internal static class AllowedArrows
{
    // The mechanisms: they know no business.
    private static readonly string[] Mechanisms = ["Calendars", "Storage", "Access", "Records", "Api", "Search", "Files", "Policies", "Channels"];

    // What every capability of a branch's work stands on.
    private static readonly string[] Work = [.. Mechanisms, "Branches", "Absences", "Notices", "Tasks"];

    // The files that work is done for.
    private static readonly string[] Kept = [.. Work, "Catalogue", "Customers", "Contacts", "Messages", "Products", "Promises", "Technicians"];

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> List { get; } = new Dictionary<string, IReadOnlySet<string>>
    {
        ["Calendars"] = To(),
        ["Storage"] = To(),
        ["Access"] = To("Calendars", "Storage"),
        ["Records"] = To("Calendars", "Storage", "Access"),
        ["Api"] = To("Calendars", "Storage", "Access", "Records"),
        ["Search"] = To("Calendars", "Storage", "Access", "Records", "Api"),
        ["Files"] = To("Calendars", "Storage", "Access", "Records", "Api"),
        ["Policies"] = To("Calendars", "Storage", "Access", "Records", "Api"),
        ["Channels"] = To(),

        ["Accounts"] = To(Mechanisms),
        ["Operations"] = To([.. Mechanisms, "Headquarters", "Branches"]),
        ["Audit"] = To(Mechanisms),
        ["Branches"] = To(Mechanisms),
        ["Absences"] = To([.. Mechanisms, "Branches", "Accounts"]),
        ["Webhooks"] = To([.. Mechanisms, "Branches"]),
        ["Notices"] = To([.. Mechanisms, "Branches", "Absences", "Accounts"]),
        ["Tasks"] = To([.. Mechanisms, "Branches", "Absences", "Accounts", "Notices", "Promises"]),
        ["Desks"] = To(Work),
        ["Catalogue"] = To([.. Work, "Technicians"]),
        ["Customers"] = To([.. Work, "Accounts"]),
        ["Contacts"] = To([.. Work, "Customers", "Accounts"]),
        ["Messages"] = To([.. Work, "Customers", "Contacts"]),
        ["Products"] = To([.. Work, "Catalogue", "Customers", "Contacts", "Accounts"]),
        ["Technicians"] = To([.. Work, "Accounts"]),
        ["Promises"] = To(Mechanisms),
        ["Complaints"] = To([.. Kept, "Accounts"]),
        ["Contracts"] = To([.. Kept, "Accounts"]),
        ["Enquiries"] = To(Kept),
        ["Surveys"] = To([.. Kept, "Complaints"]),
        ["Questionnaires"] = To([.. Kept, "Complaints", "Surveys"]),
        ["FollowUps"] = To([.. Kept, "Complaints", "Enquiries", "Surveys"]),
        ["Tickets"] = To([.. Kept, "Accounts", "Complaints", "Contracts", "Enquiries", "FollowUps", "Surveys"]),
        ["Registers"] = To([.. Kept, "Accounts", "Headquarters", "Reports", "Surveys", "Tickets"]),
        ["HardProblems"] = To([.. Work, "Tickets"]),
        ["Reports"] = To([.. Work, "Accounts", "Technicians", "Tickets", "Headquarters"]),
        ["Projects"] = To([.. Kept, "Accounts", "Contracts", "FollowUps", "Surveys", "Tickets"]),
        ["Imports"] = To([.. Kept, "Accounts", "Contracts", "Tickets"]),
        ["Headquarters"] = To([.. Kept, "Complaints", "Contracts", "Enquiries", "FollowUps", "Surveys", "Tickets", "Projects"]),
    };

    private static HashSet<string> To(params string[] capabilities) => [.. capabilities];
}
