using AfterSales.Products.Rules;
using AfterSales.Search;

namespace AfterSales.Products;

/// <summary>What an installed product is found by: model, serial number, warranty card and its customer.</summary>
internal static class ProductSearch
{
    public static SearchRow Of(InstalledProduct product) => SearchRow.Of(
        SearchKind.InstalledProduct, product.Id, product.BranchId, product.Details.Model, product.Details.Serial, codes: [product.Details.Serial, product.Card?.Number],
        customerId: product.CustomerId);
}
