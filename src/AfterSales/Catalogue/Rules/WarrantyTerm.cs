using System.Collections.Immutable;

namespace AfterSales.Catalogue.Rules;

/// <summary>Which day a warranty runs from (S0 P4 Warranty 1, S3 ⑹-1 1, ⑹-4 二7).</summary>
public enum WarrantyStart
{
    /// <summary>None of the days is known.</summary>
    Unknown,

    /// <summary>The signed acceptance.</summary>
    Acceptance,

    /// <summary>The completion of the installation.</summary>
    Completion,

    Purchase,
}

/// <summary>How long something is under warranty, for what is sold within some dates (features.md K9).</summary>
/// <param name="Part">The code of the part; null: every part without a row of its own.</param>
/// <param name="Months">0: no warranty.</param>
/// <param name="StartOrder">The term runs from the first of these days that is known.</param>
/// <param name="SalesFrom">The first day of sale it holds for; null: from ever.</param>
/// <param name="SalesTo">The last day of sale it holds for; null: until further notice.</param>
/// <param name="LegalMinimumMonths">What the law demands: neither the row nor a promotion may give less; 0: nothing.</param>
[GenerateSerializer, Immutable, Alias("WarrantyTerm")]
public sealed record WarrantyTerm(
    [property: Id(0)] string? Part,
    [property: Id(1)] int Months,
    [property: Id(2)] ImmutableList<WarrantyStart> StartOrder,
    [property: Id(3)] DateOnly? SalesFrom = null,
    [property: Id(4)] DateOnly? SalesTo = null,
    [property: Id(5)] int LegalMinimumMonths = 0)
{
    /// <summary>What holds where nobody says otherwise: from the signed acceptance, else completion, else purchase.</summary>
    public static ImmutableList<WarrantyStart> UsualStartOrder { get; } = [WarrantyStart.Acceptance, WarrantyStart.Completion, WarrantyStart.Purchase];

    /// <summary>Does it hold for what is sold on this day; a day nobody knows is answered by rows without dates.</summary>
    public bool HoldsForSale(DateOnly? day) => day is { } sold
        ? (SalesFrom is not { } from || from <= sold) && (SalesTo is not { } to || sold <= to)
        : SalesFrom is null && SalesTo is null;

    public bool Equals(WarrantyTerm? other) => other is not null && StartOrder.SequenceEqual(other.StartOrder)
        && (Part, Months, SalesFrom, SalesTo, LegalMinimumMonths) == (other.Part, other.Months, other.SalesFrom, other.SalesTo, other.LegalMinimumMonths);

    public override int GetHashCode() => HashCode.Combine(Part, Months, SalesFrom, SalesTo);
}

/// <summary>Another term for what is sold within dates (S1 P1 5.2); units sold before and after keep theirs.</summary>
/// <param name="Number">Counts the model's promotions from 1; none is given twice.</param>
/// <param name="Part">The code of the part; null: every part without a term of its own.</param>
/// <param name="SalesTo">The last day of sale, included.</param>
[GenerateSerializer, Immutable, Alias("Promotion")]
public sealed record Promotion(
    [property: Id(0)] int Number,
    [property: Id(1)] LocalText Name,
    [property: Id(2)] string? Part,
    [property: Id(3)] int Months,
    [property: Id(4)] DateOnly SalesFrom,
    [property: Id(5)] DateOnly SalesTo)
{
    public bool HoldsForSale(DateOnly? day) => SalesFrom <= day && day <= SalesTo;
}
