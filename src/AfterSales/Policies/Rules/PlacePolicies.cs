using AfterSales.Records;

namespace AfterSales.Policies.Rules;

/// <summary>The policies set at one place; who set them when stands in the journal.</summary>
[GenerateSerializer, Immutable, Alias("PlacePolicies")]
public sealed record PlacePolicies : IRecordState<PlacePolicies>
{
    public static string Kind => "policies";

    /// <summary>The key of a branch, or <c>headquarters</c>.</summary>
    [Id(0)]
    public string Place { get; init; } = "";

    [Id(1)]
    public PolicySet Policies { get; init; } = new();

    public string BranchId => Place;

    public DateTimeOffset? NextDue => null;

    public static PlacePolicies Apply(PlacePolicies? state, Event happened) => happened switch
    {
        PoliciesSet e => new PlacePolicies { Place = e.Place, Policies = e.Policies },
        _ => state!,
    };
}

public sealed record PoliciesSet(string Place, PolicySet Policies) : Event;
