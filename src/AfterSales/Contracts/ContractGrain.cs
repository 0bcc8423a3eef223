using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Catalogue.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Contracts;

[GrainType("contract")]
public sealed partial class ContractGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, BranchNumbers numbers, CustomerFiles customers,
    OpenAccounts accounts, IStandardPromises standard, Warranties warranties)
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
        var (products, refusal) = await Covered(request.Details, request.CustomerId, intent.Caller);
        if (refusal is not null) return refusal;
        if (request.InspectsAsModelsSay) request = request with { Details = request.Details with { Inspections = await TemplateOf(products, customer.Details.Language) } };
        if (await Refuse(request.Details, new ContractDetails(), branch, now) is { } refused) return refused;
        var plan = await PlanAt(request.BranchId);
        // Asked without a number first, so that what is refused takes none.
        var decision = ContractRules.Make(Key, "", request, branch.Currency, branch.Calendar, plan, now);
        if (decision.Refusal is not null) return decision;
        var number = await numbers.Next(NumberSeries.Contracts, branch.Id, branch.Code, branch.Calendar.LocalDay(now));
        return ContractRules.Make(Key, number, request, branch.Currency, branch.Calendar, plan, now);
    });

    public Task<Answer> Amend(Intent<AmendContract> intent) => AskAndDecide(intent, async (contract, now) =>
    {
        var details = intent.Body.InspectsAsBefore ? intent.Body.Details with { Inspections = contract.Details.Inspections } : intent.Body.Details;
        return (await Covered(details, contract.CustomerId, intent.Caller)).Refusal
            ?? await Refuse(details, contract.Details, await BranchOf(contract), now)
            ?? ContractRules.Amend(contract, details, (await BranchOf(contract)).Calendar, await PlanAt(contract.BranchId), now);
    });

    public Task<Answer> Renew(Intent<RenewContract> intent) => AskAndDecide(intent, async (contract, now) =>
        ContractRules.Renew(contract, intent.Body, (await BranchOf(contract)).Calendar, await PlanAt(contract.BranchId), now));

    public Task<Answer> Lapse(Intent<EndContract> intent) => AskAndDecide(intent, async (contract, now) =>
        ContractRules.Lapse(contract, intent.Body.Reason, (await BranchOf(contract)).Calendar, now));

    public Task<Answer> Cancel(Intent<CancelContract> intent) => AskAndDecide(intent, async (contract, now) =>
        ContractRules.Cancel(contract, intent.Body, (await BranchOf(contract)).Calendar, await PlanAt(contract.BranchId), now));

    public Task<Answer> Resume(Intent<ResumeContract> intent) => AskAndDecide(intent, async (contract, now) =>
        ContractRules.Resume(contract, intent.Body.Reason, (await BranchOf(contract)).Calendar, await PlanAt(contract.BranchId), now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (contract, now) => HandOverRules.Take(contract.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(Contract state, DateTimeOffset now) =>
        ContractRules.WhenDue(state, (await BranchOf(state)).Calendar, await PlanAt(state.BranchId), now);

    protected override IEnumerable<object> RowsOf(Contract state, RowStamp stamp) =>
    [
        ContractRow.Of(state, stamp), ContractSearch.Of(state),
        .. state.Coverages.Select(coverage => ContractProductRow.Of(state, coverage)),
        .. state.Terms.Index().Select(term => ContractTermRow.Of(state, term.Index)),
    ];

    /// <summary>The products, which must be the customer's.</summary>
    private async Task<(List<InstalledProduct> Products, Decision? Refusal)> Covered(ContractDetails details, string customerId, Caller caller)
    {
        var products = new List<InstalledProduct>();
        foreach (var productId in details.ProductIds)
        {
            var product = RecordKey.IsWellFormed(IProductGrain.Prefix, productId) ? await GrainFactory.GetGrain<IProductGrain>(productId).Read(caller) : null;
            if (product is null) return ([], new NotFound(productId));
            if (!await customers.AreOne(product.CustomerId, customerId, caller)) return ([], new ProductNotCoverable(productId, customerId));
            products.Add(product);
        }

        return (products, null);
    }

    private async Task<ImmutableList<InspectionItem>> TemplateOf(IEnumerable<InstalledProduct> products, string? language)
    {
        var models = new List<ProductModel>();
        foreach (var product in products)
            if (await warranties.ModelOf(product.Details.Model) is { } model) models.Add(model);
        return InspectionTemplate.Of(models, ReaderLanguage.Best([language]));
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
