using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Catalogue.Rules;

/// <summary>What may be done with a model of the catalogue.</summary>
public static class ModelRules
{
    private const int MostPromotions = 200;

    // Nowhere is the day further on than this.
    private static readonly TimeSpan FarthestEast = TimeSpan.FromHours(14);

    public static Decision Register(string id, string code, ModelDetails details)
    {
        if (string.IsNullOrWhiteSpace(code)) return InputInvalid.At("code", "REQUIRED");
        return Refuse(details, Attachments.None) ?? (Decision)new ModelRegistered(id, code, details);
    }

    public static Decision Amend(ProductModel model, ModelDetails details, DateTimeOffset now)
    {
        if (Refuse(details, model.Attachments) is { } invalid) return invalid;
        if (model.Details == details) return Decision.NothingToDo;
        return WhatWasPromisedAtASaleIsNotShortened(model, model with { Details = details }, now) ?? (Decision)new ModelAmended(details);
    }

    public static Decision Announce(ProductModel model, Promotion promotion, DateTimeOffset now)
    {
        var issues = Issues(model, promotion).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        if (APromotionIsNotBelowTheLegalMinimum(model, promotion) is { } below) return below;
        var numbered = promotion with { Number = model.LastPromotion + 1 };
        return WhatWasPromisedAtASaleIsNotShortened(model, model with { Promotions = model.Promotions.Add(numbered) }, now)
            ?? (Decision)new PromotionAnnounced(numbered);
    }

    /// <summary>Brings the last day of sale forward; what was sold by then keeps the promotion. Before its first day it is withdrawn.</summary>
    public static Decision End(ProductModel model, int number, DateOnly lastSalesDay, DateTimeOffset now)
    {
        if (model.Promotion(number) is not { } promotion) return new NotFound($"{model.Id}/{number}");
        if (lastSalesDay == promotion.SalesTo) return Decision.NothingToDo;
        if (lastSalesDay > promotion.SalesTo) return InputInvalid.At("lastSalesDay", "AFTER_END");
        if (promotion.SalesFrom <= Today(now) && lastSalesDay < Today(now)) return InputInvalid.At("lastSalesDay", "IN_THE_PAST");
        return new PromotionEnded(number, lastSalesDay);
    }

    public static Decision Archive(ProductModel model) => model.IsArchived ? Decision.NothingToDo : new ModelArchived();

    public static Decision Restore(ProductModel model) => model.IsArchived ? new ModelRestored() : Decision.NothingToDo;

    /// <summary>What a document names stays on the model until the document is taken off.</summary>
    public static Decision Detach(ProductModel model, string fileId) => model.Details.Documents.Exists(document => document.File == fileId)
        ? InputInvalid.At("fileId", "NAMED_BY_A_DOCUMENT")
        : AttachmentRules.Detach(model.Attachments, fileId);

    /// <summary>The latest day that it is anywhere: until then something may have been sold.</summary>
    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime + FarthestEast);

    private static TermAlreadyPromised? WhatWasPromisedAtASaleIsNotShortened(ProductModel before, ProductModel after, DateTimeOffset now)
    {
        var turns = TermRules.Turns(before).Concat(TermRules.Turns(after)).Append(DateOnly.MinValue).Where(day => day <= Today(now)).Distinct().Order().ToArray();
        foreach (var part in TermRules.PartsWithTerms(before).Union(TermRules.PartsWithTerms(after)))
            foreach (var day in turns)
                if (TermRules.For(before, part, day) is { } promised && TermRules.For(after, part, day)?.Months is var next && (next ?? 0) < promised.Months)
                    return new TermAlreadyPromised(part, day == DateOnly.MinValue ? null : day, promised.Months);
        return null;
    }

    private static PromotionBelowLegalMinimum? APromotionIsNotBelowTheLegalMinimum(ProductModel model, Promotion promotion)
    {
        var minimum = TermRules.Turns(model).Where(day => promotion.SalesFrom <= day && day <= promotion.SalesTo).Append(promotion.SalesFrom)
            .Max(day => TermRules.For(model, promotion.Part, day)?.LegalMinimumMonths ?? 0);
        return promotion.Months < minimum ? new PromotionBelowLegalMinimum(promotion.Months, minimum) : null;
    }

    private static IEnumerable<InputIssue> Issues(ProductModel model, Promotion promotion)
    {
        if (promotion.Name.IsEmpty) yield return new("promotion.name", "REQUIRED");
        if (promotion.Part is { } part && model.Details.Parts.TrueForAll(known => !ModelCode.AreSame(known.Code, part))) yield return new("promotion.part", "UNKNOWN");
        if (promotion.Months is < 0 or > TermsCheck.MostMonths) yield return new("promotion.months", "OUT_OF_RANGE");
        if (promotion.SalesTo < promotion.SalesFrom) yield return new("promotion.salesTo", "BEFORE_START");
        if (model.Promotions.Count >= MostPromotions) yield return new("promotion", "TOO_MANY");
    }

    private static InputInvalid? Refuse(ModelDetails details, Attachments attached)
    {
        InputIssue[] issues = [.. DetailsCheck.Issues(details, attached), .. TermsCheck.Issues(details)];
        return issues.Length > 0 ? new InputInvalid(issues) : null;
    }
}

/// <summary>Units were sold with a longer term: it is not taken from them.</summary>
/// <param name="Part">The code of the part; null: the parts without a term of their own.</param>
/// <param name="SoldOn">The first day of sale it was promised for; null: from ever.</param>
/// <param name="Months">What was promised.</param>
[GenerateSerializer, Immutable, Alias("TermAlreadyPromised")]
public sealed record TermAlreadyPromised([property: Id(0)] string? Part, [property: Id(1)] DateOnly? SoldOn, [property: Id(2)] int Months) : Refusal;

/// <summary>The law demands more months of warranty than the promotion would give.</summary>
[GenerateSerializer, Immutable, Alias("PromotionBelowLegalMinimum")]
public sealed record PromotionBelowLegalMinimum([property: Id(0)] int Months, [property: Id(1)] int LegalMinimumMonths) : Refusal;
