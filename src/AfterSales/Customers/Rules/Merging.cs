using System.Collections.Immutable;
using AfterSales.Branches.Rules;
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

    /// <summary>The last merging of this file that was taken back.</summary>
    [Id(3)]
    public TakenBack? TakenBack { get; init; }

    public Merging Apply(Event happened) => happened switch
    {
        CustomerMerged e => this with { Into = e.Into, MergedAt = e.At },
        CustomerUnmerged e => this with { Into = null, MergedAt = null, TakenBack = e.At is { } at ? new TakenBack(e.From, at, e.Counts ?? []) : TakenBack },
        DuplicateTakenIn e => this with { TakenIn = TakenIn.RemoveAll(known => known.CustomerId == e.Brought.CustomerId).Add(e.Brought) },
        DuplicateLetGo e => this with { TakenIn = TakenIn.RemoveAll(known => known.CustomerId == e.CustomerId) },
        _ => this,
    };

    public bool Equals(Merging? other) => other is not null && TakenIn.SequenceEqual(other.TakenIn)
        && (Into, MergedAt, TakenBack) == (other.Into, other.MergedAt, other.TakenBack);

    public override int GetHashCode() => HashCode.Combine(Into, MergedAt, TakenIn.Count);
}

/// <summary>A merging that was taken back, and what stayed with the other file: nobody can tell afterwards whose of the two it was.</summary>
/// <param name="From">The file the duplicate had been merged into.</param>
/// <param name="Stayed">What was filed there meanwhile.</param>
[GenerateSerializer, Immutable, Alias("TakenBack")]
public sealed record TakenBack([property: Id(0)] string From, [property: Id(1)] DateTimeOffset At, [property: Id(2)] ImmutableList<EventCount> Stayed)
{
    public bool Equals(TakenBack? other) => other is not null && (From, At) == (other.From, other.At) && Stayed.SequenceEqual(other.Stayed);

    public override int GetHashCode() => HashCode.Combine(From, At);
}

/// <summary>This file is a duplicate of another: who names it is led there from now on.</summary>
public sealed record CustomerMerged(string Into, DateTimeOffset At) : Event;

/// <summary>It was no duplicate after all.</summary>
/// <param name="At">Null: the other file could not take it in, so nothing was filed there meanwhile.</param>
/// <param name="Counts">What was filed with the other file meanwhile, and stays there.</param>
public sealed record CustomerUnmerged(string From, DateTimeOffset? At = null, ImmutableList<EventCount>? Counts = null) : Event;

/// <param name="Details">The file's own, with what the duplicate knew beside it.</param>
/// <param name="Plan">The service plan it brought; null: the file keeps its own.</param>
public sealed record DuplicateTakenIn(
    [property: Personal] TakenIn Brought, string CustomerId, [property: Personal] CustomerDetails Details, [property: Personal] ServicePlan? Plan,
    [property: Personal] Consents Consents, DateTimeOffset At) : Event;

/// <summary>The duplicate was itself the file this one was merged into: neither stands above the other.</summary>
public sealed record DuplicateTurnedAway(string CustomerId) : Event;

/// <param name="Counts">What was filed here while the two were one, and stays.</param>
/// <param name="Enquiries">Of the duplicate's: they wait for its own file again.</param>
public sealed record DuplicateLetGo(
    string CustomerId, [property: Personal] CustomerDetails Details, bool TookPlanAlong, DateTimeOffset At, ImmutableList<EventCount>? Counts = null,
    ImmutableList<AwaitedEnquiry>? Enquiries = null) : Event;
