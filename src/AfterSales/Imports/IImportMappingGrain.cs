using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>How a branch's lists of one kind are read, and which were taken, by its key <c>im-…</c>.</summary>
[Alias("IImportMappingGrain")]
public interface IImportMappingGrain : IRecord<ImportMapping>
{
    const string Prefix = "im-";

    static string KeyOf(ListKind list, string branchId) => RecordKey.Derived(Prefix, $"{list}\n{branchId}");

    /// <summary>Refused: InputInvalid.</summary>
    [Alias("Choose")]
    Task<Answer> Choose(Intent<ChooseMapping> intent);

    /// <summary>A list was taken, to its end or not.</summary>
    [Alias("Note")]
    Task<Answer> Note(Intent<NoteList> intent);
}

[GenerateSerializer, Immutable, Alias("ChooseMapping")]
public sealed record ChooseMapping([property: Id(0)] string BranchId, [property: Id(1)] ListKind List, [property: Id(2)] ColumnMapping Mapping);

[GenerateSerializer, Immutable, Alias("NoteList")]
public sealed record NoteList(
    [property: Id(0)] string BranchId, [property: Id(1)] ListKind List, [property: Id(2)] int Rows, [property: Id(3)] int Taken, [property: Id(4)] int Rejected, [property: Id(5)] bool IsWhole);
