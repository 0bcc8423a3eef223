using AfterSales.Console.Api;

namespace AfterSales.Console.Home;

/// <summary>What waits on the tickets' way.</summary>
public sealed record TicketCounts(Counted ToAssess, Counted ToSchedule, Counted UnderWay, Counted ToAccept);

public sealed record CallCounts(Counted Due, Counted Overdue);

/// <param name="TotalCount">1001 means more than 1000.</param>
public sealed record Counted(int? TotalCount);

/// <param name="Title">In the viewer's language.</param>
/// <param name="Subject">What people call the record it is about; null where it has no name that the viewer may see.</param>
/// <param name="Detail">What exactly it is about, in the viewer's language: which promise, or which appointment.</param>
/// <param name="AboutId">The key of the record it is about: its prefix says which kind.</param>
public sealed record OpenTask(
    string Id, string Title, string? Subject, string? Detail, string? Note, DateTimeOffset DueAt, bool IsOverdue, string Role, string AboutId, string? CustomerId, TaskBranch? Branch, bool IsYours = false, bool EndsByDecision = false, bool NeedsOutcome = false);

public sealed record TaskPage(Page<OpenTask> Tasks);

public sealed record ChangedTask(string Id);

public sealed record TaskBranch(string Code, string TimeZone);
