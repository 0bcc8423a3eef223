using System.Collections.Immutable;
using AfterSales.Contracts.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>Who pays (S1): A the customer, B a contract, C nobody, D ourselves.</summary>
public enum ServiceCategory
{
    /// <summary>A</summary>
    Paid,

    /// <summary>B</summary>
    Contract,

    /// <summary>C</summary>
    FreeUnderWarranty,

    /// <summary>D: inspection of work, parts, tools, training; never a customer's ticket.</summary>
    InternalAdministration,
}

/// <summary>Why a category was proposed.</summary>
public enum CategoryReason
{
    UnderWarranty,
    WarrantyEnded,
    WarrantyStartUnknown,
    ProductUnknown,
    Excluded,

    /// <summary>It is our own administration.</summary>
    Internal,

    /// <summary>In warranty, equipment that is not as contracted is replaced unconditionally (S2 C 四).</summary>
    NotAsContracted,

    /// <summary>Free after the warranty: an authority judged that the part failed abnormally early (S3 ⑹-1 四).</summary>
    AbnormallyEarly,

    /// <summary>After the warranty, but small enough to be free by policy (S2 C 四).</summary>
    SmallJob,
    WarrantyNotBegun,

    /// <summary>The part has none.</summary>
    NoWarranty,
    ProductRetired,

    /// <summary>A service contract covers the product (S1 P1 5.3).</summary>
    UnderContract,
}

/// <summary>The category of the work on one part: what the system proposed and why, and what the dispatcher decided.</summary>
/// <param name="Price">How labour, material and travel are charged as proposed.</param>
/// <param name="ContractId">The contract that covers it, where one decided.</param>
[GenerateSerializer, Immutable, Alias("PartAssessment")]
public sealed record PartAssessment(
    [property: Id(0)] string Part,
    [property: Id(1)] ServiceCategory Proposed,
    [property: Id(2)] CategoryReason Because,
    [property: Id(3)] DateOnly? WarrantyUntil,
    [property: Id(4)] ServiceCategory Category,
    [property: Id(5)] PriceRule Price,
    [property: Id(6)] string? ContractId = null);

public static class CategoryRules
{
    /// <summary>C where the warranty makes it free, else B where a contract covers the product, else A (S1 P1 5.3, P2 (6)).</summary>
    /// <param name="contract">The contract that covers the product on the day, if one does.</param>
    /// <param name="chosen">What the dispatcher wants; null: as proposed.</param>
    public static PartAssessment Propose(PartCharge charge, Contract? contract, ServiceCategory? chosen)
    {
        var (category, because, price) = charge.Price.IsFree ? (ServiceCategory.FreeUnderWarranty, ReasonOf(charge.Because), charge.Price)
            : contract is not null ? (ServiceCategory.Contract, CategoryReason.UnderContract, PriceOf(contract.Details))
            : (ServiceCategory.Paid, ReasonOf(charge.Because), charge.Price);
        var contractId = category == ServiceCategory.Contract ? contract!.Id : null;
        return new PartAssessment(charge.Part, category, because, charge.Verdict?.Until, chosen ?? category, price, contractId);
    }

    /// <summary>Our own work is D and nothing else (S1 §6).</summary>
    public static PartAssessment Internal(PartToAssess part) => new(
        part.Part, ServiceCategory.InternalAdministration, CategoryReason.Internal, null, part.Category ?? ServiceCategory.InternalAdministration, PriceRule.AllFree);

    public static Refusal? Refuse(ImmutableList<PartAssessment> parts, bool isInternal, string? overrideReason)
    {
        if (parts.IsEmpty) return InputInvalid.At("parts", "REQUIRED");
        if (parts.Any(part => (part.Category == ServiceCategory.InternalAdministration) != isInternal)) return new CategoryIsInternal();
        var overridden = parts.Find(part => part.Category != part.Proposed);
        return overridden is not null && string.IsNullOrWhiteSpace(overrideReason)
            ? new OverrideNeedsReason(overridden.Part, overridden.Proposed, overridden.Category)
            : null;
    }

    private static PriceRule PriceOf(ContractDetails agreed) => new(BasisOf(agreed.Labour), BasisOf(agreed.Parts), BasisOf(agreed.Travel));

    private static PriceBasis BasisOf(ContractCharge charge) => charge switch
    {
        ContractCharge.Free => PriceBasis.Free,
        ContractCharge.Cost => PriceBasis.Cost,
        _ => PriceBasis.List,
    };

    private static CategoryReason ReasonOf(ChargeReason because) => because switch
    {
        ChargeReason.UnderWarranty => CategoryReason.UnderWarranty,
        ChargeReason.NotAsContracted => CategoryReason.NotAsContracted,
        ChargeReason.AbnormallyEarly => CategoryReason.AbnormallyEarly,
        ChargeReason.SmallJob => CategoryReason.SmallJob,
        ChargeReason.Excluded => CategoryReason.Excluded,
        ChargeReason.WarrantyNotBegun => CategoryReason.WarrantyNotBegun,
        ChargeReason.WarrantyStartUnknown => CategoryReason.WarrantyStartUnknown,
        ChargeReason.NoWarranty => CategoryReason.NoWarranty,
        ChargeReason.ProductRetired => CategoryReason.ProductRetired,
        ChargeReason.ProductUnknown => CategoryReason.ProductUnknown,
        _ => CategoryReason.WarrantyEnded,
    };
}

/// <summary>Category D is for our own administration and for nothing else, and our own administration is recorded as nothing else.</summary>
[GenerateSerializer, Immutable, Alias("CategoryIsInternal")]
public sealed record CategoryIsInternal : Refusal;

/// <summary>Another category than the one proposed needs a reason.</summary>
[GenerateSerializer, Immutable, Alias("OverrideNeedsReason")]
public sealed record OverrideNeedsReason(
    [property: Id(0)] string Part, [property: Id(1)] ServiceCategory Proposed, [property: Id(2)] ServiceCategory Chosen) : Refusal;
