using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Policies;

[GrainType("policies")]
public sealed class PoliciesGrain(RecordServices services) : RecordGrain<PlacePolicies>(services), IPoliciesGrain
{
    public Task<Answer> Set(Intent<SetPolicies> request) =>
        State is null
            ? Create(request, now => new(PolicyRules.Set(null, request.Body.Place, request.Body.Policies)))
            : Decide(request, (state, now) => PolicyRules.Set(state, state.Place, request.Body.Policies));

    protected override IEnumerable<object> RowsOf(PlacePolicies state, RowStamp stamp) => [];
}
