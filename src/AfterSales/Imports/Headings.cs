using System.Text.RegularExpressions;
using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>Says of a refusal which column of the file it is about, by the file's own heading: our fields are nothing to whoever wrote the list.</summary>
internal static partial class Headings
{
    // What our records call otherwise than the columns do.
    private static readonly Dictionary<string, string> ColumnOfField = new() { ["street"] = "address", ["phone"] = "phones", ["number"] = "phones", ["addresses"] = "address" };

    public static Refusal Named(Refusal refusal, ListShape shape, ListKind list, string language) => refusal is InputInvalid { Issues: var issues }
        ? new InputInvalid([.. issues.Select(issue => issue with { Path = Of(issue, shape, list, language) })])
        : refusal;

    /// <summary>The heading of the column that an issue is about; one that is missing by its name in the reader's language.</summary>
    public static string Of(InputIssue issue, ListShape shape, ListKind list, string language)
    {
        var path = issue.Path;
        if (path is "row" or "list") return ColumnWords.Header(path, language);
        if (path.StartsWith(ListFile.OfHeader, StringComparison.Ordinal))
        {
            var said = path[ListFile.OfHeader.Length..];
            return issue.Code == ListFile.ColumnRequired ? string.Join(" / ", said.Split('|').Select(missing => ColumnWords.Header(missing, language))) : said;
        }

        var known = ListColumns.Of(list).Select(column => column.Name).ToHashSet();
        var column = Fields().Matches(path).Select(field => ColumnOfField.GetValueOrDefault(field.Value, field.Value)).LastOrDefault(known.Contains);
        if (column is null) return path;
        var at = shape.Columns.Index().Where(listed => listed.Item == column).Select(listed => (int?)listed.Index).FirstOrDefault();
        return at is { } place ? shape.Headers[place] : ColumnWords.Header(column, language);
    }

    // The names in a path such as addresses[0].postalCode.
    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Fields();
}
