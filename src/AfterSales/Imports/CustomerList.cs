using System.Text;
using AfterSales.Records;
using CsvHelper;

namespace AfterSales.Imports;

/// <summary>A row of the list: its fields by column, in small letters.</summary>
/// <param name="Problem">Why the row can't be read, if it can't.</param>
public sealed record ListRow(int Line, string Text, IReadOnlyDictionary<string, string> Fields, string? Problem = null)
{
    public string? this[string column] => Fields.TryGetValue(column, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

/// <summary>A CSV list as it was read. Issues are about its header; with one, no row is read.</summary>
public sealed record CustomerList(IReadOnlyList<ListRow> Rows, IReadOnlyList<InputIssue> Issues)
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "reference", "name", "kind", "phone", "email", "address", "city", "zone", "language", "model", "serial", "purchased_on", "installed_on",
    ];

    /// <param name="firstLine">The number of the header's line.</param>
    public static CustomerList Read(string csv, int firstLine)
    {
        var malformed = new HashSet<long>();
        using var reader = CsvReader.FromText(csv.TrimStart('\uFEFF'), new CsvReaderOptions { TrackLineNumbers = true, OnMalformedRecord = record => malformed.Add(record.LineNumber) });
        reader.ReadHeader();
        var header = reader.Headers.Select(name => name.Trim().ToLowerInvariant()).ToArray();
        if (header.Length == 0) return new([], [new InputIssue("csv", "HEADER_REQUIRED")]);
        InputIssue[] issues =
        [
            .. header.Where(name => !Columns.Contains(name)).Distinct().Select(name => new InputIssue($"csv.{Shown(name)}", "UNKNOWN_COLUMN")),
            .. header.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => new InputIssue($"csv.{Shown(same.Key)}", "REPEATED_COLUMN")),
        ];
        if (issues.Length > 0) return new([], issues);
        var rows = new List<ListRow>();
        while (reader.Read()) rows.Add(Row(reader, header, firstLine - 1));
        return new([.. rows.Select(row => malformed.Contains(row.Line - firstLine + 1) ? row with { Problem = "QUOTES_DO_NOT_MATCH" } : row)], []);
    }

    private static ListRow Row(CsvReader reader, string[] header, int offset)
    {
        var (line, text) = ((int)reader.LineNumber + offset, Encoding.UTF8.GetString(reader.RawRecord));
        if (reader.FieldCount != header.Length) return new(line, text, new Dictionary<string, string>(), "FIELDS_DO_NOT_FIT_HEADER");
        return new(line, text, header.Index().ToDictionary(column => column.Item, column => reader.GetString(column.Index)));
    }

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
