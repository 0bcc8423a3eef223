using System.Text.Json;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Policies;

[GrainType("policies")]
public sealed class PoliciesGrain(RecordServices services) : RecordGrain<PlacePolicies>(services), IPoliciesGrain
{
    public Task<Answer> Set(Intent<SetPolicy> request) =>
        MakeOrChange(request, now => new(Decided(request, null, now)), (state, now) => Decided(request, state, now));

    protected override IEnumerable<object> RowsOf(PlacePolicies state, RowStamp stamp) => [];

    private static Decision Decided(Intent<SetPolicy> request, PlacePolicies? known, DateTimeOffset now)
    {
        var (place, key, given) = request.Body;
        if (!PolicyBook.All.TryGetValue(key, out var policy)) return new PolicyUnknown(key);
        if (given is null) return PolicyRules.Set(known, place, key, null, request.Caller.Account, now);
        var (value, issues) = PolicyBook.Check(policy, JsonElement.Parse(given));
        return value is null ? new InputInvalid(issues) : PolicyRules.Set(known, place, key, value, request.Caller.Account, now);
    }
}
