using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>How far a repair order is.</summary>
public enum RepairOrderState
{
    None,

    /// <summary>Drawn up; the head of the department looks at it.</summary>
    DrawnUp,

    /// <summary>The head of the department agrees; the leader decides.</summary>
    Reviewed,

    /// <summary>The work may be scheduled.</summary>
    Approved,

    /// <summary>Head or leader want it drawn up anew.</summary>
    Declined,

    /// <summary>Cause, remedy and completion were given to the customer in writing, and the acceptance sheet is filed.</summary>
    Accepted,
}

/// <summary>The order of a larger repair (S3 ⑹-1 二8): defect, cause, measures, items, cost, day; a part of the ticket's state. Its words stand with the journal entries.</summary>
[GenerateSerializer, Immutable, Alias("RepairOrder")]
public sealed record RepairOrder
{
    public static RepairOrder None { get; } = new();

    [Id(0)]
    public RepairOrderState State { get; init; }

    [Id(1)]
    public ImmutableList<WorkItem> Items { get; init; } = [];

    /// <summary>In the currency's smallest unit.</summary>
    [Id(2)]
    public long CostMinor { get; init; }

    /// <summary>The day at the branch by which it is to be done.</summary>
    [Id(3)]
    public DateOnly? DueOn { get; init; }

    /// <summary>The account of the project manager who led the installation, if there was one: he is preferred for the repair.</summary>
    [Id(4)]
    public string? ProjectManager { get; init; }

    [Id(5)]
    public string? DrawnUpBy { get; init; }

    [Id(6)]
    public string? ReviewedBy { get; init; }

    [Id(7)]
    public string? ApprovedBy { get; init; }

    /// <summary>When the customer accepted the finished work.</summary>
    [Id(8)]
    public DateTimeOffset? AcceptedAt { get; init; }

    [Id(9)]
    public DateTimeOffset? DrawnUpAt { get; init; }

    [Id(10)]
    public DateTimeOffset? ReviewedAt { get; init; }

    public RepairOrder Apply(Event happened) => happened switch
    {
        RepairOrderDrawnUp e => new RepairOrder
        {
            State = RepairOrderState.DrawnUp,
            Items = e.Items,
            CostMinor = e.CostMinor,
            DueOn = e.DueOn,
            ProjectManager = e.ProjectManager,
            DrawnUpBy = e.By,
            DrawnUpAt = e.At,
        },
        RepairOrderReviewed e => this with { State = RepairOrderState.Reviewed, ReviewedBy = e.By, ReviewedAt = e.At },
        RepairOrderApproved e => this with { State = RepairOrderState.Approved, ApprovedBy = e.By },
        RepairOrderDeclined => this with { State = RepairOrderState.Declined },
        RepairOrderAccepted e => this with { State = RepairOrderState.Accepted, AcceptedAt = e.At },
        _ => this,
    };
}

/// <param name="DecideBy">By when the head of the department is to look at it.</param>
public sealed record RepairOrderDrawnUp(
    DateTimeOffset At, string By, DateTimeOffset DecideBy, ImmutableList<WorkItem> Items, long CostMinor, DateOnly DueOn, string? ProjectManager,
    [property: Words] string Defect, [property: Words] string Cause, [property: Words] string Measures) : Event;

/// <summary>The head of the department agrees.</summary>
/// <param name="DecideBy">By when the leader is to decide.</param>
public sealed record RepairOrderReviewed(DateTimeOffset At, string By, DateTimeOffset DecideBy) : Event;

/// <summary>The leader agrees.</summary>
public sealed record RepairOrderApproved(DateTimeOffset At, string By) : Event;

public sealed record RepairOrderDeclined(DateTimeOffset At, string By, [property: Words] string Reason) : Event;

/// <summary>What the customer got in writing, and the acceptance sheet as signed.</summary>
public sealed record RepairOrderAccepted(
    DateTimeOffset At, [property: Words] string Cause, [property: Words] string Remedy, [property: Words] string Completion,
    [property: Words] string SignedBy, FileContent Sheet) : Event;
