using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Records;

namespace AfterSales.Catalogue.Rules;

/// <summary>What the service staff is told when a term changes. It is read in three languages, so it says codes, days and figures.</summary>
public static class TermNotice
{
    /// <summary>The news beside what a decision does to the terms; none where they stay as they are.</summary>
    public static Decision Beside(ProductModel? before, Decision decision, ImmutableList<string> branches, DateTimeOffset dueAt)
    {
        if (decision.Refusal is not null || before is null || branches.IsEmpty) return decision;
        var after = decision.Events.Aggregate(before, (model, happened) => ProductModel.Apply(model, happened));
        return after.TermsVersion == before.TermsVersion
            ? decision
            : Decision.Of([.. decision.Events, new ServiceStaffTold(branches, dueAt, string.Join("\n", decision.Events.SelectMany(happened => Lines(before, happened)).DefaultIfEmpty(before.Code)))]);
    }

    private static IEnumerable<string> Lines(ProductModel before, Event happened) => happened switch
    {
        PromotionAnnounced e => [Line(before.Code, Named(e.Promotion.Name), e.Promotion.Part, e.Promotion.Months, e.Promotion.SalesFrom, e.Promotion.SalesTo)],
        PromotionEnded e when before.Promotion(e.Number) is { } p => [Line(before.Code, Named(p.Name), p.Part, p.Months, p.SalesFrom, e.LastSalesDay)],
        ModelAmended e => e.Details.Terms.Except(before.Details.Terms).Select(term => Line(before.Code, "", term.Part, term.Months, term.SalesFrom, term.SalesTo)),
        _ => [],
    };

    private static string Line(string code, string name, string? part, int months, DateOnly? from, DateOnly? to) =>
        string.Join(" · ", new[] { code, name, part ?? "", string.Create(CultureInfo.InvariantCulture, $"{months} M"), $"{Day(from)} – {Day(to)}" }
            .Where(words => words.Length > 0));

    private static string Named(LocalText name) => string.Join(" / ", new[] { name.En, name.ZhCn, name.Es }.Where(words => words is not null));

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "…";
}
