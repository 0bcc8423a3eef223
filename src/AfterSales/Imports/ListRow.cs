using AfterSales.Imports.Rules;

namespace AfterSales.Imports;

/// <summary>A row of a list.</summary>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="Text">As it came.</param>
/// <param name="Cells">By place, for the reject file.</param>
/// <param name="Fields">By column.</param>
/// <param name="Problem">Why the row can't be read, if it can't.</param>
public sealed record ListRow(int Line, string Text, IReadOnlyList<string> Cells, IReadOnlyDictionary<string, string> Fields, string? Problem = null)
{
    public string? this[string column] => Fields.TryGetValue(column, out var text) && text.Length > 0 ? text : null;
}

/// <summary>How a list turned out to be written.</summary>
/// <param name="Columns">By the place of its header; null where the header says nothing we know.</param>
public sealed record ListShape(
    ListEncoding Encoding, ListSeparator? Separator, DayForm DayForm, IReadOnlyList<string> Headers, IReadOnlyList<string?> Columns)
{
    /// <summary>The headers that say nothing we know: what stands below them is not taken.</summary>
    public IReadOnlyList<string> NotTaken => [.. Headers.Where((header, place) => Columns[place] is null && header.Length > 0)];
}
