using AfterSales.Branches;
using AfterSales.Complaints.Rules;
using AfterSales.Storage;

namespace AfterSales.Complaints;

/// <summary>Complaints that are not closed go along when a branch closes.</summary>
internal sealed class ComplaintsToHandOver : IHandOverSource
{
    public string Kind => Complaint.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<ComplaintRow>().Where(row => row.BranchId == branchId && row.State != ComplaintState.Closed).Select(row => row.Id);
}
