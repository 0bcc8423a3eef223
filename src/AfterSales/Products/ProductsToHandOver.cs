using AfterSales.Branches;
using AfterSales.Products.Rules;
using AfterSales.Storage;

namespace AfterSales.Products;

/// <summary>All installed products go along with their customers when a branch closes.</summary>
internal sealed class ProductsToHandOver : IHandOverSource
{
    public string Kind => InstalledProduct.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<InstalledProductRow>().Where(row => row.BranchId == branchId).Select(row => row.Id);
}
