using AfterSales.Branches;
using AfterSales.Contracts.Rules;
using AfterSales.Storage;

namespace AfterSales.Contracts;

/// <summary>Running contracts go along when a branch closes, with the inspections they still owe.</summary>
internal sealed class ContractsToHandOver : IHandOverSource
{
    public string Kind => Contract.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<ContractRow>().Where(row => row.BranchId == branchId && row.State == ContractState.Running).Select(row => row.Id);
}
