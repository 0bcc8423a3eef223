using System.Collections.Immutable;

namespace AfterSales.Catalogue.Rules;

/// <summary>The term the catalogue gives a part of a unit sold on some day.</summary>
/// <param name="IsOfPart">It names the part; else it holds for every part without one of its own.</param>
/// <param name="Promotion">The number of the promotion that gives it; null: a row of the catalogue does.</param>
[GenerateSerializer, Immutable, Alias("SoldTerm")]
public sealed record SoldTerm(
    [property: Id(0)] int Months,
    [property: Id(1)] ImmutableList<WarrantyStart> StartOrder,
    [property: Id(2)] int LegalMinimumMonths,
    [property: Id(3)] bool IsOfPart,
    [property: Id(4)] int? Promotion);

public static class TermRules
{
    /// <summary>
    /// The most specific row wins: what names the part before what holds for all, a promotion before the ordinary row. Of two promotions the
    /// longer one counts. Null where the catalogue says nothing of this part for that sale.
    /// </summary>
    /// <param name="part">The code of the part; null: any part without a term of its own.</param>
    /// <param name="soldOn">The day of sale; null where nobody knows it: then only what holds for every sale counts.</param>
    public static SoldTerm? For(ProductModel model, string? part, DateOnly? soldOn)
    {
        var ofPart = part is null ? null : Row(model, part, soldOn);
        var ofAll = Row(model, null, soldOn);
        var minimum = (ofPart ?? ofAll)?.LegalMinimumMonths ?? 0;
        return (part is null ? null : Promoted(model, part, soldOn, ofPart ?? ofAll, minimum))
            ?? Ordinary(ofPart, minimum)
            ?? Promoted(model, null, soldOn, ofAll, minimum)
            ?? Ordinary(ofAll, minimum);
    }

    /// <summary>Every part that the model's terms name, and null for all the others.</summary>
    internal static IEnumerable<string?> PartsWithTerms(ProductModel model) =>
        model.Details.Terms.Select(term => term.Part).Concat(model.Promotions.Select(promotion => promotion.Part)).Append(null)
            .DistinctBy(part => part is null ? null : ModelCode.Normalise(part));

    /// <summary>The days of sale between which the model's terms do not change.</summary>
    internal static IEnumerable<DateOnly> Turns(ProductModel model) =>
    [
        .. model.Details.Terms.Select(term => term.SalesFrom).OfType<DateOnly>(),
        .. model.Details.Terms.Select(term => DayAfter(term.SalesTo)).OfType<DateOnly>(),
        .. model.Promotions.Select(promotion => promotion.SalesFrom),
        .. model.Promotions.Select(promotion => DayAfter(promotion.SalesTo)).OfType<DateOnly>(),
    ];

    private static DateOnly? DayAfter(DateOnly? day) => day < DateOnly.MaxValue ? day.Value.AddDays(1) : null;

    private static WarrantyTerm? Row(ProductModel model, string? part, DateOnly? soldOn) =>
        model.Details.Terms.Find(term => IsFor(term.Part, part) && term.HoldsForSale(soldOn));

    private static SoldTerm? Promoted(ProductModel model, string? part, DateOnly? soldOn, WarrantyTerm? ordinary, int minimum) =>
        model.Promotions.Where(promotion => IsFor(promotion.Part, part) && promotion.HoldsForSale(soldOn)).MaxBy(promotion => promotion.Months) is { } best
            ? new SoldTerm(best.Months, ordinary?.StartOrder ?? WarrantyTerm.UsualStartOrder, minimum, part is not null, best.Number)
            : null;

    private static SoldTerm? Ordinary(WarrantyTerm? row, int minimum) =>
        row is null ? null : new SoldTerm(row.Months, row.StartOrder, minimum, row.Part is not null, Promotion: null);

    private static bool IsFor(string? named, string? part) =>
        named is null || part is null ? named is null && part is null : ModelCode.AreSame(named, part);
}
