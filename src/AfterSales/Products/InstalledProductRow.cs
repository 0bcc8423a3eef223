using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Products;

[Table("installed_product"), Projected("installed_product")]
public sealed record InstalledProductRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    public string? AddressId { get; init; }

    /// <summary>The model's code as it was given.</summary>
    public string Model { get; init; } = "";

    /// <summary>The key the code leads to in the catalogue, whether or not there is such a model.</summary>
    [Filtered]
    public string ModelId { get; init; } = "";

    /// <summary>In capitals, half width, without spaces around it: a model has each once.</summary>
    [Filtered]
    public string? Serial { get; init; }

    public string? SerialAsWritten { get; init; }

    public DateOnly? PurchasedOn { get; init; }

    public DateOnly? InstalledOn { get; init; }

    public DateOnly? AcceptedOn { get; init; }

    public string? SellerId { get; init; }

    public bool IsProject { get; init; }

    /// <summary>The number of its warranty card, in capitals, half width, without spaces around it: no other unit has it.</summary>
    [Filtered]
    public string? Card { get; init; }

    public string? CardNumber { get; init; }

    public DateOnly? CardIssuedOn { get; init; }

    /// <summary>Not in use any more.</summary>
    [Filtered]
    public bool IsRetired { get; init; }

    public DateOnly? WarrantyFrom { get; init; }

    /// <summary>The last day of the unit's warranty; a part may have another.</summary>
    [Filtered, Sorted]
    public DateOnly? WarrantyUntil { get; init; }

    /// <summary>The catalogue's terms that the warranty was reckoned with.</summary>
    public int TermsVersion { get; init; }

    /// <summary>The company's general term that it was reckoned with.</summary>
    public int GeneralMonths { get; init; }

    /// <summary>The branch's legal minimum that it was reckoned with.</summary>
    public int LegalMinimumMonths { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static InstalledProductRow Of(InstalledProduct product, RowStamp stamp) => new()
    {
        Id = product.Id,
        BranchId = product.BranchId,
        CustomerId = product.CustomerId,
        AddressId = product.AddressId,
        Model = product.Details.Model,
        ModelId = IModelGrain.KeyOf(product.Details.Model),
        Serial = product.Details.Serial is { } serial ? ModelCode.Normalise(serial) : null,
        SerialAsWritten = product.Details.Serial,
        PurchasedOn = product.Details.PurchasedOn,
        InstalledOn = product.Details.InstalledOn,
        AcceptedOn = product.Details.AcceptedOn,
        SellerId = product.Details.SellerId,
        IsProject = product.Details.IsProject,
        Card = product.Card is { } card ? ModelCode.Normalise(card.Number) : null,
        CardNumber = product.Card?.Number,
        CardIssuedOn = product.Card?.IssuedOn,
        IsRetired = product.Retirement is not null,
        WarrantyFrom = product.Warranty.From,
        WarrantyUntil = product.Warranty.Until,
        TermsVersion = product.Warranty.TermsVersion,
        GeneralMonths = product.Warranty.GeneralMonths,
        LegalMinimumMonths = product.Warranty.LegalMinimumMonths,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class InstalledProductMapping : IEntityTypeConfiguration<InstalledProductRow>
{
    public void Configure(EntityTypeBuilder<InstalledProductRow> builder) => builder.HasKey(row => row.Id);
}
