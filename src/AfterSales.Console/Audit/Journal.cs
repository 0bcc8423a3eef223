namespace AfterSales.Console.Audit;

public sealed record FoundPeople(IReadOnlyList<JournalPerson>? AccountNames);

/// <summary>Somebody who has or had an account.</summary>
public sealed record JournalPerson(string Id, string Name, bool IsClosed);

/// <summary>What a person did, or what happened to a record; the latest first.</summary>
public sealed record JournalRead(JournalSaves? AuditTrail = null, JournalSaves? Timeline = null)
{
    public JournalSaves? Found => AuditTrail ?? Timeline;
}

public sealed record JournalSaves(IReadOnlyList<JournalSave>? Nodes, JournalPageInfo PageInfo);

/// <param name="EndCursor">Behind it stands what is older.</param>
public sealed record JournalPageInfo(bool HasNextPage, string? EndCursor);

public sealed record FoundReads(IReadOnlyList<ReadOutside>? ReadsOutside);

/// <summary>One save of a record.</summary>
/// <param name="RecordName">What people call it; null where it bears no name.</param>
public sealed record JournalSave(string Id, string RecordId, string? RecordName, DateTimeOffset At, string ActorId, IReadOnlyList<TimelineEvent> Events);

public sealed record ReadOutside(string ActorId, string RecordId, string? RecordName, DateTimeOffset LastAt, int Times);
