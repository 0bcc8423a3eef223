using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>Where the work is done.</summary>
public enum ServicePlace
{
    OnSite,

    /// <summary>The customer brings the product in.</summary>
    CarryIn,
}

/// <summary>How the fault is to be put right (S2).</summary>
public enum Remedy
{
    Repair,
    Replace,
}

/// <summary>Whose fault it is (S3 ⑹-4).</summary>
public enum CauseOf
{
    /// <summary>The maker of a part or material.</summary>
    Supplier,

    /// <summary>Our own installation or repair.</summary>
    OwnWork,

    Customer,
}

/// <summary>A part that the work will need.</summary>
[GenerateSerializer, Immutable, Alias("NeededPart")]
public sealed record NeededPart([property: Id(0)] string Part, [property: Id(1)] int Quantity);

/// <summary>An item of our own work that is put right, with its quantity, to be held against the contract and its changes (S3 ⑹-4).</summary>
/// <param name="Unit">Such as <c>m</c> or <c>piece</c>.</param>
[GenerateSerializer, Immutable, Alias("WorkItem")]
public sealed record WorkItem([property: Id(0)] string Item, [property: Id(1)] decimal Quantity, [property: Id(2)] string Unit);

/// <summary>Whose fault it is and what follows from it; the words stand with the journal entry.</summary>
/// <param name="Supplier">The supplier, where it is his.</param>
/// <param name="AgreedAt">When the supplier comes.</param>
/// <param name="Items">Of our own work.</param>
/// <param name="OfferMinor">What the customer is offered to pay, in the currency's smallest unit, where it is the customer's.</param>
[GenerateSerializer, Immutable, Alias("Cause")]
public sealed record Cause(
    [property: Id(0)] CauseOf Whose,
    [property: Id(1)] string? Supplier,
    [property: Id(2)] DateTimeOffset? AgreedAt,
    [property: Id(3)] ImmutableList<WorkItem> Items,
    [property: Id(4)] long? OfferMinor);

/// <summary>What the assessment found (domain.md §3.3): a part of the ticket's state.</summary>
[GenerateSerializer, Immutable, Alias("Assessment")]
public sealed record Assessment
{
    public static Assessment None { get; } = new();

    [Id(0)]
    public ImmutableList<PartAssessment> Parts { get; init; } = [];

    /// <summary>The work's code, for choosing a technician.</summary>
    [Id(1)]
    public string? Skill { get; init; }

    [Id(2)]
    public ServicePlace Place { get; init; }

    [Id(3)]
    public Remedy Remedy { get; init; }

    /// <summary>Whether somebody with the skill can come in time, as the dispatcher judged it; null where he did not say.</summary>
    [Id(4)]
    public bool? IsStaffAvailable { get; init; }

    [Id(5)]
    public ImmutableList<NeededPart> NeededParts { get; init; } = [];

    /// <summary>When the needed parts were requested, if they were.</summary>
    [Id(6)]
    public DateTimeOffset? PartsRequestedAt { get; init; }

    /// <summary>What the work will cost, in the currency's smallest unit, as far as it was estimated.</summary>
    [Id(7)]
    public long? EstimateMinor { get; init; }

    /// <summary>A larger repair: it needs an approved repair order before it is scheduled (S3 ⑹-1).</summary>
    [Id(8)]
    public bool NeedsOrder { get; init; }

    /// <summary>Environment, tools and people are to be confirmed in writing by both sides before anybody sets out (S0 P3).</summary>
    [Id(9)]
    public bool NeedsConfirmation { get; init; }

    [Id(10)]
    public DateTimeOffset? ConfirmedAt { get; init; }

    [Id(11)]
    public Cause? Cause { get; init; }

    /// <summary>The part the fault is in: the one named first, by its code in the catalogue, else as it was named, in capitals.</summary>
    [Id(12)]
    public string? Fault { get; init; }

    /// <summary>The category the whole ticket is counted under: paid if any part is, else contract, else free.</summary>
    public ServiceCategory? Category => Parts.IsEmpty ? null : Parts.Min(part => part.Category);

    public Assessment Apply(Event happened) => happened switch
    {
        TicketAssessed e => this with
        {
            Parts = e.Parts,
            Skill = e.Skill,
            Place = e.Place,
            Remedy = e.Remedy,
            IsStaffAvailable = e.IsStaffAvailable,
            NeededParts = e.NeededParts,
            PartsRequestedAt = e.NeededParts.SequenceEqual(NeededParts) ? PartsRequestedAt : null,
            EstimateMinor = e.EstimateMinor,
            NeedsOrder = e.NeedsOrder,
            NeedsConfirmation = e.NeedsConfirmation,
            Fault = e.Fault,
        },
        PartsRequested e => this with { PartsRequestedAt = e.At },
        ConditionsConfirmed e => this with { ConfirmedAt = e.At },
        CauseNamed e => this with { Cause = new Cause(e.Whose, e.Supplier, e.AgreedAt, e.Items, e.OfferMinor) },
        _ => this,
    };

    /// <summary>What is known of the fault holds on; what was arranged for it does not.</summary>
    public Assessment ForAnotherRound() => new() { Parts = Parts, Fault = Fault, Skill = Skill, Place = Place, Remedy = Remedy };
}

/// <param name="OverrideReason">Why the dispatcher chose another category than the one proposed.</param>
/// <param name="Fault">The part the fault is in, by its code in the catalogue.</param>
[Published("ticket.assessed")]
public sealed record TicketAssessed(
    DateTimeOffset At, ImmutableList<PartAssessment> Parts, string? Skill, ServicePlace Place, Remedy Remedy, bool? IsStaffAvailable,
    ImmutableList<NeededPart> NeededParts, long? EstimateMinor, bool NeedsOrder, bool NeedsConfirmation,
    [property: Words] string? OverrideReason, string? Fault = null) : TicketMoved(At);

/// <summary>The parts that the assessment named were asked for.</summary>
public sealed record PartsRequested(DateTimeOffset At, ImmutableList<NeededPart> Parts) : Event;

/// <summary>Environment, tools and people of the job, as both sides confirmed them in writing.</summary>
/// <param name="ConfirmedBy">Who confirmed for the customer.</param>
public sealed record ConditionsConfirmed(
    DateTimeOffset At, [property: Words] string Environment, [property: Words] string Tools, [property: Words] string People,
    [property: Words] string ConfirmedBy) : Event;

/// <param name="Explanation">As it was explained to the customer, or what was found.</param>
public sealed record CauseNamed(
    DateTimeOffset At, CauseOf Whose, string? Supplier, DateTimeOffset? AgreedAt, ImmutableList<WorkItem> Items, long? OfferMinor,
    [property: Words] string? Explanation) : Event;
