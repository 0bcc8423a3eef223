using AfterSales.Files.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Catalogue.Rules;

/// <summary>What is wrong with the details of a model, terms apart.</summary>
internal static class DetailsCheck
{
    private const int MostMonths = 120;

    /// <param name="attached">The files that hang on the model: a document that names an uploaded file names one of them.</param>
    public static IEnumerable<InputIssue> Issues(ModelDetails details, Attachments attached)
    {
        if (details.Name.IsEmpty) yield return new("name", "REQUIRED");
        if (details.ProductLine.Length is 0 or > 40 || !details.ProductLine.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return new("productLine", "SMALL_LETTERS");
        if (details.Skill is not null && !SkillCode.IsCode(details.Skill)) yield return new("skill", "SKILL_CODE_MALFORMED");
        foreach (var issue in Codes("parts", details.Parts.ConvertAll(part => part.Code))) yield return issue;
        foreach (var issue in Codes("inspections", details.Inspections.ConvertAll(item => item.Code))) yield return issue;
        foreach (var (i, part) in details.Parts.Index())
            if (part.Name.IsEmpty) yield return new($"parts[{i}].name", "REQUIRED");
        foreach (var (i, item) in details.Inspections.Index())
            foreach (var issue in Issues(item)) yield return issue with { Path = $"inspections[{i}].{issue.Path}" };
        foreach (var (i, document) in details.Documents.Index())
        {
            if (string.IsNullOrWhiteSpace(document.Title)) yield return new($"documents[{i}].title", "REQUIRED");
            if (string.IsNullOrWhiteSpace(document.File)) yield return new($"documents[{i}].file", "REQUIRED");
            else if (document.IsUploaded && !attached.Files.Exists(file => file.FileId == document.File)) yield return new($"documents[{i}].file", "NOT_ATTACHED");
        }
    }

    private static IEnumerable<InputIssue> Issues(ModelInspection item)
    {
        if (item.Name.IsEmpty) yield return new("name", "REQUIRED");
        if (item.EveryMonths is < 1 or > MostMonths) yield return new("everyMonths", "OUT_OF_RANGE");
        if (item.FirstAfterMonths is < 0 or > MostMonths) yield return new("firstAfterMonths", "OUT_OF_RANGE");
        if (item.Season is { FromMonth: < 1 or > 12 } or { ToMonth: < 1 or > 12 }) yield return new("season", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> Codes(string list, IReadOnlyList<string> codes)
    {
        var seen = new HashSet<string>();
        foreach (var (i, code) in codes.Index())
        {
            if (string.IsNullOrWhiteSpace(code)) yield return new($"{list}[{i}].code", "REQUIRED");
            else if (!seen.Add(ModelCode.Normalise(code))) yield return new($"{list}[{i}].code", "REPEATED");
        }
    }
}
