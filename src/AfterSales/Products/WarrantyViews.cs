using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using GraphQL;

namespace AfterSales.Products;

/// <summary>Whether a unit or a part of it is under warranty on a day, and why.</summary>
[Name("WarrantyVerdict"), SecuredByParent]
public sealed class WarrantyVerdictView(WarrantyVerdict verdict, WarrantyBasis basis, DateOnly on)
{
    /// <summary>The code of the part; null: the unit, and its parts without a term of their own.</summary>
    public string? Part => verdict.Part;

    /// <summary>The part's name in your language, where the catalogue knows it.</summary>
    public string? GetName(Caller caller) => verdict.Part is { } part ? basis.Model?.Details.FindPart(part)?.Name.In(caller.Language) : null;

    /// <summary>The day it is about.</summary>
    public DateOnly On => on;

    public bool IsUnderWarranty => verdict.IsUnderWarranty;

    public WarrantyReason Because => verdict.Because;

    /// <summary>Which day the term runs from.</summary>
    public WarrantyStart Start => verdict.Start;

    public DateOnly? From => verdict.From;

    /// <summary>The last day of the term.</summary>
    public DateOnly? Until => verdict.Until;

    /// <summary>Days after this one that are still under warranty; null while it is not.</summary>
    public int? DaysLeft => verdict.DaysLeft(on);

    /// <summary>What decided how long the term is.</summary>
    public TermSource DecidedBy => verdict.DecidedBy;

    public int Months => verdict.Months;

    /// <summary>The promotion that decided, where one did.</summary>
    public PromotionView? Promotion => verdict.Promotion is { } number && basis.Model?.Promotion(number) is { } promotion ? PromotionView.Of(promotion) : null;

    /// <summary>The part wears or is used up by normal use: charged even while the term runs.</summary>
    public bool IsConsumable => verdict.IsConsumable;
}

/// <summary>What is to be done on a part.</summary>
/// <param name="Part">Its code, or its name in one of the languages.</param>
/// <param name="Exclusion">The cause, where it is one that the warranty does not cover.</param>
/// <param name="IsNotAsContracted">It does not do what the contract or the maker says, or never ran.</param>
public sealed record WorkOnPartInput(
    [property: StringLength(100, MinimumLength = 1)] string Part, WarrantyExclusion? Exclusion = null, bool IsNotAsContracted = false)
{
    internal WorkOnPart ToWork() => new(Part.Trim(), Exclusion, IsNotAsContracted);
}

/// <summary>How a repair is charged.</summary>
[Name("RepairCharges"), SecuredByParent]
public sealed class RepairChargesView(ImmutableList<PartCharge> charges, WarrantyBasis basis, DateOnly on)
{
    /// <summary>In the order the parts were named.</summary>
    public IReadOnlyList<PartChargeView> Parts => charges.ConvertAll(charge => new PartChargeView(charge, basis, on));

    /// <summary>The way is made once: it is charged as the part it is cheapest for.</summary>
    public PriceBasis Travel => ChargeRules.Travel(charges);
}

/// <summary>How the work on one part is charged, and why.</summary>
[Name("PartCharge"), SecuredByParent]
public sealed class PartChargeView(PartCharge charge, WarrantyBasis basis, DateOnly on)
{
    public string Part => charge.Part;

    public PriceBasis Labour => charge.Price.Labour;

    public PriceBasis Material => charge.Price.Material;

    public ChargeReason Because => charge.Because;

    /// <summary>The cause that the warranty does not cover, where that decided.</summary>
    public WarrantyExclusion? Exclusion => charge.Exclusion;

    /// <summary>The equipment is replaced, not repaired.</summary>
    public bool IsReplaced => charge.IsReplaced;

    /// <summary>The judgement that decided, where one did.</summary>
    public JudgementView? Judgement =>
        basis.Judgements.Find(j => j.Number == charge.Judgement) is { } j ? new(j.Number, j.Part, j.Authority, j.FaultOn, j.JudgedOn) : null;

    /// <summary>The part's warranty.</summary>
    public WarrantyVerdictView? Warranty => charge.Verdict is { } verdict ? new(verdict, basis, on) : null;
}
