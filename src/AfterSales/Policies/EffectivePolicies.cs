using AfterSales.Access;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Policies;

/// <summary>What holds at a branch: its own policies over headquarters', over the standard ones.</summary>
public sealed class EffectivePolicies(ReferenceCache<IPoliciesGrain, PlacePolicies> places)
{
    /// <param name="place">The key of a branch, or <c>headquarters</c>.</param>
    public async ValueTask<PoliciesInForce> At(string place)
    {
        var company = await places.Get(IPoliciesGrain.KeyOf(Assignment.Headquarters));
        var own = place == Assignment.Headquarters ? null : await places.Get(IPoliciesGrain.KeyOf(place));
        return new PoliciesInForce(own, company);
    }
}

/// <summary>The policies of one place at one moment.</summary>
public sealed class PoliciesInForce(PlacePolicies? own, PlacePolicies? company)
{
    /// <summary>What holds until headquarters says otherwise.</summary>
    public static PoliciesInForce Standard { get; } = new(null, null);

    public T Get<T>(Policy<T> policy) where T : notnull => SetFor(policy) is { } set ? PolicyBook.Read(policy, set.Value) : policy.Standard;

    /// <summary>The value that goes before the standard one, and the place that set it; null where none did.</summary>
    public SetValue? SetFor(Policy policy) => own?.Values.GetValueOrDefault(policy.Key) ?? company?.Values.GetValueOrDefault(policy.Key);

    /// <summary>Whether the branch itself has set it.</summary>
    public bool IsOwn(Policy policy) => own?.Values.ContainsKey(policy.Key) == true;

    /// <summary>What headquarters set, if it did.</summary>
    public SetValue? SetByHeadquarters(Policy policy) => company?.Values.GetValueOrDefault(policy.Key);
}
