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

    /// <summary>How work is charged at a branch where the warranty does not make it free.</summary>
    public async ValueTask<ChargePolicy> ChargesAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new(inForce.Get(WarrantyPolicies.Prices), inForce.Get(WarrantyPolicies.SmallJobMinutes), inForce.Get(WarrantyPolicies.JudgementDays));
    }

    private async ValueTask<WarrantyPolicy> PolicyAt(string branchId)
    {
        var inForce = await policies.At(branchId);
        return new(inForce.Get(WarrantyPolicies.Months), inForce.Get(WarrantyPolicies.ProjectMonths), inForce.Get(WarrantyPolicies.LegalMinimumMonths));
    }
}
