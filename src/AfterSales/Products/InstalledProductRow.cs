using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
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

    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    public string Model { get; init; } = "";

    [Filtered]
    public string? Serial { get; init; }

    public DateOnly? PurchasedOn { get; init; }

    public DateOnly? InstalledOn { get; init; }

    public DateOnly? AcceptedOn { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static InstalledProductRow Of(InstalledProduct product, RowStamp stamp) => new()
    {
        Id = product.Id,
        BranchId = product.BranchId,
        CustomerId = product.CustomerId,
        Model = product.Details.Model,
        Serial = product.Details.Serial,
        PurchasedOn = product.Details.PurchasedOn,
        InstalledOn = product.Details.InstalledOn,
        AcceptedOn = product.Details.AcceptedOn,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class InstalledProductMapping : IEntityTypeConfiguration<InstalledProductRow>
{
    public void Configure(EntityTypeBuilder<InstalledProductRow> builder) => builder.HasKey(row => row.Id);
}
