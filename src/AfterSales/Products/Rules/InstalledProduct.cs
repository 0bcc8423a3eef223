using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>A part with a warranty term of its own (domain.md §2).</summary>
/// <param name="Months">From the start of the product's warranty.</param>
[GenerateSerializer, Immutable, Alias("PartWarranty")]
public sealed record PartWarranty([property: Id(0)] string Part, [property: Id(1)] int Months);

/// <param name="Serial">Null where it is not known yet.</param>
/// <param name="PurchasedOn">A day at the branch, like the other two.</param>
[GenerateSerializer, Immutable, Alias("ProductDetails")]
public sealed record ProductDetails(
    [property: Id(0)] string Model,
    [property: Id(1)] string? Serial,
    [property: Id(2)] DateOnly? PurchasedOn,
    [property: Id(3)] DateOnly? InstalledOn,
    [property: Id(4)] DateOnly? AcceptedOn,
    [property: Id(5)] ImmutableList<PartWarranty> Parts)
{
    public bool Equals(ProductDetails? other) => other is not null && Parts.SequenceEqual(other.Parts)
        && (Model, Serial, PurchasedOn, InstalledOn, AcceptedOn) == (other.Model, other.Serial, other.PurchasedOn, other.InstalledOn, other.AcceptedOn);

    public override int GetHashCode() => HashCode.Combine(Model, Serial, PurchasedOn);
}

/// <summary>A product at a customer's.</summary>
[GenerateSerializer, Immutable, Alias("InstalledProduct")]
public sealed record InstalledProduct : IRecordState<InstalledProduct>
{
    public static string Kind => "installed_product";

    /// <summary><c>ip-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string CustomerId { get; init; } = "";

    [Id(3)]
    public ProductDetails Details { get; init; } = new("", null, null, null, null, []);

    public DateTimeOffset? NextDue => null;

    public static InstalledProduct Apply(InstalledProduct? state, Event happened) => happened switch
    {
        ProductRegistered e => new InstalledProduct { Id = e.Id, BranchId = e.BranchId, CustomerId = e.CustomerId, Details = e.Details },
        ProductAmended e => state! with { Details = e.Details },
        _ => state!,
    };
}

public sealed record ProductRegistered(string Id, string BranchId, string CustomerId, ProductDetails Details) : Event;

public sealed record ProductAmended(ProductDetails Details) : Event;
