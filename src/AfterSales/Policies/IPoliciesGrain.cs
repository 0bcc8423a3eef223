using AfterSales.Access;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Policies;

/// <summary>The policies of one place. Its key: <see cref="KeyOf"/>.</summary>
[Alias("IPoliciesGrain")]
public interface IPoliciesGrain : IRecord<PlacePolicies>
{
    /// <summary><c>policies-headquarters</c> or <c>policies-b-…</c>.</summary>
    static string KeyOf(string place) => "policies-" + place;

    /// <summary>Sets the policies of this place, all at once. Refused: InputInvalid.</summary>
    [Alias("Set")]
    Task<Answer> Set(Intent<SetPolicies> request);
}

[GenerateSerializer, Immutable, Alias("SetPolicies")]
public sealed record SetPolicies([property: Id(0)] string Place, [property: Id(1)] PolicySet Policies);

/// <summary>What holds at a branch: its own policies over headquarters', over the standard ones.</summary>
public sealed class EffectivePolicies(ReferenceCache<IPoliciesGrain, PlacePolicies> places)
{
    public async ValueTask<PolicySet> At(string branchId)
    {
        var company = await places.Get(IPoliciesGrain.KeyOf(Assignment.Headquarters));
        var branch = await places.Get(IPoliciesGrain.KeyOf(branchId));
        return (branch?.Policies ?? new PolicySet()).Over((company?.Policies ?? new PolicySet()).Over(PolicySet.Standard));
    }
}
