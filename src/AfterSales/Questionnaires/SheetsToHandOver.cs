using AfterSales.Branches;
using AfterSales.Questionnaires.Rules;
using AfterSales.Storage;

namespace AfterSales.Questionnaires;

/// <summary>Sheets that can still be answered go along with their customers when a branch closes.</summary>
internal sealed class SheetsToHandOver : IHandOverSource
{
    public string Kind => QuestionnaireSheet.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<QuestionnaireSheetRow>().Where(row => row.BranchId == branchId && row.State == SheetState.Open).Select(row => row.Id);
}
