using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Policies;

/// <summary>The policies of one place. Its key: <see cref="KeyOf"/>.</summary>
[Alias("IPoliciesGrain")]
public interface IPoliciesGrain : IRecord<PlacePolicies>
{
    const string Prefix = "policies-";

    /// <summary><c>policies-headquarters</c> or <c>policies-b-…</c>.</summary>
    static string KeyOf(string place) => Prefix + place;

    /// <summary>Sets a policy of this place, or takes it back. Refused: PolicyUnknown, InputInvalid.</summary>
    [Alias("Set")]
    Task<Answer> Set(Intent<SetPolicy> request);
}

/// <param name="Value">JSON; null: the place says nothing of its own any more.</param>
[GenerateSerializer, Immutable, Alias("SetPolicy")]
public sealed record SetPolicy([property: Id(0)] string Place, [property: Id(1)] string Key, [property: Id(2)] string? Value);
