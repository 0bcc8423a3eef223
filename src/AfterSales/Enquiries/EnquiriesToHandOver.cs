using AfterSales.Branches;
using AfterSales.Enquiries.Rules;
using AfterSales.Storage;

namespace AfterSales.Enquiries;

/// <summary>What customers still wait for an answer to goes along when a branch closes, and what is still reported on.</summary>
internal sealed class EnquiriesToHandOver : IHandOverSource
{
    public string Kind => Enquiry.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<EnquiryRow>().Where(row => row.BranchId == branchId && ((row.State != EnquiryState.Told && row.State != EnquiryState.Lost) || row.ReportAt != null)).Select(row => row.Id);
}
