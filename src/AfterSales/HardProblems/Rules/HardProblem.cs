using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.HardProblems.Rules;

public enum HardProblemState
{
    /// <summary>Headquarters is to answer.</summary>
    Open,

    /// <summary>Headquarters asked back: the branch is to explain.</summary>
    AskedBack,
    Answered,

    /// <summary>The branch needs no answer any more.</summary>
    Withdrawn,
}

/// <summary>A problem that a branch can't solve and puts to headquarters (S1 P2 (4)); its words stand in the journal.</summary>
[GenerateSerializer, Immutable, Alias("HardProblem")]
public sealed record HardProblem : IRecordState<HardProblem>, IScopedToTechnician
{
    public static string Kind => "hard_problem";

    /// <summary><c>hp-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch that asks; once that has closed, the one that took its work.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    /// <summary>The ticket it is about, if it is about one.</summary>
    [Id(2)]
    public string? TicketId { get; init; }

    /// <summary>The customer of that ticket.</summary>
    [Id(3)]
    public string? CustomerId { get; init; }

    /// <summary>The key of the account that asked; null: the service itself.</summary>
    [Id(4)]
    public string? AskedBy { get; init; }

    /// <summary>In which role.</summary>
    [Id(5)]
    public Role AskedAs { get; init; }

    /// <summary>The technician (<c>tech-…</c>) who asked, where one did: he sees it.</summary>
    [Id(6)]
    public string? TechnicianId { get; init; }

    [Id(7)]
    public HardProblemState State { get; init; }

    [Id(8)]
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Headquarters answers by then; while it waits for the branch the time stands still.</summary>
    [Id(9)]
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How often headquarters asked back.</summary>
    [Id(10)]
    public int AskedBack { get; init; }

    /// <summary>When it last asked back.</summary>
    [Id(11)]
    public DateTimeOffset? AskedBackAt { get; init; }

    /// <summary>When it was answered or withdrawn.</summary>
    [Id(12)]
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOpen => State is HardProblemState.Open or HardProblemState.AskedBack;

    // Its tasks remind of themselves.
    public DateTimeOffset? NextDue => null;

    public static HardProblem Apply(HardProblem? state, Event happened) => happened switch
    {
        HardProblemAsked e => new HardProblem
        {
            Id = e.Id, BranchId = e.BranchId, TicketId = e.TicketId, CustomerId = e.CustomerId, AskedBy = e.AskedBy, AskedAs = e.AskedAs,
            TechnicianId = e.TechnicianId, AskedAt = e.At, DueAt = e.DueAt,
        },
        HardProblemAskedBack e => state! with { State = HardProblemState.AskedBack, AskedBack = e.Number, AskedBackAt = e.At },
        HardProblemExplained e => state! with { State = HardProblemState.Open, DueAt = e.DueAt },
        HardProblemAnswered e => state! with { State = HardProblemState.Answered, EndedAt = e.At },
        HardProblemWithdrawn e => state! with { State = HardProblemState.Withdrawn, EndedAt = e.At },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

public sealed record HardProblemAsked(
    string Id, string BranchId, string? TicketId, string? CustomerId, string? AskedBy, Role AskedAs, string? TechnicianId, DateTimeOffset At,
    DateTimeOffset DueAt, [property: Words] string Subject, [property: Words] string Question) : Event;

/// <summary>Headquarters wants to know more before it answers.</summary>
/// <param name="Number">1 for the first time.</param>
/// <param name="ExplainBy">The branch explains by then.</param>
public sealed record HardProblemAskedBack(int Number, DateTimeOffset At, DateTimeOffset ExplainBy, [property: Words] string Words) : Event;

/// <summary>The branch said what headquarters wanted to know.</summary>
/// <param name="DueAt">Headquarters answers by then: later by what it had to wait.</param>
public sealed record HardProblemExplained(int Number, DateTimeOffset At, DateTimeOffset DueAt, [property: Words] string Words) : Event;

/// <param name="ReadBy">Whoever asked reads it by then.</param>
public sealed record HardProblemAnswered(DateTimeOffset At, DateTimeOffset ReadBy, [property: Words] string Words) : Event;

public sealed record HardProblemWithdrawn(DateTimeOffset At, [property: Words] string Words) : Event;
