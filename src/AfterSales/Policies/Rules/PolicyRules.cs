using AfterSales.Records;

namespace AfterSales.Policies.Rules;

public static class PolicyRules
{
    /// <param name="value">Canonical JSON, already checked; null takes back what the place had set.</param>
    public static Decision Set(PlacePolicies? known, string place, string key, string? value, string by, DateTimeOffset now)
    {
        var set = known?.Values.GetValueOrDefault(key)?.Value;
        if (set == value) return Decision.NothingToDo;
        return value is null ? new PolicyCleared(place, key) : new PolicySet(place, key, value, now, by);
    }
}

/// <summary>No policy is called so.</summary>
[GenerateSerializer, Immutable, Alias("PolicyUnknown")]
public sealed record PolicyUnknown([property: Id(0)] string Key) : Refusal;
