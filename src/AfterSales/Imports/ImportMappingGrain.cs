using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

[GrainType("import_mapping")]
public sealed class ImportMappingGrain(RecordServices services) : RecordGrain<ImportMapping>(services), IImportMappingGrain
{
    public Task<Answer> Choose(Intent<ChooseMapping> intent) => State is null
        ? Create(intent, now => new(Choose(null, intent.Body)))
        : Decide(intent, (mapping, now) => Choose(mapping, intent.Body));

    protected override IEnumerable<object> RowsOf(ImportMapping state, RowStamp stamp) => [];

    private Decision Choose(ImportMapping? known, ChooseMapping chosen) => MappingRules.Choose(known, Key, chosen.BranchId, chosen.List, chosen.Mapping);
}
