using System.Collections.Immutable;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public partial interface ITicketGrain
{
    /// <summary>Who pays for which part, and what the work takes. Refused: OverrideNeedsReason, CategoryIsInternal, UnreasonableRequestIsRejected, InputInvalid.</summary>
    [Alias("Assess")]
    Task<Answer> Assess(Intent<AssessTicket> intent);

    /// <summary>Requests the parts that the assessment named. Refused: NoPartsNeeded, TicketIsOver.</summary>
    [Alias("RequestParts")]
    Task<Answer> RequestParts(Intent<Step> intent);

    /// <summary>Environment, tools and people as both sides confirmed them. Refused: InputInvalid, TicketIsOver.</summary>
    [Alias("ConfirmConditions")]
    Task<Answer> ConfirmConditions(Intent<ConfirmConditions> intent);

    /// <summary>Whose fault it is. Refused: NotAssessed, InputInvalid, TicketIsOver.</summary>
    [Alias("NameCause")]
    Task<Answer> NameCause(Intent<NameCause> intent);

    /// <summary>The order of a larger repair. Refused: RepairOrderIsAt, NotAssessed, InputInvalid, TicketIsOver, NoOpenAccount (project manager).</summary>
    [Alias("DrawUpOrder")]
    Task<Answer> DrawUpOrder(Intent<DrawUpRepairOrder> intent);

    /// <summary>The head of the department decides. Refused: RepairOrderIsAt, InputInvalid.</summary>
    [Alias("ReviewOrder")]
    Task<Answer> ReviewOrder(Intent<DecideRepairOrder> intent);

    /// <summary>The leader decides. Refused: RepairOrderIsAt, TwoPeopleDecide, InputInvalid.</summary>
    [Alias("ApproveOrder")]
    Task<Answer> ApproveOrder(Intent<DecideRepairOrder> intent);

    /// <summary>What the customer got in writing, and the signed sheet. Refused: RepairOrderIsAt, RepairNotDone, InputInvalid.</summary>
    [Alias("FileAcceptance")]
    Task<Answer> FileAcceptance(Intent<FileAcceptance> intent);
}

/// <param name="Skill">The work's code, for choosing a technician.</param>
[GenerateSerializer, Immutable, Alias("AssessTicket")]
public sealed record AssessTicket(
    [property: Id(0)] ImmutableList<PartToAssess> Parts, [property: Id(1)] string? Skill, [property: Id(2)] string? OverrideReason)
{
    /// <summary>What is not is rejected.</summary>
    [Id(3)]
    public bool IsReasonable { get; init; } = true;

    [Id(4)]
    public ServicePlace Place { get; init; }

    [Id(5)]
    public Remedy Remedy { get; init; }

    /// <summary>Whether somebody with the skill can come in time; null where it was not looked at.</summary>
    [Id(6)]
    public bool? IsStaffAvailable { get; init; }

    [Id(7)]
    public ImmutableList<NeededPart> NeededParts { get; init; } = [];

    /// <summary>What the work will cost, in the smallest unit of the branch's currency.</summary>
    [Id(8)]
    public long? EstimateMinor { get; init; }

    /// <summary>Environment, tools and people are to be confirmed in writing before anybody sets out.</summary>
    [Id(9)]
    public bool NeedsConfirmation { get; init; }

    /// <summary>Working time of the whole job, as far as it is known: a small job may be free.</summary>
    [Id(10)]
    public int? Minutes { get; init; }
}

/// <param name="Part">The part's code or name.</param>
/// <param name="Exclusion">The cause, where it is one that the warranty does not cover.</param>
/// <param name="Category">Null: as the system proposes.</param>
/// <param name="IsNotAsContracted">It does not do what the contract or the maker says, or never ran.</param>
[GenerateSerializer, Immutable, Alias("PartToAssess")]
public sealed record PartToAssess(
    [property: Id(0)] string Part, [property: Id(1)] WarrantyExclusion? Exclusion, [property: Id(2)] ServiceCategory? Category,
    [property: Id(3)] bool IsNotAsContracted = false);

/// <param name="ConfirmedBy">Who confirmed for the customer.</param>
[GenerateSerializer, Immutable, Alias("ConfirmConditions")]
public sealed record ConfirmConditions(
    [property: Id(0)] string Environment, [property: Id(1)] string Tools, [property: Id(2)] string People, [property: Id(3)] string ConfirmedBy);

/// <param name="Supplier">The supplier's name, where it is his.</param>
/// <param name="AgreedAt">When the supplier comes.</param>
/// <param name="Items">Of our own work, where it is ours.</param>
/// <param name="Explanation">As given to the customer, where it is the customer's; else what was found.</param>
/// <param name="OfferMinor">What the customer is offered to pay, in the smallest unit of the branch's currency.</param>
[GenerateSerializer, Immutable, Alias("NameCause")]
public sealed record NameCause(
    [property: Id(0)] CauseOf Whose,
    [property: Id(1)] string? Supplier,
    [property: Id(2)] DateTimeOffset? AgreedAt,
    [property: Id(3)] ImmutableList<WorkItem> Items,
    [property: Id(4)] string? Explanation,
    [property: Id(5)] long? OfferMinor);

/// <param name="CostMinor">In the smallest unit of the branch's currency.</param>
/// <param name="DueOn">The day at the branch by which it is to be done.</param>
/// <param name="ProjectManager">The account of the one who led the installation, if somebody did.</param>
[GenerateSerializer, Immutable, Alias("DrawUpRepairOrder")]
public sealed record DrawUpRepairOrder(
    [property: Id(0)] string Defect,
    [property: Id(1)] string Cause,
    [property: Id(2)] string Measures,
    [property: Id(3)] ImmutableList<WorkItem> Items,
    [property: Id(4)] long CostMinor,
    [property: Id(5)] DateOnly DueOn,
    [property: Id(6)] string? ProjectManager);

/// <param name="Reason">Why it is declined.</param>
[GenerateSerializer, Immutable, Alias("DecideRepairOrder")]
public sealed record DecideRepairOrder([property: Id(0)] bool IsApproved, [property: Id(1)] string? Reason);

/// <param name="Sheet">The acceptance sheet as signed.</param>
[GenerateSerializer, Immutable, Alias("FileAcceptance")]
public sealed record FileAcceptance(
    [property: Id(0)] string Cause,
    [property: Id(1)] string Remedy,
    [property: Id(2)] string Completion,
    [property: Id(3)] string SignedBy,
    [property: Id(4)] FileContent Sheet);
