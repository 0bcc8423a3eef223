namespace AfterSales.Console.Home;

/// <summary>What waits on the tickets' way.</summary>
public sealed record TicketCounts(Counted ToAssess, Counted ToSchedule, Counted UnderWay, Counted ToAccept);

public sealed record CallCounts(Counted Due, Counted Overdue);

/// <param name="TotalCount">1001 means more than 1000.</param>
public sealed record Counted(int? TotalCount);

/// <param name="Title">In the viewer's language.</param>
/// <param name="AboutId">The key of the record it is about: its prefix says which kind.</param>
public sealed record OpenTask(string Id, string Title, DateTimeOffset DueAt, bool IsOverdue, string Role, string AboutId, TaskBranch? Branch);

public sealed record TaskBranch(string Code, string TimeZone);
