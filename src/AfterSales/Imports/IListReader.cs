using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>Brings the rows of one kind of list into our words.</summary>
internal interface IListReader
{
    ListKind List { get; }

    Permission Permission { get; }

    /// <summary>An item for each row, in order.</summary>
    Task<IReadOnlyList<ListItem>> Read(ListPart part, CancellationToken cancellation);
}

/// <summary>Some rows of a list that follow each other.</summary>
internal sealed record ListPart(Branch Branch, IReadOnlyList<ListRow> Rows, DayForm DayForm, Caller Caller);

/// <summary>A row as it would be taken, or what is wrong with each of its fields.</summary>
/// <param name="Second">What else the row brings: put on file after all rows' first things.</param>
internal sealed record ListItem(ListRow Row, IReadOnlyList<InputIssue> Issues, ListPut? First, ListPut? Second = null)
{
    public static ListItem Wrong(ListRow row, IReadOnlyList<InputIssue> issues) => new(row, issues, null);
}

/// <summary>Something that a row puts on file; the same again changes nothing.</summary>
/// <param name="Key">Things with the same one are put in order.</param>
/// <param name="Records">Those it wakes. A list has more of them than are worked with, so they leave memory with their part of the list.</param>
internal sealed record ListPut(string Key, Func<Task<Refusal?>> Put, params IReadOnlyList<IRecord> Records)
{
    public static ListPut To<TGrain>(TGrain record, Func<TGrain, Task<Answer>> ask, params IReadOnlyList<IRecord> others) where TGrain : IRecord =>
        new(record.GetPrimaryKeyString(), async () => (await ask(record)).Refusal, [record, .. others]);
}

/// <summary>What the readers of all lists check and read alike.</summary>
internal sealed class RowFields(ListRow row, ListKind list, DayForm dayForm)
{
    public List<InputIssue> Issues { get; } = [.. IssuesOf(row, list)];

    public bool IsUnreadable => row.Problem is not null;

    public string? this[string column] => row[column];

    public DateOnly? Day(string column)
    {
        if (row[column] is not { } text) return null;
        if (WrittenDay.Read(text, dayForm) is { } day) return day;
        Issues.Add(new(column, "NOT_A_DATE"));
        return null;
    }

    public TimeOnly? Time(string column)
    {
        if (row[column] is not { } text) return null;
        if (WrittenDay.Time(text) is { } time) return time;
        Issues.Add(new(column, "NOT_A_TIME"));
        return null;
    }

    public TEnum Word<TEnum>(string column, TEnum unsaid) where TEnum : struct, Enum
    {
        if (row[column] is not { } text) return unsaid;
        if (ColumnWords.Value<TEnum>(text) is { } known) return known;
        Issues.Add(new(column, "UNKNOWN"));
        return unsaid;
    }

    public string? Key(string column, string prefix)
    {
        if (row[column] is not { } key) return null;
        if (RecordKey.IsWellFormed(prefix, key)) return key;
        Issues.Add(new(column, "KEY_MALFORMED"));
        return null;
    }

    private static IEnumerable<InputIssue> IssuesOf(ListRow row, ListKind list)
    {
        if (row.Problem is { } problem) yield return new("row", problem);
        var columns = ListColumns.Of(list).ToDictionary(column => column.Name);
        foreach (var (column, text) in row.Fields)
        {
            if (!InputText.IsClean(text)) yield return new(column, "FORBIDDEN_CHARACTER");
            if (text.Length > columns[column].Longest) yield return new(column, "TOO_LONG");
        }
    }
}
