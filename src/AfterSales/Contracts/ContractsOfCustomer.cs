using AfterSales.Customers;
using AfterSales.Contracts.Rules;
using AfterSales.Storage;

namespace AfterSales.Contracts;

/// <summary>Running contracts.</summary>
internal sealed class ContractsOfCustomer : ICustomerWork
{
    public IQueryable<string> OpenFor(AfterSalesDb db, IReadOnlyCollection<string> customerIds) =>
        db.Set<ContractRow>().Where(row => customerIds.Contains(row.CustomerId) && row.State == ContractState.Running).Select(row => row.Id);
}
