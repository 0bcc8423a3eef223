using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Imports.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Imports;

/// <summary>A column that a list may have.</summary>
/// <param name="Name">How a mapping names it.</param>
/// <param name="Header">What it is called, in the caller's language.</param>
/// <param name="IsNeeded">A list has to have at least one of the needed columns.</param>
[Name("ImportColumn"), SecuredByParent]
public sealed record ImportColumnView(string Name, string Header, bool IsNeeded);

/// <summary>How a branch's lists of one kind are read.</summary>
[Name("ImportMapping"), SecuredByParent]
public sealed record ImportMappingView(
    ListKind List, string BranchId, IReadOnlyList<MappedColumnView> Columns, DayForm? DayForm, ListEncoding? Encoding, ListSeparator? Separator)
{
    public static ImportMappingView Of(ImportMapping mapping) => new(mapping.List, mapping.BranchId,
        [.. mapping.Mapping.Columns.Select(column => new MappedColumnView(column.Header, column.Column))],
        mapping.Mapping.DayForm, mapping.Mapping.Encoding, mapping.Mapping.Separator);
}

/// <param name="Header">As it stands in the list.</param>
/// <param name="Column">What it holds; null where nothing known.</param>
[Name("MappedColumn"), SecuredByParent]
public sealed record MappedColumnView(string Header, string? Column);

/// <summary>A list that was taken.</summary>
[Name("TakenList"), SecuredByParent]
public sealed class TakenListView(ListKind list, TakenList taken)
{
    public ListKind List => list;

    public DateTimeOffset At => taken.At;

    /// <summary>Who sent it.</summary>
    public Deferred<string?> GetByName(AccountNameLoader names) => names.Load(taken.By);

    public int Rows => taken.Rows;

    /// <summary>Rows that are on file, new or as before.</summary>
    public int Taken => taken.Taken;

    /// <summary>Rows that were not taken, or not wholly.</summary>
    public int Rejected => taken.Rejected;

    /// <summary>It was read to its end; else it was broken off, and what had been read is on file.</summary>
    public bool IsWhole => taken.IsWhole;
}

/// <summary>A list before it is taken.</summary>
/// <param name="ColumnsNotTaken">Headers that say nothing we know: a mapping may say what stands below them.</param>
/// <param name="Issues">What speaks against taking it at all.</param>
/// <param name="Rows">The first ones.</param>
[Name("ImportPreview"), SecuredByParent]
public sealed record ImportPreviewView(
    ListEncoding Encoding, ListSeparator? Separator, DayForm DayForm, IReadOnlyList<MappedColumnView> Columns, IReadOnlyList<string> ColumnsNotTaken,
    IReadOnlyList<PreviewRowView> Rows, IReadOnlyList<ImportIssueView> Issues);

/// <param name="Line">Where the row begins in the file.</param>
/// <param name="Cells">By place.</param>
[Name("ImportPreviewRow"), SecuredByParent]
public sealed record PreviewRowView(int Line, IReadOnlyList<string> Cells, IReadOnlyList<ImportIssueView> Issues);

/// <param name="Path">The column by the name a mapping gives it, or <c>row</c>, or <c>list</c>.</param>
/// <param name="Heading">The column as the list itself heads it; one that is missing by what it is called in the caller's language.</param>
/// <param name="Message">What people read: the heading, and what is wrong with it.</param>
[Name("ImportIssue"), SecuredByParent]
public sealed record ImportIssueView(string Path, string Code, string Heading, string Message);

[Queries]
public sealed class ImportQueries(ImportRights rights, ListImport import, TakenLists taken, IGrainFactory grains)
{
    private const int LongestStart = 700_000;

    /// <summary>The columns a list may have.</summary>
    [Secured(Permission.UseOwnAccount)]
    public IReadOnlyList<ImportColumnView> GetImportColumns(ListKind list, Caller caller) =>
    [
        .. ListColumns.Of(list).Select(column =>
            new ImportColumnView(column.Name, ColumnWords.Header(column.Name, caller.Language), ListColumns.Needed(list).Contains(column.Name))),
    ];

    /// <summary>How a branch's lists of a kind are read, as it was chosen last; null where nothing was chosen or may be seen.</summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<ImportMappingView?> GetImportMappingAsync(ListKind list, string branchId, Caller caller) =>
        await rights.BranchFor(list, branchId, caller) is not null
        && await grains.GetGrain<IImportMappingGrain>(IImportMappingGrain.KeyOf(list, branchId)).Read(caller) is { } mapping
        && mapping.Mapping != ColumnMapping.Guessed ? ImportMappingView.Of(mapping) : null;

    /// <summary>The lists that were taken for a branch, of the kinds you may import there, the latest first; the last twenty of each kind.</summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<IReadOnlyList<TakenListView>> GetTakenListsAsync(string branchId, Caller caller)
    {
        var found = new List<TakenListView>();
        foreach (var list in Enum.GetValues<ListKind>())
            if (await rights.BranchFor(list, branchId, caller) is not null) found.AddRange((await taken.Of(list, branchId)).Select(one => new TakenListView(list, one)));
        return [.. found.OrderByDescending(one => one.At)];
    }

    /// <summary>
    /// The first rows of a list as they would be taken, with what is wrong with each. Nothing is put on file. Null where you may not import
    /// such lists for this branch.
    /// </summary>
    /// <param name="base64">The beginning of the file, byte by byte as it is.</param>
    /// <param name="mapping">Left out: as chosen for the branch, else guessed.</param>
    [Secured(Permission.UseOwnAccount)]
    public async Task<ImportPreviewView?> PreviewImportAsync(
        ListKind list, string branchId, [StringLength(LongestStart), Base64String] string base64, Caller caller, CancellationToken cancellation,
        ColumnMappingInput? mapping = null, [Range(1, 50)] int first = 10)
    {
        if (await rights.BranchFor(list, branchId, caller) is not { } allowed) return null;
        using var start = new MemoryStream(Convert.FromBase64String(base64));
        var file = await ListFile.Open(start, list, mapping?.ToMapping(list) ?? await rights.MappingFor(list, branchId), allowed.Branch.Country, cancellation: cancellation);
        var items = file.Issues.Count > 0 ? [] : await import.Preview(list, allowed.Branch, file, first, allowed.Caller, cancellation);
        var shape = file.Shape;
        return new(shape.Encoding, shape.Separator, shape.DayForm, [.. shape.Headers.Zip(shape.Columns, (header, column) => new MappedColumnView(header, column))], shape.NotTaken,
            [.. items.Select(item => new PreviewRowView(item.Row.Line, item.Row.Cells, Views(item.Issues)))], Views(file.Issues));

        IReadOnlyList<ImportIssueView> Views(IEnumerable<InputIssue> issues) => [.. issues.Select(issue => View(issue, Headings.Of(issue, shape, list, caller.Language), caller.Language))];
    }

    private static ImportIssueView View(InputIssue issue, string heading, string language) => new(issue.Path, issue.Code, heading, RefusalWording.Word(issue with { Path = heading }, language));
}
