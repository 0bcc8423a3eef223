using AfterSales.Customers;
using AfterSales.Storage;

namespace AfterSales.Tickets;

/// <summary>Tickets on which there is still work to be done.</summary>
internal sealed class TicketsOfCustomer : ICustomerWork
{
    public IQueryable<string> OpenFor(AfterSalesDb db, IReadOnlyCollection<string> customerIds) =>
        db.Set<TicketRow>().Where(row => row.CustomerId != null && customerIds.Contains(row.CustomerId) && row.IsOpen).Select(row => row.Id);
}
