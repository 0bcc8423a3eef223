using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>A duplicate that this file has taken in, and what it brought that was not known.</summary>
/// <param name="CustomerId">The duplicate's key.</param>
/// <param name="Parts">Ids of the addresses and contacts it brought.</param>
/// <param name="BroughtPlan">The service plan is its.</param>
/// <param name="Email">Null, as what follows: the file had its own.</param>
[GenerateSerializer, Immutable, Alias("TakenIn")]
public sealed record TakenIn(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] ImmutableList<Phone> Phones,
    [property: Id(3)] ImmutableList<string> Parts,
    [property: Id(4)] bool BroughtPlan,
    [property: Id(5)] string? Email = null,
    [property: Id(6)] string? Language = null,
    [property: Id(7)] string? TimeZone = null,
    [property: Id(8)] string? Reference = null)
{
    public bool Equals(TakenIn? other) => other is not null && Phones.SequenceEqual(other.Phones) && Parts.SequenceEqual(other.Parts)
        && (CustomerId, At, BroughtPlan) == (other.CustomerId, other.At, other.BroughtPlan)
        && (Email, Language, TimeZone, Reference) == (other.Email, other.Language, other.TimeZone, other.Reference);

    public override int GetHashCode() => HashCode.Combine(CustomerId, At);
}

/// <summary>Where a file stands among its duplicates; a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("Merging")]
public sealed record Merging
{
    public static Merging None { get; } = new();

    /// <summary>The file this one was found to be a duplicate of.</summary>
    [Id(0)]
    public string? Into { get; init; }

    [Id(1)]
    public DateTimeOffset? MergedAt { get; init; }

    [Id(2)]
    public ImmutableList<TakenIn> TakenIn { get; init; } = [];

    public Merging Apply(Event happened) => happened switch
    {
        CustomerMerged e => this with { Into = e.Into, MergedAt = e.At },
        CustomerUnmerged => this with { Into = null, MergedAt = null },
        DuplicateTakenIn e => this with { TakenIn = TakenIn.RemoveAll(known => known.CustomerId == e.Brought.CustomerId).Add(e.Brought) },
        DuplicateLetGo e => this with { TakenIn = TakenIn.RemoveAll(known => known.CustomerId == e.CustomerId) },
        _ => this,
    };

    public bool Equals(Merging? other) => other is not null && TakenIn.SequenceEqual(other.TakenIn) && (Into, MergedAt) == (other.Into, other.MergedAt);

    public override int GetHashCode() => HashCode.Combine(Into, MergedAt, TakenIn.Count);
}

/// <summary>This file is a duplicate of another: who names it is led there from now on.</summary>
public sealed record CustomerMerged(string Into, DateTimeOffset At) : Event;

/// <summary>It was no duplicate after all.</summary>
public sealed record CustomerUnmerged(string From) : Event;

/// <param name="Details">The file's own, with what the duplicate knew beside it.</param>
/// <param name="Plan">The service plan it brought; null: the file keeps its own.</param>
public sealed record DuplicateTakenIn(
    [property: Personal] TakenIn Brought, string CustomerId, [property: Personal] CustomerDetails Details, [property: Personal] ServicePlan? Plan,
    [property: Personal] Consents Consents, DateTimeOffset At) : Event;

/// <summary>The duplicate was itself the file this one was merged into: neither stands above the other.</summary>
public sealed record DuplicateTurnedAway(string CustomerId) : Event;

public sealed record DuplicateLetGo(string CustomerId, [property: Personal] CustomerDetails Details, bool TookPlanAlong, DateTimeOffset At) : Event;
