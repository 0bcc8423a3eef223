using System.Runtime.CompilerServices;
using System.Text;
using AfterSales.Imports.Rules;
using AfterSales.Records;
using AfterSales.Search.Rules;
using CsvHelper;

namespace AfterSales.Imports;

/// <summary>A list as it lies in a file, read row by row. Issues are about its header; with one, no row is to be taken.</summary>
public sealed class ListFile
{
    /// <summary>What paths of issues with single columns of the header begin with.</summary>
    internal const string OfHeader = "list.";

    /// <summary>None of the columns is there of which the list needs one; its path names them, divided by <c>|</c>.</summary>
    internal const string ColumnRequired = "COLUMN_REQUIRED";

    // A quote that is never closed must not read the rest of a large file into memory.
    private const int LongestRow = 300_000;
    private const int SampleBytes = 64 * 1024;
    private const int SampleRows = 200;

    private readonly Stream _file;
    private readonly Encoding _encoding;
    private readonly int _firstLine;
    private readonly int _said;
    private readonly IReadOnlyList<ListRow>? _days;

    /// <param name="said">How many cells before a row's own are ours: line and reason of an earlier reject file.</param>
    private ListFile(Stream file, Encoding encoding, int firstLine, ListShape shape, IReadOnlyList<InputIssue> issues, IReadOnlyList<ListRow>? days, int said = 0)
    {
        (_file, _encoding, _firstLine, _days, _said) = (file, encoding, firstLine, days, said);
        (Shape, Issues) = (shape, issues);
    }

    public ListShape Shape { get; }

    public IReadOnlyList<InputIssue> Issues { get; }

    /// <param name="file">Can be read from its beginning again.</param>
    /// <param name="firstLine">The number of the first line, where the list is part of a longer one.</param>
    public static async Task<ListFile> Open(
        Stream file, ListKind list, ColumnMapping mapping, string country, int firstLine = 1, CancellationToken cancellation = default)
    {
        var start = new byte[SampleBytes];
        start = start[..await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation)];
        var named = mapping.Encoding ?? ListBytes.EncodingOf(start, country);
        var encoding = ListBytes.Of(named, start);
        if (list == ListKind.Calendar && encoding.GetString(start).TrimStart('\uFEFF', ' ', '\r', '\n').StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            return await CalendarFile(file, named, encoding, cancellation);
        file.Position = 0;
        await using var reader = Reader(file, encoding, mapping.Separator, malformed: null);
        if (!await IsReadable(async () => await reader.ReadHeaderAsync(cancellation)))
            return new(file, encoding, firstLine, new ListShape(named, mapping.Separator, mapping.DayForm ?? DayForm.YearFirst, [], []), [new("list", "HEADER_TOO_LONG")], days: []);
        string[] headers = [.. reader.Headers.Select(header => header.Trim().TrimStart('\uFEFF'))];
        var said = ColumnWords.SaidBefore(headers);
        headers = headers[said..];
        string?[] columns = [.. headers.Select(header => ColumnOf(header, headers, list, mapping))];
        var separator = SeparatorOf((char)reader.Separator);
        var issues = HeaderIssues(list, headers, columns);
        var days = new List<string>();
        if (issues.Length == 0 && mapping.DayForm is null) await SampleDays(reader, list, [.. new string?[said], .. columns], days, cancellation);
        var shape = new ListShape(named, separator, mapping.DayForm ?? WrittenDay.FormOf(days), headers, columns);
        return new(file, encoding, firstLine, shape, issues, days: null, said);
    }

    public async IAsyncEnumerable<ListRow> Rows([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var day in _days ?? []) yield return day;
        if (_days is not null) yield break;
        _file.Position = 0;
        var malformed = new HashSet<long>();
        await using var reader = Reader(_file, _encoding, Shape.Separator, malformed);
        await reader.ReadHeaderAsync(cancellation);
        var isMore = true;
        while (await IsReadable(async () => isMore = await reader.ReadAsync(cancellation)))
        {
            if (!isMore) yield break;
            var row = Row(reader);
            if (malformed.Remove(reader.LineNumber)) yield return row with { Problem = "QUOTES_DO_NOT_MATCH" };
            // Spreadsheets write the empty lines below a list as separators alone.
            else if (!row.Cells.All(string.IsNullOrWhiteSpace)) yield return row;
        }

        // Where such a row ends nobody knows: whoever reads the reason knows that what is behind it was not read either.
        yield return new((int)reader.LineNumber + _firstLine, "", [], new Dictionary<string, string>(), "TOO_LONG_REST_NOT_READ");
    }

