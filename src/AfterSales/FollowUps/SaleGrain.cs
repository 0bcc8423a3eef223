using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.Products;
using AfterSales.Records;

namespace AfterSales.FollowUps;

[GrainType("sale")]
public sealed class SaleGrain(RecordServices services, CallDesk desk) : RecordGrain<Sale>(services), ISaleGrain, ITakeHandOver
{
    /// <summary>A sale of which no call is owed any more, such as one of an old list, makes no record and asks nothing of the customer.</summary>
    public Task<Answer> Sold(Intent<ProductSold> intent) => State is not null
        ? Decide(intent, (sale, now) => Decision.NothingToDo)
        : Create(intent, now => Begin(intent, now));

    public Task<FollowUpFile?> ReadFollowUps(Caller caller) =>
        Task.FromResult(State is { } sale && caller.Sees(sale) ? FileOf(sale) : null);

    public Task<Answer> RecordFollowUp(Intent<RecordFollowUp> intent) =>
        AskAndDecide(intent, async (sale, now) =>
            CallRules.MustBeOwn(sale, intent.Body.Number, intent.Caller) is { } refusal ? refusal : await desk.Record(FileOf(sale), intent, now));

    public Task<Answer> RecordFromGateway(Intent<GatewayResult> intent) =>
        AskAndDecide(intent, async (sale, now) => await desk.RecordFromGateway(FileOf(sale), intent.Body, now));

    public Task<Answer> FaultTaken(Intent<ToldFaultTaken> intent) =>
        Decide(intent, (sale, now) => FollowUpRules.Taken(sale.FollowUps, intent.Body));

    public Task<Answer> AssignFollowUp(Intent<AssignFollowUp> intent) =>
        Decide(intent, (sale, now) => FollowUpRules.Assign(sale.FollowUps, Key, intent.Body.Number, intent.Body.AgentId));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (sale, now) => HandOverRules.Take(sale.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(Sale state, DateTimeOffset now) =>
        FollowUpRules.WhenDue(state.FollowUps, await desk.ConditionsFor(state.CustomerId), now);

    protected override IEnumerable<Effect> EffectsOf(Sale state, Event happened) => FollowUpEffects.Of(FileOf(state), happened);

    protected override IEnumerable<object> RowsOf(Sale state, RowStamp stamp) =>
        [SaleRow.Of(state, stamp), .. state.FollowUps.Calls.Select(call => FollowUpCallRow.Of(FileOf(state), call))];

    private async ValueTask<Decision> Begin(Intent<ProductSold> intent, DateTimeOffset now)
    {
        var sold = intent.Body;
        if (await desk.BranchFor(sold.BranchId, intent.Caller) is not { } branch) return new NotFound(sold.BranchId);
        var heard = new SaleHeard(Key, branch.Id, sold.CustomerId, sold.ProductId, sold.SellerId, sold.SoldOn);
        var occasion = new FollowUpOccasion(FollowUpTrigger.Sale, sold.SoldOn, DealerId: Sale.Apply(null, heard).DealerId);
        var plan = await desk.PlanAt(branch.Id);
        if (!FollowUpRules.IsOwed(plan, occasion, branch.Calendar, now)) return Decision.NothingToDo;
        return Decision.Of(
        [
            heard, .. FollowUpRules.Begin(FollowUpCalls.None, plan, occasion, await desk.ConditionsFor(sold.CustomerId), branch.Calendar, now),
        ]);
    }

    private static FollowUpFile FileOf(Sale sale) => new(sale.Id, sale.BranchId, sale.CustomerId, sale.ProductId, null, sale.FollowUps);
}
