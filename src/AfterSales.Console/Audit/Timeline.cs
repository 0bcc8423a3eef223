namespace AfterSales.Console.Audit;

/// <summary>A page of what happened to a record, oldest first, and who works at its branch.</summary>
/// <param name="BranchRoster">Null where the viewer may not see it: then nobody is named.</param>
public sealed record TimelineRead(TimelinePage? Timeline, Roster? BranchRoster);

public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Nodes, TimelinePageInfo PageInfo);

/// <param name="StartCursor">Before it stands what is older.</param>
public sealed record TimelinePageInfo(bool HasPreviousPage, string? StartCursor);

/// <summary>One save.</summary>
/// <param name="ActorId">The key of the account; <c>system</c> where the service acted by itself.</param>
public sealed record TimelineEntry(string Id, DateTimeOffset At, string ActorId, string? Cause, IReadOnlyList<TimelineEvent> Events);

/// <param name="Counts">How many records it speaks of, where it counts some.</param>
/// <param name="Which">Which of its kind, in the reader's language; null where the event says it all.</param>
public sealed record TimelineEvent(string Event, IReadOnlyList<TimelineSaid> Words, IReadOnlyList<TimelineCount> Counts, string? Which = null);

/// <param name="Kind">Of record, such as <c>ticket</c>.</param>
public sealed record TimelineCount(string Kind, int Count);

/// <param name="Words">Null once they were erased.</param>
public sealed record TimelineSaid(string Field, string? Words);

public sealed record Roster(IReadOnlyList<RosterAccount> Accounts);

public sealed record RosterAccount(string AccountId, string Name);