    /// <summary>False where a row is longer than any can be.</summary>
    private static async Task<bool> IsReadable(Func<Task> read)
    {
        try
        {
            await read();
            return true;
        }
        catch (CsvFormatException)
        {
            return false;
        }
    }

    private static CsvReader Reader(Stream file, Encoding encoding, ListSeparator? separator, HashSet<long>? malformed) =>
        CsvReader.Create(file, new CsvReaderOptions
        {
            Encoding = encoding, Separator = separator switch { ListSeparator.Comma => ',', ListSeparator.Semicolon => ';', ListSeparator.Tab => '\t', _ => null },
            TrackLineNumbers = true, MaxRecordSize = LongestRow, OnMalformedRecord = record => malformed?.Add(record.LineNumber),
        }, leaveOpen: true);

    private ListRow Row(CsvReader reader)
    {
        var (line, text) = ((int)reader.LineNumber + _firstLine - 1, Encoding.UTF8.GetString(reader.RawRecord));
        string[] cells = [.. Enumerable.Range(_said, Math.Max(0, reader.FieldCount - _said)).Select(reader.GetString)];
        if (cells.Length != Shape.Headers.Count) return new(line, text, cells, new Dictionary<string, string>(), "FIELDS_DO_NOT_FIT_HEADER");
        var fields = Shape.Columns.Index().Where(column => column.Item is not null)
            .ToDictionary(column => column.Item!, column => CellText.Read(cells[column.Index]).Trim());
        return new(line, text, cells, fields, cells.Any(cell => cell.Contains('\uFFFD', StringComparison.Ordinal)) ? "WRONG_ENCODING" : null);
    }

    /// <summary>As it was chosen, else as it is guessed; a column whose chosen header this list does not have is guessed too.</summary>
    private static string? ColumnOf(string header, string[] headers, ListKind list, ColumnMapping mapping) =>
        mapping.Columns.Find(column => IsHeader(column.Header, header)) is { } chosen ? chosen.Column
        : ColumnWords.Guess(list, header) is { } guessed && !mapping.Columns.Exists(column => column.Column == guessed && headers.Any(other => IsHeader(column.Header, other))) ? guessed : null;

    /// <summary>As people compare them: case, spaces and dashes do not matter.</summary>
    private static bool IsHeader(string chosen, string header) =>
        chosen == header || (FoldedText.Squash(chosen) is { Length: > 0 } squashed && squashed == FoldedText.Squash(header));

    private static InputIssue[] HeaderIssues(ListKind list, string[] headers, string?[] columns)
    {
        if (headers.Length == 0 || headers.All(string.IsNullOrWhiteSpace)) return [new("list", "HEADER_REQUIRED")];
        var needed = ListColumns.Needed(list);
        return
        [
            .. columns.Index().Where(column => column.Item is not null).GroupBy(column => column.Item!).Where(same => same.Count() > 1)
                .Select(same => new InputIssue($"{OfHeader}{Shown(headers[same.Last().Index])}", "REPEATED_COLUMN")),
            .. needed.Any(columns.Contains) ? [] : new[] { new InputIssue($"{OfHeader}{string.Join('|', needed)}", ColumnRequired) },
        ];
    }

    private static async Task SampleDays(CsvReader reader, ListKind list, string?[] columns, List<string> days, CancellationToken cancellation)
    {
        var ofDays = ListColumns.Of(list).Where(column => column.IsDay).Select(column => Array.IndexOf(columns, column.Name)).Where(at => at >= 0).ToArray();
        for (var row = 0; ofDays.Length > 0 && row < SampleRows && await IsMore(); row++)
            days.AddRange(ofDays.Where(at => at < reader.FieldCount).Select(at => CellText.Read(reader.GetString(at)).Trim()).Where(text => text.Length > 0));

        async Task<bool> IsMore()
        {
            var isMore = false;
            return await IsReadable(async () => isMore = await reader.ReadAsync(cancellation)) && isMore;
        }
    }

    private static async Task<ListFile> CalendarFile(Stream file, ListEncoding named, Encoding encoding, CancellationToken cancellation)
    {
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var (days, issues) = CalendarDays.Read(await text.ReadToEndAsync(cancellation));
        return new(file, encoding, 1, new ListShape(named, null, DayForm.YearFirst, ["date", "name"], ["date", "name"]), issues, days);
    }

    private static ListSeparator SeparatorOf(char separator) => separator switch { ';' => ListSeparator.Semicolon, '\t' => ListSeparator.Tab, _ => ListSeparator.Comma };

    private static string Shown(string header) => header.Length <= 40 ? header : header[..40] + "…";
}
