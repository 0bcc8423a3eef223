using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Policies;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

/// <summary>Gathers what a unit's warranty is reckoned from: what is known of it, the catalogue, and the numbers of its branch.</summary>
public sealed class Warranties(
    ReferenceCache<IModelGrain, ProductModel> models, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies)
{
    public async ValueTask<WarrantyBasis> BasisOf(InstalledProduct product) => new(
        product.Details, await ModelOf(product.Details.Model), await PolicyAt(product.BranchId), product.Judgements, product.Retirement?.On);

    /// <summary>The catalogue's model of this code; null where it knows none.</summary>
    public async ValueTask<ProductModel?> ModelOf(string code) =>
        string.IsNullOrWhiteSpace(code) ? null : await models.Get(IModelGrain.KeyOf(code));

    /// <summary>The day at a branch; null where there is no such branch.</summary>
    public async ValueTask<DateOnly?> DayAt(string branchId, DateTimeOffset now) => (await branches.Get(branchId))?.Calendar.LocalDay(now);

    /// <summary>The branch that keeps a unit.</summary>
    public async ValueTask<Branch> BranchOf(InstalledProduct product) =>
        await branches.Get(product.BranchId) ?? throw new TimeoutException($"Branch {product.BranchId} of {product.Id} could not be read.");

    /// <summary>Months after completion within which the papers are to be handed out.</summary>
    public async ValueTask<int> CardMonthsAt(string branchId) => (await policies.At(branchId)).Get(WarrantyPolicies.CardMonths);

    /// <summary>Calendar months before the end of a warranty at which a contract is offered.</summary>
    public async ValueTask<int> OfferMonthsAt(string branchId) => (await policies.At(branchId)).Get(WarrantyPolicies.OfferMonths);

    /// <summary>Months after acceptance during which the installation team answers for a project's products.</summary>
    public async ValueTask<int> InstallationTeamMonthsAt(string branchId) => (await policies.At(branchId)).Get(WarrantyPolicies.InstallationTeamMonths);

    /// <summary>How work is charged at a branch where the warranty does not make it free.</summary>
    public async ValueTask<ChargePolicy> ChargesAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new(inForce.Get(WarrantyPolicies.Prices), inForce.Get(WarrantyPolicies.SmallJobMinutes), inForce.Get(WarrantyPolicies.JudgementDays));
    }

    /// <summary>A branch's numbers for what the catalogue leaves open.</summary>
    public async ValueTask<WarrantyPolicy> PolicyAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new(inForce.Get(WarrantyPolicies.Months), inForce.Get(WarrantyPolicies.ProjectMonths), inForce.Get(WarrantyPolicies.LegalMinimumMonths));
    }
}
