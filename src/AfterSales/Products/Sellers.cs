using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

/// <summary>
/// Who sells: the branches, the dealers for whom somebody logs in, and those on file as customers. Nobody else could be asked to call after the sale.
/// </summary>
public sealed class Sellers(CustomerFiles customers, ReferenceCache<IBranchGrain, Branch> branches, OpenAccounts accounts)
{
    /// <summary>Refuses a seller nobody knows; who was named before stays, whatever became of him.</summary>
    public async Task<NotFound?> Refuse(ProductDetails? known, ProductDetails details) =>
        details.SellerId is not { } seller || seller == known?.SellerId || !ProductCheck.IsSeller(seller) || await IsKnown(seller) ? null : new NotFound(seller);

    private async ValueTask<bool> IsKnown(string seller) =>
        RecordKey.IsWellFormed(IBranchGrain.Prefix, seller) ? await branches.Get(seller) is not null
        : RecordKey.IsWellFormed(ICustomerGrain.Prefix, seller) ? await customers.Find(seller, Caller.System) is { Details.Kind: CustomerKind.Dealer }
        : await accounts.AnyAt(seller, Role.Dealer);
}
