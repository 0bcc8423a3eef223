using AfterSales.Records;

namespace AfterSales.Products.Rules;

public static class ProductRules
{
    public static Decision Register(string id, string branchId, string customerId, ProductDetails details) =>
        Issue(details) ?? (Decision)new ProductRegistered(id, branchId, customerId, details);

    /// <summary>The same unit, reported again: by the same customer it is amended; to move it to another is a step of its own.</summary>
    public static Decision Put(InstalledProduct product, string customerId, ProductDetails details)
    {
        if (product.CustomerId != customerId) return new ProductBelongsToAnother(product.Id);
        if (Issue(details) is { } issue) return issue;
        return product.Details == details ? Decision.NothingToDo : new ProductAmended(details);
    }

    /// <summary>What a list says of a unit beside what is known of it.</summary>
    public static ProductDetails Supplemented(ProductDetails known, ProductDetails listed) => listed with
    {
        PurchasedOn = listed.PurchasedOn ?? known.PurchasedOn,
        InstalledOn = listed.InstalledOn ?? known.InstalledOn,
        AcceptedOn = listed.AcceptedOn ?? known.AcceptedOn,
        Parts = listed.Parts.IsEmpty ? known.Parts : listed.Parts,
    };

    private static InputInvalid? Issue(ProductDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.Model)) return InputInvalid.At("model", "REQUIRED");
        if (details.InstalledOn < details.PurchasedOn) return InputInvalid.At("installedOn", "BEFORE_PURCHASE");
        if (details.AcceptedOn < (details.InstalledOn ?? details.PurchasedOn)) return InputInvalid.At("acceptedOn", "BEFORE_INSTALLATION");
        return details.Parts.Any(part => part.Months is < 0 or > 600) ? InputInvalid.At("parts", "OUT_OF_RANGE") : null;
    }
}

/// <summary>This serial number of this model is registered for another customer.</summary>
[GenerateSerializer, Immutable, Alias("ProductBelongsToAnother")]
public sealed record ProductBelongsToAnother([property: Id(0)] string ProductId) : Refusal;
