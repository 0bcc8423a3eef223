using AfterSales.Branches;
using AfterSales.Storage;
using AfterSales.Surveys.Rules;

namespace AfterSales.Surveys;

/// <summary>Opinion cards that wait to go out or for an answer go along when a branch closes.</summary>
internal sealed class SurveysToHandOver : IHandOverSource
{
    public string Kind => SurveyCard.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<SurveyCardRow>().Where(row => row.BranchId == branchId && (row.State == SurveyState.Planned || row.State == SurveyState.Invited)).Select(row => row.Id);
}
