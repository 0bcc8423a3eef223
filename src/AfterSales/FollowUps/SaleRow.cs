using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.FollowUps;

[Table("sale"), Projected("sale")]
public sealed record SaleRow : IScoped
{
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string CustomerId { get; init; } = "";

    public string ProductId { get; init; } = "";

    public string? SellerId { get; init; }

    public DateOnly SoldOn { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static SaleRow Of(Sale sale, RowStamp stamp) => new()
    {
        Id = sale.Id,
        BranchId = sale.BranchId,
        CustomerId = sale.CustomerId,
        ProductId = sale.ProductId,
        SellerId = sale.SellerId,
        SoldOn = sale.SoldOn,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class SaleMapping : IEntityTypeConfiguration<SaleRow>
{
    public void Configure(EntityTypeBuilder<SaleRow> builder) => builder.HasKey(row => row.Id);
}
