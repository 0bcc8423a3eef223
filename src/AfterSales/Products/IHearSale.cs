using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

/// <summary>What wants to hear of sales, by the key of the sale.</summary>
[Alias("IHearSale")]
public interface IHearSale : IGrainWithStringKey
{
    const string Prefix = "sale-";

    /// <summary>A unit is sold once to a customer: the key follows from both, so that hearing of it again changes nothing.</summary>
    static string KeyOf(string productId, string customerId) => RecordKey.Derived(Prefix, $"{productId}\n{customerId}");

    /// <summary>The day of a unit's purchase is known. Refused: NotFound (branch).</summary>
    [Alias("Sold")]
    Task<Answer> Sold(Intent<ProductSold> intent);
}

/// <param name="BranchId">The branch that keeps the customer's file.</param>
/// <param name="SellerId">The branch (<c>b-…</c>), dealer (<c>d-…</c>) or customer file of a dealer (<c>c-…</c>) that sold it; null where nobody knows.</param>
/// <param name="SoldOn">The day at the branch.</param>
[GenerateSerializer, Immutable, Alias("ProductSold")]
public sealed record ProductSold(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string ProductId,
    [property: Id(3)] string? SellerId,
    [property: Id(4)] DateOnly SoldOn);

/// <summary>A unit's purchase became known: whoever follows sales hears of it.</summary>
public sealed record TellSale(ProductSold Sale) : Effect
{
    // No plan looks further back: what a list of old units brings in is no sale any more.
    private const int LongestAgoDays = 400;

    public override string Target => IHearSale.KeyOf(Sale.ProductId, Sale.CustomerId);

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<IHearSale>(Target).Sold(context.Intent(Sale));

    internal static IEnumerable<Effect> Of(InstalledProduct product, Event happened)
    {
        return happened switch
        {
            ProductRegistered { Details.PurchasedOn: { } day } e when e.Day.DayNumber - day.DayNumber <= LongestAgoDays => On(day),
            ProductAmended { Details.PurchasedOn: { } day } when product.Retirement is null => On(day),
            _ => [],
        };

        IEnumerable<Effect> On(DateOnly day) =>
        [
            new TellSale(new ProductSold(product.BranchId, product.CustomerId, product.Id, product.Details.SellerId, day)),
            new OweCustomerFile(product.CustomerId, FileOccasion.Sale, At: null, Responsible: null, day),
        ];
    }
}
