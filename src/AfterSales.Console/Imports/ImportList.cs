using AfterSales.Console.Shell;

namespace AfterSales.Console.Imports;

/// <summary>A kind of list that may be taken.</summary>
/// <param name="Kind"><c>INSTALLED_PRODUCTS</c>.</param>
/// <param name="Path">Its place below <c>imports/</c>.</param>
/// <param name="Permission">Who may take it.</param>
internal sealed record ImportKind(string Kind, string Path, string Permission)
{
    public static IReadOnlyList<ImportKind> All { get; } =
    [
        new("CUSTOMERS", "customers", "IMPORT_CUSTOMERS"), new("INSTALLED_PRODUCTS", "installed-products", "IMPORT_CUSTOMERS"), new("CONTRACTS", "contracts", "KEEP_CONTRACTS"),
        new("TECHNICIANS", "technicians", "MANAGE_TECHNICIANS"), new("CALENDAR", "calendar", "MANAGE_BRANCHES"),
    ];

    public static IReadOnlyList<ImportKind> For(Viewer viewer) => [.. All.Where(list => viewer.May(list.Permission))];
}

/// <summary>A list that goes out, to its end.</summary>
/// <param name="Name">Its place below <c>exports/</c>.</param>
/// <param name="Permission">Who sees it.</param>
internal sealed record ExportKind(string Name, string Permission)
{
    public static IReadOnlyList<ExportKind> All { get; } =
    [
        new("customers", "SEE_CUSTOMERS"), new("installedProducts", "SEE_CUSTOMERS"), new("contracts", "SEE_CONTRACTS"), new("technicians", "SEE_TECHNICIANS"),
        new("calendarDays", "SEE_BRANCHES"), new("tickets", "SEE_TICKETS"),
    ];
}

public sealed record FoundColumns(IReadOnlyList<ImportColumn> ImportColumns);

/// <param name="Header">What it is called, in the viewer's language.</param>
public sealed record ImportColumn(string Name, string Header, bool IsNeeded);

public sealed record FoundImportPreview(ImportPreview? PreviewImport);

/// <summary>The beginning of a list as it would be taken.</summary>
/// <param name="Issues">What speaks against taking it at all.</param>
public sealed record ImportPreview(
    string Encoding, string? Separator, string DayForm, IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<string> ColumnsNotTaken, IReadOnlyList<PreviewRow> Rows,
    IReadOnlyList<ImportIssue> Issues);

/// <param name="Column">Null where its header says nothing that is known.</param>
public sealed record PreviewColumn(string Header, string? Column);

public sealed record PreviewRow(int Line, IReadOnlyList<string> Cells, IReadOnlyList<ImportIssue> Issues);

public sealed record ImportIssue(string Message);

public sealed record ChosenMapping(string List);

/// <summary>How far a list is, as the browser tells it.</summary>
/// <param name="Rejects">The first of the rows that were not taken.</param>
/// <param name="Failure">Why it was not taken to its end; null where nothing is wrong.</param>
public sealed record ImportProgress(int Rows, int Taken, int Rejected, bool IsDone, IReadOnlyList<RejectedRow> Rejects, string? Failure);

public sealed record RejectedRow(int Line, string Reason);

public sealed record FoundTakenLists(IReadOnlyList<TakenList> TakenLists);

/// <param name="IsWhole">It was read to its end.</param>
public sealed record TakenList(string List, DateTimeOffset At, string? ByName, int Rows, int Taken, int Rejected, bool IsWhole);
