using AfterSales.Branches;
using AfterSales.HardProblems.Rules;
using AfterSales.Storage;

namespace AfterSales.HardProblems;

/// <summary>What headquarters has not answered yet goes along when a branch closes.</summary>
internal sealed class HardProblemsToHandOver : IHandOverSource
{
    public string Kind => HardProblem.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<HardProblemRow>().Where(row => row.BranchId == branchId && row.IsOpen).Select(row => row.Id);
}
