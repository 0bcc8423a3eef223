using AfterSales.Records;

namespace AfterSales.Catalogue.Rules;

/// <summary>What is wrong with the warranty terms of a model.</summary>
internal static class TermsCheck
{
    /// <summary>Fifty years.</summary>
    public const int MostMonths = 600;

    public static IEnumerable<InputIssue> Issues(ModelDetails details)
    {
        foreach (var (i, term) in details.Terms.Index())
        {
            foreach (var issue in Issues(term)) yield return issue with { Path = $"terms[{i}].{issue.Path}" };
            if (term.Part is { } code && details.Parts.TrueForAll(part => !ModelCode.AreSame(part.Code, code))) yield return new($"terms[{i}].part", "UNKNOWN");
            if (details.Terms.Take(i).Any(other => IsSamePart(other, term) && Overlap(other, term))) yield return new($"terms[{i}].salesFrom", "OVERLAPS");
        }
    }

    private static IEnumerable<InputIssue> Issues(WarrantyTerm term)
    {
        if (term.Months is < 0 or > MostMonths) yield return new("months", "OUT_OF_RANGE");
        if (term.LegalMinimumMonths is < 0 or > MostMonths) yield return new("legalMinimumMonths", "OUT_OF_RANGE");
        else if (term.Months < term.LegalMinimumMonths) yield return new("months", "BELOW_LEGAL_MINIMUM");
        if (term.SalesTo < term.SalesFrom) yield return new("salesTo", "BEFORE_START");
        if (term.StartOrder.IsEmpty || term.StartOrder.Contains(WarrantyStart.Unknown) || term.StartOrder.Distinct().Count() != term.StartOrder.Count)
            yield return new("startOrder", "EACH_ONCE");
    }

    private static bool IsSamePart(WarrantyTerm one, WarrantyTerm other) =>
        one.Part is null || other.Part is null ? one.Part is null && other.Part is null : ModelCode.AreSame(one.Part, other.Part);

    private static bool Overlap(WarrantyTerm one, WarrantyTerm other) =>
        (one.SalesFrom ?? DateOnly.MinValue) <= (other.SalesTo ?? DateOnly.MaxValue) && (other.SalesFrom ?? DateOnly.MinValue) <= (one.SalesTo ?? DateOnly.MaxValue);
}
