using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Policies.Rules;

/// <summary>A policy's value as one place set it.</summary>
/// <param name="Value">JSON, checked when it was set.</param>
/// <param name="By">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("SetValue")]
public sealed record SetValue([property: Id(0)] string Value, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] string By);

/// <summary>The policies set at one place: headquarters' hold for the company, a branch's go before them.</summary>
[GenerateSerializer, Immutable, Alias("PlacePolicies")]
public sealed record PlacePolicies : IRecordState<PlacePolicies>
{
    public static string Kind => "policies";

    /// <summary>The key of a branch, or <c>headquarters</c>.</summary>
    [Id(0)]
    public string Place { get; init; } = "";

    /// <summary>By the policy's key.</summary>
    [Id(1)]
    public ImmutableDictionary<string, SetValue> Values { get; init; } = ImmutableDictionary<string, SetValue>.Empty;

    public string BranchId => Place;

    public DateTimeOffset? NextDue => null;

    public static PlacePolicies Apply(PlacePolicies? state, Event happened)
    {
        var known = state ?? new PlacePolicies();
        return happened switch
        {
            PolicySet e => known with { Place = e.Place, Values = known.Values.SetItem(e.Key, new SetValue(e.Value, e.At, e.By)) },
            PolicyCleared e => known with { Place = e.Place, Values = known.Values.Remove(e.Key) },
            _ => known,
        };
    }
}

public sealed record PolicySet(string Place, string Key, string Value, DateTimeOffset At, string By) : Event;

/// <summary>The place says nothing of its own any more.</summary>
public sealed record PolicyCleared(string Place, string Key) : Event;
