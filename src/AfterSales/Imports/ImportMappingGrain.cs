using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

[GrainType("import_mapping")]
public sealed class ImportMappingGrain(RecordServices services) : RecordGrain<ImportMapping>(services), IImportMappingGrain
{
    public Task<Answer> Choose(Intent<ChooseMapping> intent) => State is null
        ? Create(intent, now => new(Choose(null, intent.Body)))
        : Decide(intent, (mapping, now) => Choose(mapping, intent.Body));

    public Task<Answer> Note(Intent<NoteList> intent)
    {
        var list = intent.Body;
        return State is null ? Create(intent, now => new(Noted(now))) : Decide(intent, (_, now) => Noted(now));

        Decision Noted(DateTimeOffset now) => new ListTaken(Key, list.BranchId, list.List, new(now, intent.Caller.Account, list.Rows, list.Taken, list.Rejected, list.IsWhole));
    }

    protected override IEnumerable<object> RowsOf(ImportMapping state, RowStamp stamp) => [];

    private Decision Choose(ImportMapping? known, ChooseMapping chosen) => MappingRules.Choose(known, Key, chosen.BranchId, chosen.List, chosen.Mapping);
}
