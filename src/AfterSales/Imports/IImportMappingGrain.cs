using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>How a branch's lists of one kind are read, by its key <c>im-…</c>.</summary>
[Alias("IImportMappingGrain")]
public interface IImportMappingGrain : IRecord<ImportMapping>
{
    const string Prefix = "im-";

    static string KeyOf(ListKind list, string branchId) => RecordKey.Derived(Prefix, $"{list}\n{branchId}");

    /// <summary>Refused: InputInvalid.</summary>
    [Alias("Choose")]
    Task<Answer> Choose(Intent<ChooseMapping> intent);
}

[GenerateSerializer, Immutable, Alias("ChooseMapping")]
public sealed record ChooseMapping([property: Id(0)] string BranchId, [property: Id(1)] ListKind List, [property: Id(2)] ColumnMapping Mapping);
