using AfterSales.Branches;
using AfterSales.Tasks.Rules;
using AfterSales.Storage;

namespace AfterSales.Tasks;

/// <summary>Open tasks go along when a branch closes.</summary>
internal sealed class TasksToHandOver : IHandOverSource
{
    public string Kind => WorkTask.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<WorkTaskRow>().Where(row => row.BranchId == branchId && row.IsOpen).Select(row => row.Id);
}
