using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;

namespace AfterSales.Products.Rules;

/// <summary>A warranty term agreed with this customer for a part of this unit; it counts before the catalogue's (domain.md §2).</summary>
/// <param name="Part">The part's code or name.</param>
/// <param name="Months">From the start of the product's warranty; 0: none.</param>
[GenerateSerializer, Immutable, Alias("PartWarranty")]
public sealed record PartWarranty([property: Id(0)] string Part, [property: Id(1)] int Months);

/// <summary>What is known of a unit. Days are days at the branch that keeps it.</summary>
/// <param name="Model">The model's code as it was given; one that the catalogue does not know is taken too.</param>
/// <param name="Serial">Null where it is not known yet.</param>
/// <param name="InstalledOn">The completion of its installation.</param>
/// <param name="AcceptedOn">The signed acceptance.</param>
/// <param name="Parts">Terms agreed for single parts.</param>
/// <param name="SellerId">The branch (<c>b-…</c>), dealer (<c>d-…</c>) or customer file of a dealer (<c>c-…</c>) that sold it; null where nobody knows.</param>
/// <param name="IsProject">Delivered within an installation project: a warranty agreement is owed beside the card, and the projects' general term holds.</param>
/// <param name="AgreedMonths">A term agreed for the whole unit; a part keeps a longer one of the catalogue.</param>
[GenerateSerializer, Immutable, Alias("ProductDetails")]
public sealed record ProductDetails(
    [property: Id(0)] string Model,
    [property: Id(1)] string? Serial,
    [property: Id(2)] DateOnly? PurchasedOn,
    [property: Id(3)] DateOnly? InstalledOn,
    [property: Id(4)] DateOnly? AcceptedOn,
    [property: Id(5)] ImmutableList<PartWarranty> Parts,
    [property: Id(6)] string? SellerId = null,
    [property: Id(7)] bool IsProject = false,
    [property: Id(8)] int? AgreedMonths = null)
{
    public static ProductDetails Unknown { get; } = new("", null, null, null, null, []);

    /// <summary>The day that decides which terms it was sold with: of purchase, else the first that is known of it.</summary>
    public DateOnly? SoldOn => PurchasedOn ?? InstalledOn ?? AcceptedOn;

    /// <summary>When it was ready for use, as far as is known: the card is owed from then.</summary>
    public DateOnly? CompletedOn => AcceptedOn ?? InstalledOn;

    /// <summary>Is it the same unit: same model, and no other serial number.</summary>
    public bool IsSameUnit(ProductDetails other) => ModelCode.AreSame(Model, other.Model)
        && (Serial is null || other.Serial is null || ModelCode.AreSame(Serial, other.Serial));

    public DateOnly? DayOf(WarrantyStart start) => start switch
    {
        WarrantyStart.Acceptance => AcceptedOn,
        WarrantyStart.Completion => InstalledOn,
        WarrantyStart.Purchase => PurchasedOn,
        _ => null,
    };

    public bool Equals(ProductDetails? other) => other is not null && Parts.SequenceEqual(other.Parts)
        && (Model, Serial, PurchasedOn, InstalledOn, AcceptedOn) == (other.Model, other.Serial, other.PurchasedOn, other.InstalledOn, other.AcceptedOn)
        && (SellerId, IsProject, AgreedMonths) == (other.SellerId, other.IsProject, other.AgreedMonths);

    public override int GetHashCode() => HashCode.Combine(Model, Serial, PurchasedOn);
}
