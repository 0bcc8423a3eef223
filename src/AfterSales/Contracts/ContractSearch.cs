using AfterSales.Contracts.Rules;
using AfterSales.Search;

namespace AfterSales.Contracts;

/// <summary>What a contract is found by: its number and its customer.</summary>
internal static class ContractSearch
{
    public static SearchRow Of(Contract contract) => SearchRow.Of(
        SearchKind.Contract, contract.Id, contract.BranchId, contract.Number, codes: [contract.Number], customerId: contract.CustomerId);
}
