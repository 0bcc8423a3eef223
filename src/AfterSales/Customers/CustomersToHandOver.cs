using AfterSales.Branches;
using AfterSales.Customers.Rules;
using AfterSales.Storage;

namespace AfterSales.Customers;

/// <summary>All customer files go along when a branch closes.</summary>
internal sealed class CustomersToHandOver : IHandOverSource
{
    public string Kind => Customer.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<CustomerRow>().Where(row => row.BranchId == branchId).Select(row => row.Id);
}
