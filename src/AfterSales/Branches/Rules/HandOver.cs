using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

/// <summary>
/// The open work of a branch on its way to another: a part of the branch's state. It goes page by page, each record by its own intent, and in rounds:
/// the next begins where the last one found something, and the round that finds nothing is the end.
/// </summary>
/// <param name="ToBranchId">The branch that takes it.</param>
/// <param name="NextAt">When the next page is told; null once it is done.</param>
/// <param name="Round">From 1.</param>
/// <param name="Kind">The kind of record the round has come to (<c>ticket</c>); null at its beginning.</param>
/// <param name="After">The last key of this kind that was told; null at its beginning.</param>
/// <param name="ToldInRound">Records told to move in this round.</param>
/// <param name="Told">Records told to move in the first round: what there was.</param>
[GenerateSerializer, Immutable, Alias("HandOver")]
public sealed record HandOver(
    [property: Id(0)] string ToBranchId,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] DateTimeOffset? NextAt,
    [property: Id(3)] int Round = 1,
    [property: Id(4)] string? Kind = null,
    [property: Id(5)] string? After = null,
    [property: Id(6)] int ToldInRound = 0,
    [property: Id(7)] int Told = 0,
    [property: Id(8)] DateTimeOffset? DoneAt = null)
{
    public HandOver Apply(Event happened) => happened switch
    {
        HandOverTold e => this with
        {
            Kind = e.Kind,
            After = e.Keys[^1],
            ToldInRound = ToldInRound + e.Keys.Count,
            Told = Round == 1 ? Told + e.Keys.Count : Told,
            NextAt = e.NextAt,
        },
        HandOverWaits e => this with { NextAt = e.NextAt },
        HandOverRoundEnded e => this with { Round = Round + 1, Kind = null, After = null, ToldInRound = 0, NextAt = e.NextAt },
        BranchHasClosed e => this with { NextAt = null, DoneAt = e.At },
        _ => this,
    };
}

/// <summary>Records of one kind were told to move.</summary>
public sealed record HandOverTold(string Kind, ImmutableList<string> Keys, string ToBranchId, DateTimeOffset NextAt) : Event;

/// <summary>All that was found has been told; later it is looked whether anything stayed.</summary>
public sealed record HandOverRoundEnded(int Round, DateTimeOffset NextAt) : Event;

/// <summary>The other branch takes no work just now.</summary>
public sealed record HandOverWaits(string ToBranchId, DateTimeOffset NextAt) : Event;

/// <summary>A record belongs to another branch from now on: the one it belonged to has closed.</summary>
public sealed record HandedOver(string FromBranchId, string ToBranchId, DateTimeOffset At) : Event;
