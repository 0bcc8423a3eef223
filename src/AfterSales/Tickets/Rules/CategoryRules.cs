using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
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
}

/// <summary>The category of the work on one part: what the system proposed and why, and what the dispatcher decided.</summary>
[GenerateSerializer, Immutable, Alias("PartAssessment")]
public sealed record PartAssessment(
    [property: Id(0)] string Part,
    [property: Id(1)] ServiceCategory Proposed,
    [property: Id(2)] CategoryReason Because,
    [property: Id(3)] DateOnly? WarrantyUntil,
    [property: Id(4)] ServiceCategory Category);

public static class CategoryRules
{
    /// <summary>C while the part's warranty runs and nothing excludes it, else A. (B follows from contracts.)</summary>
    public static PartAssessment Propose(ProductDetails? product, PartToAssess part, DateOnly day, int warrantyMonths)
    {
        if (product is null) return Proposed(ServiceCategory.Paid, CategoryReason.ProductUnknown, null);
        var basis = new WarrantyBasis(product, null, new WarrantyPolicy(warrantyMonths, warrantyMonths, LegalMinimumMonths: 0), []);
        var verdict = WarrantyRules.Verdict(basis, part.Part, day);
        if (verdict.Start == WarrantyStart.Unknown) return Proposed(ServiceCategory.Paid, CategoryReason.WarrantyStartUnknown, null);
        if (!verdict.IsUnderWarranty) return Proposed(ServiceCategory.Paid, CategoryReason.WarrantyEnded, verdict.Until);
        return part.Exclusion is null
            ? Proposed(ServiceCategory.FreeUnderWarranty, CategoryReason.UnderWarranty, verdict.Until)
            : Proposed(ServiceCategory.Paid, CategoryReason.Excluded, verdict.Until);

        PartAssessment Proposed(ServiceCategory category, CategoryReason because, DateOnly? until) =>
            new(part.Part, category, because, until, part.Category ?? category);
    }

    /// <summary>Our own work is D and nothing else (S1 §6).</summary>
    public static PartAssessment Internal(PartToAssess part) => new(
        part.Part, ServiceCategory.InternalAdministration, CategoryReason.Internal, null, part.Category ?? ServiceCategory.InternalAdministration);

    public static Refusal? Refuse(ImmutableList<PartAssessment> parts, bool isInternal, string? overrideReason)
    {
        if (parts.IsEmpty) return InputInvalid.At("parts", "REQUIRED");
        if (parts.Any(part => (part.Category == ServiceCategory.InternalAdministration) != isInternal)) return new CategoryIsInternal();
        var overridden = parts.Find(part => part.Category != part.Proposed);
        return overridden is not null && string.IsNullOrWhiteSpace(overrideReason)
            ? new OverrideNeedsReason(overridden.Part, overridden.Proposed, overridden.Category)
            : null;
    }
}

/// <summary>Category D is for our own administration and for nothing else, and our own administration is recorded as nothing else.</summary>
[GenerateSerializer, Immutable, Alias("CategoryIsInternal")]
public sealed record CategoryIsInternal : Refusal;

/// <summary>Another category than the one proposed needs a reason.</summary>
[GenerateSerializer, Immutable, Alias("OverrideNeedsReason")]
public sealed record OverrideNeedsReason(
    [property: Id(0)] string Part, [property: Id(1)] ServiceCategory Proposed, [property: Id(2)] ServiceCategory Chosen) : Refusal;
