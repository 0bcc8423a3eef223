using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>How the request was solved; what was solved remotely is counted apart (S0 P3).</summary>
public enum Resolution
{
    Remote,
    OnSite,
    Workshop,
}

/// <summary>What a failed repair leads to (S2).</summary>
public enum FailedRepairLeadsTo
{
    Repair,
    Exchange,
    Refund,
}

/// <summary>How the ticket's work ended: a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("Completion")]
public sealed record Completion
{
    public static Completion None { get; } = new();

    [Id(0)]
    public DateTimeOffset? At { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(1)]
    public DateOnly? Day { get; init; }

    [Id(2)]
    public Resolution? Resolution { get; init; }

    /// <summary>False: the repair failed, and another case goes on from here.</summary>
    [Id(3)]
    public bool IsFixed { get; init; } = true;

    /// <summary>The case that a failed repair led to.</summary>
    [Id(4)]
    public string? LedTo { get; init; }

    /// <summary>Until when the same fault opens this ticket again.</summary>
    [Id(5)]
    public DateTimeOffset? ReopenUntil { get; init; }

    /// <summary>When the customer was told the result.</summary>
    [Id(6)]
    public DateTimeOffset? ToldAt { get; init; }

    [Id(7)]
    public DateTimeOffset? ClosedAt { get; init; }

    public Completion Apply(Event happened) => happened switch
    {
        TicketCompleted e => this with { At = e.At, Day = e.Day, Resolution = e.Resolution, ReopenUntil = e.ReopenUntil },
        RepairFailed e => this with { IsFixed = false, LedTo = e.LedTo },
        ResultTold e => this with { ToldAt = e.At },
        TicketClosed e => this with { ClosedAt = e.At },
        _ => this,
    };
}

/// <param name="Advice">What the customer was told to do.</param>
public sealed record TicketSolvedRemotely(DateTimeOffset At, [property: Words] string Advice) : TicketMoved(At);

/// <summary>The advice did not help: the ticket becomes a job on site.</summary>
public sealed record AdviceFailed(DateTimeOffset At, [property: Words] string? Why) : TicketMoved(At);

/// <param name="TellBy">By when the customer is to be told.</param>
[Published("ticket.rejected")]
public sealed record TicketRejected(DateTimeOffset At, DateTimeOffset TellBy, [property: Words] string Reason) : TicketMoved(At);

[Published("ticket.cancelled")]
public sealed record TicketCancelled(DateTimeOffset At, [property: Words] string Reason) : TicketMoved(At);

/// <param name="Day">The day at the branch.</param>
/// <param name="TellBy">By when the customer is to be told the result.</param>
/// <param name="IsService">It was the service that the customer file waits for.</param>
/// <param name="ReportTo">The account that its contract names, of an inspection.</param>
[Published("ticket.completed")]
public sealed record TicketCompleted(
    DateTimeOffset At, DateOnly Day, Resolution Resolution, DateTimeOffset ReopenUntil, DateTimeOffset TellBy, bool IsService = false,
    string? ReportTo = null) : TicketMoved(At);

/// <summary>The repair failed: another case goes on (S2).</summary>
/// <param name="LedTo">The key of the new ticket.</param>
public sealed record RepairFailed(DateTimeOffset At, FailedRepairLeadsTo Leads, string LedTo, [property: Words] string Why) : Event;

/// <summary>The customer was told the result, or why the request was rejected.</summary>
public sealed record ResultTold(DateTimeOffset At, Channel Channel, [property: Words] string? Said) : Event;

/// <summary>The same fault came back.</summary>
[Published("ticket.reopened")]
public sealed record TicketReopened(DateTimeOffset At, int Round, [property: Words] string Why) : TicketMoved(At);

/// <summary>Nothing is owed any more.</summary>
[Published("ticket.closed")]
public sealed record TicketClosed(DateTimeOffset At) : TicketMoved(At);
