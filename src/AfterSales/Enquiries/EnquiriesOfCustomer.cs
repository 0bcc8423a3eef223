using AfterSales.Customers;
using AfterSales.Enquiries.Rules;
using AfterSales.Storage;

namespace AfterSales.Enquiries;

/// <summary>What he still waits for an answer to.</summary>
internal sealed class EnquiriesOfCustomer : ICustomerWork
{
    public IQueryable<string> OpenFor(AfterSalesDb db, IReadOnlyCollection<string> customerIds) =>
        db.Set<EnquiryRow>().Where(row => row.CustomerId != null && customerIds.Contains(row.CustomerId) && ((row.State != EnquiryState.Told && row.State != EnquiryState.Lost) || row.ReportAt != null)).Select(row => row.Id);
}
