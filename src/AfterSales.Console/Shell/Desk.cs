namespace AfterSales.Console.Shell;

/// <summary>What waits for the viewer and can't wait.</summary>
/// <param name="Count">100 means 100 or more.</param>
/// <param name="SetAside">Null for who is no administrator.</param>
public sealed record NeedsMe(int Count, int NewCount, int? SetAside, IReadOnlyList<Need> Tasks);

public sealed record Need(bool IsNew, NeedTask Task);

/// <param name="Title">In the viewer's language.</param>
/// <param name="Subject">What people call the record it is about; null where it has no name that the viewer may see.</param>
public sealed record NeedTask(string Id, string Title, string? Subject, DateTimeOffset DueAt, bool IsOverdue, string AboutId, string? CustomerId, NeedBranch? Branch)
{
    /// <summary>Where it is done.</summary>
    public string PageFor(Viewer viewer) => AboutId.StartsWith("dr-", StringComparison.Ordinal)
        ? viewer.May("SIGN_REPORTS") && viewer.Branches.Count > 0 ? "branch-day" : "tasks"
        : RecordPages.Of(AboutId, viewer) ?? RecordPages.Of(CustomerId, viewer) ?? "tasks";
}

public sealed record NeedBranch(string TimeZone);

public sealed record NeedsAnswer(NeedsMe NeedsMe);

public sealed record DeskLookedAt(DateTimeOffset? LookedAt);

/// <summary>A page with its filters, as the viewer named it.</summary>
/// <param name="Address">Of the page within the console, with its query.</param>
public sealed record SavedView(int Number, string Name, string Address)
{
    public bool IsOf(string page) => Address.Split('?')[0] == page;
}

public sealed record Desk(IReadOnlyList<SavedView> Views);

public sealed record DeskAnswer(Desk MyDesk);
