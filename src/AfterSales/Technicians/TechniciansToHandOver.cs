using AfterSales.Branches;
using AfterSales.Technicians.Rules;
using AfterSales.Storage;

namespace AfterSales.Technicians;

/// <summary>Technicians go along when a branch closes, with the tools they keep and the appointments they have.</summary>
internal sealed class TechniciansToHandOver : IHandOverSource
{
    public string Kind => Technician.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<TechnicianRow>().Where(row => row.BranchId == branchId && row.IsActive).Select(row => row.Id);
}
