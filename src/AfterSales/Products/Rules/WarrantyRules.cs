using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>Different parts of one product have different warranty periods (S1 P1 5.1): each is judged by itself.</summary>
public static class WarrantyRules
{
    /// <summary>The unit as a whole, then each part that has a term or a peculiarity of its own.</summary>
    public static IEnumerable<WarrantyVerdict> Verdicts(WarrantyBasis basis, DateOnly on)
    {
        var known = (basis.Model?.Details.Parts ?? []).Select(part => part.Code);
        var agreed = basis.Details.Parts.Where(part => basis.Model?.Details.FindPart(part.Part) is null).Select(part => part.Part);
        return known.Concat(agreed).Prepend(null).Select(part => Verdict(basis, part, on));
    }

    /// <param name="part">The part's code or name; null: the unit, and its parts without a term of their own.</param>
    /// <param name="on">A day at the branch.</param>
    public static WarrantyVerdict Verdict(WarrantyBasis basis, string? part, DateOnly on)
    {
        var known = part is null ? null : basis.Model?.Details.FindPart(part);
        var term = TermOf(basis, known?.Code ?? part?.Trim());
        var start = term.StartOrder.Find(day => basis.Details.DayOf(day) is not null);
        var from = basis.Details.DayOf(start);
        DateOnly? until = from is { } first ? LastDay(first, term.Months) : null;
        var because = Because(basis, term.Months, from, until, on);
        return new WarrantyVerdict(known?.Code ?? part?.Trim(), because == WarrantyReason.Running, because, start, from, until, term.Source, term.Months,
            term.Promotion, known?.IsConsumable ?? false);
    }

    /// <summary>Of a model whose parts the catalogue names only those can be spoken of, and those that terms were agreed for.</summary>
    /// <param name="parts">Codes or names.</param>
    public static PartNotOfModel? TheModelHasTheParts(WarrantyBasis basis, IEnumerable<string> parts)
    {
        if (basis.Model is not { Details.Parts.IsEmpty: false } model) return null;
        var foreign = parts.FirstOrDefault(part => model.Details.FindPart(part) is null && !basis.Details.Parts.Exists(agreed => ModelCode.AreSame(agreed.Part, part)));
        return foreign is null ? null : new PartNotOfModel(foreign, model.Code);
    }

    /// <summary>What lists are made by: the unit as a whole.</summary>
    public static ReckonedWarranty Reckon(WarrantyBasis basis)
    {
        // From and until are the same on every day.
        var verdict = Verdict(basis, part: null, DateOnly.MinValue);
        return new ReckonedWarranty(
            verdict.From, verdict.Until, basis.Model?.TermsVersion ?? 0, General(basis).Months, basis.Policy.LegalMinimumMonths);
    }

    /// <summary>The day before the same day of the last month; where that month has no such day, its last: from 31 January one month is all February.</summary>
    public static DateOnly LastDay(DateOnly first, int months)
    {
        var sameDay = first.AddMonths(months);
        return sameDay.Day < first.Day ? sameDay : sameDay.AddDays(-1);
    }

    private static WarrantyReason Because(WarrantyBasis basis, int months, DateOnly? from, DateOnly? until, DateOnly on) =>
        basis.RetiredOn <= on ? WarrantyReason.Retired
        : from is null ? WarrantyReason.StartUnknown
        : months == 0 ? WarrantyReason.NoTerm
        : on < from ? WarrantyReason.NotBegun
        : on > until ? WarrantyReason.Ended
        : WarrantyReason.Running;

    private static Term TermOf(WarrantyBasis basis, string? part)
    {
        var sold = basis.Model is { } model ? TermRules.For(model, part, basis.Details.SoldOn) : null;
        var term = Agreed(basis, part, sold) ?? InTheCatalogue(sold) ?? General(basis);
        var minimum = Math.Max(sold?.LegalMinimumMonths ?? 0, basis.Policy.LegalMinimumMonths);
        return term.Months < minimum ? term with { Months = minimum, Source = TermSource.LegalMinimum, Promotion = null } : term;
    }

    /// <summary>What was agreed for the part counts; what was agreed for the whole unit does not take a longer term of the catalogue away.</summary>
    private static Term? Agreed(WarrantyBasis basis, string? part, SoldTerm? sold)
    {
        var order = sold?.StartOrder ?? WarrantyTerm.UsualStartOrder;
        if (part is not null && basis.Details.Parts.Find(agreed => IsCalled(basis.Model, agreed.Part, part)) is { } own) return new(own.Months, order, TermSource.Agreement);
        return basis.Details.AgreedMonths is { } months && months >= (sold?.Months ?? 0) ? new(months, order, TermSource.Agreement) : null;
    }

    private static Term? InTheCatalogue(SoldTerm? sold) =>
        sold is null ? null : new(sold.Months, sold.StartOrder, sold.Promotion is null ? TermSource.Catalogue : TermSource.Promotion, sold.Promotion);

    private static Term General(WarrantyBasis basis) => basis.Details.IsProject
        ? new(basis.Policy.ProjectMonths, WarrantyTerm.UsualStartOrder, TermSource.Project)
        : new(basis.Policy.GeneralMonths, WarrantyTerm.UsualStartOrder, TermSource.General);

    /// <summary>Do these words mean the part of this code.</summary>
    internal static bool IsCalled(ProductModel? model, string words, string part) =>
        ModelCode.AreSame(words, part) || (model?.Details.FindPart(words) is { } known && ModelCode.AreSame(known.Code, part));

    private sealed record Term(
        int Months, ImmutableList<WarrantyStart> StartOrder, TermSource Source, int? Promotion = null);
}

/// <summary>The catalogue knows no such part of this model.</summary>
[GenerateSerializer, Immutable, Alias("PartNotOfModel")]
public sealed record PartNotOfModel([property: Id(0)] string Part, [property: Id(1)] string Model) : Refusal;
