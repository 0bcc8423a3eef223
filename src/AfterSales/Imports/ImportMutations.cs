using System.ComponentModel.DataAnnotations;
using System.Text;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>What became of a list.</summary>
/// <param name="Taken">Rows that are on file now, new or as before.</param>
/// <param name="Rejected">Rows that were not taken, or not wholly.</param>
/// <param name="ColumnsNotTaken">Headers that say nothing we know: what stands below them was left out.</param>
[SecuredByParent]
public sealed record ImportReport(int Rows, int Taken, int Rejected, IReadOnlyList<string> ColumnsNotTaken, IReadOnlyList<ImportReject> Rejects);

/// <summary>A row that was not taken.</summary>
/// <param name="Line">Where the row begins in the list.</param>
/// <param name="Reason">What to put right, in the caller's language.</param>
/// <param name="Text">The row as it came.</param>
[SecuredByParent]
public sealed record ImportReject(int Line, string Reason, string Text);

/// <param name="Header">As it stands in the list.</param>
/// <param name="Column">One of <c>importColumns</c>: its name, or what it is called in any of the languages.</param>
public sealed record MappedColumnInput(string Header, [property: StringLength(40)] string Column);

/// <summary>How a list is to be read; what is left out is found out from the list.</summary>
public sealed record ColumnMappingInput(
    [property: MaxLength(100)] IReadOnlyList<MappedColumnInput> Columns, DayForm? DayForm = null, ListEncoding? Encoding = null, ListSeparator? Separator = null)
{
    internal ColumnMapping ToMapping(ListKind list) => new(
        [.. Columns.Select(column => new MappedColumn(column.Header.Trim(), ColumnWords.Guess(list, column.Column) ?? column.Column))], DayForm, Encoding, Separator);
}

[Mutations]
public sealed class ImportMutations(ImportRights rights, ListImport import, TakenLists taken, IGrainFactory grains)
{
    private const int LongestList = 500_000;

    /// <summary>
    /// Takes a short list. Good rows are kept whatever the others are; the same list again changes nothing. A long one is sent as a file to
    /// <c>/imports/…</c>.
    /// </summary>
    /// <param name="csv">A header and rows, divided by commas, semicolons or tabs; a calendar also as iCalendar.</param>
    /// <param name="firstLine">The number of the header's line, where the list is part of a longer one.</param>
    /// <param name="mapping">Left out: as chosen for the branch, else guessed.</param>
    /// <param name="requestId">Needless here, as every repeat does the same; taken because every mutation takes one.</param>
    [Secured(Permission.UseOwnAccount)]
    public async Task<Outcome<ImportReport>> ImportList(
        ListKind list, string branchId, [StringLength(LongestList)] string csv, Caller caller, CancellationToken cancellation,
        [Range(1, int.MaxValue / 2)] int firstLine = 1, ColumnMappingInput? mapping = null, string? requestId = null)
    {
        if (await rights.BranchFor(list, branchId, caller) is not { } allowed) return await rights.Refuse(branchId, caller);
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var how = (mapping?.ToMapping(list) ?? await rights.MappingFor(list, branchId)) with { Encoding = ListEncoding.Utf8 };
        var file = await ListFile.Open(text, list, how, allowed.Branch.Country, firstLine, cancellation);
        if (file.Issues.Count > 0) return Headings.Named(new InputInvalid(file.Issues), file.Shape, list, caller.Language);
        var rejects = new List<ImportReject>();
        var last = new ImportProgress(0, 0, 0, []);
        await foreach (var progress in taken.Noted(list, branchId, allowed.Caller, import.Take(list, allowed.Branch, file, allowed.Caller, cancellation), cancellation))
        {
            rejects.AddRange(progress.Rejects.Select(reject => new ImportReject(reject.Row.Line, reject.Reason, reject.Row.Text)));
            last = progress;
        }

        return new ImportReport(last.Rows, last.Taken, last.Rejected, file.Shape.NotTaken, rejects);
    }

    /// <summary>Chooses how a branch's lists of a kind are read from now on.</summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<Outcome<ImportMappingView>> ChooseImportMapping(
        ListKind list, string branchId, ColumnMappingInput mapping, Caller caller, string? requestId = null) =>
        await rights.BranchFor(list, branchId, caller) is not { } allowed ? await rights.Refuse(branchId, caller)
            : await grains.Ask<IImportMappingGrain, ImportMapping, ImportMappingView>(IImportMappingGrain.Prefix, IImportMappingGrain.KeyOf(list, branchId), allowed.Caller,
                grain => grain.Choose(new Intent<ChooseMapping>(new(branchId, list, mapping.ToMapping(list)), allowed.Caller, requestId)), (state, _) => ImportMappingView.Of(state));
}
