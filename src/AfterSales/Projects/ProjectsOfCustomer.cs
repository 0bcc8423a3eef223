using AfterSales.Customers;
using AfterSales.Storage;

namespace AfterSales.Projects;

/// <summary>Projects that are neither closed nor cancelled.</summary>
internal sealed class ProjectsOfCustomer : ICustomerWork
{
    public IQueryable<string> OpenFor(AfterSalesDb db, IReadOnlyCollection<string> customerIds) =>
        db.Set<ProjectRow>().Where(row => customerIds.Contains(row.CustomerId) && row.IsOpen).Select(row => row.Id);
}
