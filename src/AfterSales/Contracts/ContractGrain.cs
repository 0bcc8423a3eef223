using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Records;

namespace AfterSales.Contracts;

[GrainType("contract")]
public sealed partial class ContractGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, BranchNumbers numbers, CustomerFiles customers,
    OpenAccounts accounts, IStandardPromises standard)
    : RecordGrain<Contract>(services), IContractGrain, ITakeHandOver
{
    public Task<Answer> Make(Intent<MakeContract> intent) => Create(intent, async now =>
    {
        var request = intent.Body;
        if (!intent.Caller.ActsFor(request.BranchId) || await branches.Get(request.BranchId) is not { } branch) return new NotFound(request.BranchId);
        if (BranchRules.MustBeOpen(branch) is { } closed) return closed;
        if (await customers.Find(request.CustomerId, intent.Caller) is not { } customer) return new NotFound(request.CustomerId);
        if (CustomerRules.MustBeInUse(customer) is { } archived) return archived;
        request = request with { CustomerId = customer.Id };
        if (await TheyMustBeTheCustomers(request.Details, request.CustomerId, intent.Caller) is { } refusal) return refusal;
        if (await Refuse(request.Details, new ContractDetails(), branch, now) is { } refused) return refused;
        var plan = await PlanAt(request.BranchId);
        // Asked without a number first, so that what is refused takes none.
        var decision = ContractRules.Make(Key, "", request, branch.Currency, branch.Calendar, plan, now);
        if (decision.Refusal is not null) return decision;
        var number = await numbers.Next(NumberSeries.Contracts, branch.Id, branch.Code, branch.Calendar.LocalDay(now));
        return ContractRules.Make(Key, number, request, branch.Currency, branch.Calendar, plan, now);
    });

    public Task<Answer> Amend(Intent<ContractDetails> intent) => AskAndDecide(intent, async (contract, now) =>
        await TheyMustBeTheCustomers(intent.Body, contract.CustomerId, intent.Caller)
            ?? await Refuse(intent.Body, contract.Details, await BranchOf(contract), now)
            ?? ContractRules.Amend(contract, intent.Body, (await BranchOf(contract)).Calendar, await PlanAt(contract.BranchId), now));

    public Task<Answer> Renew(Intent<RenewContract> intent) => AskAndDecide(intent, async (contract, now) =>
        ContractRules.Renew(contract, intent.Body, (await BranchOf(contract)).Calendar, await PlanAt(contract.BranchId), now));

    public Task<Answer> Lapse(Intent<EndContract> intent) => AskAndDecide(intent, async (contract, now) =>
        ContractRules.Lapse(contract, intent.Body.Reason, (await BranchOf(contract)).Calendar, now));

    public Task<Answer> Cancel(Intent<CancelContract> intent) => AskAndDecide(intent, async (contract, now) =>
        ContractRules.Cancel(contract, intent.Body, (await BranchOf(contract)).Calendar, await PlanAt(contract.BranchId), now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (contract, now) => HandOverRules.Take(contract.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(Contract state, DateTimeOffset now) =>
        ContractRules.WhenDue(state, (await BranchOf(state)).Calendar, await PlanAt(state.BranchId), now);

    protected override IEnumerable<object> RowsOf(Contract state, RowStamp stamp) =>
    [
        ContractRow.Of(state, stamp), ContractSearch.Of(state),
        .. state.Coverages.Select(coverage => ContractProductRow.Of(state, coverage)),
        .. state.Terms.Index().Select(term => ContractTermRow.Of(state, term.Index)),
    ];

    private async Task<Decision?> TheyMustBeTheCustomers(ContractDetails details, string customerId, Caller caller)
    {
        foreach (var productId in details.ProductIds)
        {
            var product = RecordKey.IsWellFormed(IProductGrain.Prefix, productId) ? await GrainFactory.GetGrain<IProductGrain>(productId).Read(caller) : null;
            if (product is null) return new NotFound(productId);
            if (!await customers.AreOne(product.CustomerId, customerId, caller)) return new ProductNotCoverable(productId, customerId);
        }

        return null;
    }

    /// <summary>What was agreed before stays, whatever became of it.</summary>
    private async Task<Decision?> Refuse(ContractDetails details, ContractDetails before, Branch branch, DateTimeOffset now)
    {
        if (details.RenewedBy != before.RenewedBy && await accounts.MustBeOpen(details.RenewedBy) is { } nobody) return nobody;
        if (details.Promises.SequenceEqual(before.Promises)) return null;
        if (await standard.Refuse(branch, details.Promises, now) is { } looser) return looser;
        return null;
    }

    private async ValueTask<Branch> BranchOf(Contract contract) =>
        await branches.Get(contract.BranchId) ?? throw new TimeoutException($"Branch {contract.BranchId} of {contract.Id} could not be read.");

    private async ValueTask<ContractPlan> PlanAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new ContractPlan(
            inForce.Get(ContractPolicies.NoticeMonths), inForce.Get(ContractPolicies.ReminderDays), inForce.Get(ContractPolicies.InspectionLeadDays));
    }
}
