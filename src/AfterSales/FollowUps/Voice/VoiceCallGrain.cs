using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Branches;
using AfterSales.Channels.Rules;
using AfterSales.Customers;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.Policies;
using AfterSales.Records;

namespace AfterSales.FollowUps.Voice;

[GrainType("voice_call")]
public sealed class VoiceCallGrain(
    RecordServices services, VoiceGateway gateway, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies,
    CustomerFiles customers)
    : RecordGrain<VoiceCall>(services), IVoiceCallGrain, ITakeHandOver
{
    public Task<Answer> Ask(Intent<AskVoiceCall> intent) => State is not null
        ? Decide(intent, (call, now) => Decision.NothingToDo)
        : Create(intent, async now =>
        {
            var branch = await branches.ForWork(intent.Body.BranchId, intent.Caller);
            return VoiceCallRules.Ask(Key, intent.Body with { BranchId = branch?.Id ?? intent.Body.BranchId }, now);
        });

    public Task<Answer> Report(Intent<VoiceReport> intent) => Decide(intent, (call, now) => VoiceCallRules.Report(call, intent.Body));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (call, now) => HandOverRules.Take(call.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(VoiceCall state, DateTimeOffset now)
    {
        if (state.State == VoiceCallState.Placed) return new VoiceCallGivenUp();
        var customer = await customers.Find(state.CustomerId, Caller.System);
        var hours = (await policies.At(state.BranchId)).Get(VoicePolicies.ReportHours);
        if (customer?.Details.Phone is not { } phone) return VoiceCallRules.Offered(state, Delivery.Refused, hours, now);
        // Offered under the call's own key: a gateway that is offered it twice calls once.
        var order = new VoiceOrder(Key, phone.Number, customer.Details.Language ?? "en", state.Step,
            (await branches.Get(state.BranchId))?.Name ?? "", VoiceOrder.QuestionsFor(state.AskOpinion));
        return VoiceCallRules.Offered(state, await gateway.Offer(order), hours, now);
    }

    protected override IEnumerable<Effect> EffectsOf(VoiceCall state, Event happened) => happened switch
    {
        VoiceCallReported e => [new TellGatewayResult(state.RecordId, VoiceCallRules.ResultOf(state, e.Result))],
        VoiceCallGivenUp => [new TellGatewayResult(state.RecordId, new GatewayResult(state.Number, null, state.Id))],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(VoiceCall state, RowStamp stamp) => [VoiceCallRow.Of(state, stamp)];
}
