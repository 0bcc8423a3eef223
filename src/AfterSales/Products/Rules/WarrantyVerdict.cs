using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;

namespace AfterSales.Products.Rules;

/// <summary>Why something is, or is not, under warranty on a day.</summary>
public enum WarrantyReason
{
    /// <summary>The term runs.</summary>
    Running,

    /// <summary>The day is before the term's first.</summary>
    NotBegun,

    /// <summary>The term is over.</summary>
    Ended,

    /// <summary>No day is known from which it could run.</summary>
    StartUnknown,

    /// <summary>Its term is of no months.</summary>
    NoTerm,

    /// <summary>The unit is not in use any more.</summary>
    Retired,
}

/// <summary>What decided how long the term is.</summary>
public enum TermSource
{
    /// <summary>Agreed with the customer for this unit.</summary>
    Agreement,

    /// <summary>A promotion, for units sold within its dates.</summary>
    Promotion,

    /// <summary>A row of the catalogue.</summary>
    Catalogue,

    /// <summary>The company's general term.</summary>
    General,

    /// <summary>The company's general term for what a project delivers.</summary>
    Project,

    /// <summary>The law, which demands more than all of these.</summary>
    LegalMinimum,
}

/// <summary>Whether a part, or a unit, is under warranty on a day, and why.</summary>
/// <param name="Part">The code of the part, or what it was called where the catalogue does not know it; null: the unit and its parts without a term of their own.</param>
/// <param name="Until">The last day of the term; null where it does not run from any day.</param>
/// <param name="Months">The term.</param>
/// <param name="Promotion">The number of the promotion that decided, where one did.</param>
/// <param name="IsConsumable">The part wears or is used up by normal use: charged even while the term runs.</param>
[GenerateSerializer, Immutable, Alias("WarrantyVerdict")]
public sealed record WarrantyVerdict(
    [property: Id(0)] string? Part,
    [property: Id(1)] bool IsUnderWarranty,
    [property: Id(2)] WarrantyReason Because,
    [property: Id(3)] WarrantyStart Start,
    [property: Id(4)] DateOnly? From,
    [property: Id(5)] DateOnly? Until,
    [property: Id(6)] TermSource DecidedBy,
    [property: Id(7)] int Months,
    [property: Id(8)] int? Promotion = null,
    [property: Id(9)] bool IsConsumable = false)
{
    /// <summary>Whole days that follow this one and are still under warranty; null while it is not under warranty.</summary>
    public int? DaysLeft(DateOnly on) => IsUnderWarranty ? Until!.Value.DayNumber - on.DayNumber : null;
}

/// <summary>The company's numbers for what the catalogue leaves open; a branch may have its own.</summary>
/// <param name="GeneralMonths">Where neither the catalogue nor an agreement names a term (S2 C 四: one year).</param>
/// <param name="ProjectMonths">The same, for what a project delivers (S0 P4, S3 ⑹-1: two years).</param>
/// <param name="LegalMinimumMonths">What the branch's law demands of every term; 0: nothing beyond the catalogue's.</param>
[GenerateSerializer, Immutable, Alias("WarrantyPolicy")]
public sealed record WarrantyPolicy(
    [property: Id(0)] int GeneralMonths, [property: Id(1)] int ProjectMonths, [property: Id(2)] int LegalMinimumMonths);

/// <summary>All that a unit's warranty is reckoned from.</summary>
/// <param name="Model">Null where the catalogue does not know it.</param>
/// <param name="RetiredOn">Null while the unit is in use.</param>
[GenerateSerializer, Immutable, Alias("WarrantyBasis")]
public sealed record WarrantyBasis(
    [property: Id(0)] ProductDetails Details,
    [property: Id(1)] ProductModel? Model,
    [property: Id(2)] WarrantyPolicy Policy,
    [property: Id(3)] ImmutableList<Judgement> Judgements,
    [property: Id(4)] DateOnly? RetiredOn = null);
