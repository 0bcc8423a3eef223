using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Api;
using AfterSales.Catalogue.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Catalogue;

/// <summary>The catalogue is the whole company's: its rows belong to no branch, and everybody who may see the catalogue sees all of them.</summary>
[Table("product_model"), Projected("product_model")]
public sealed record ModelRow
{
    public string Id { get; init; } = "";

    /// <summary>As it was written first; <c>model(code:)</c> finds it however it is typed.</summary>
    [Filtered, Sorted]
    public string Code { get; init; } = "";

    [Filtered]
    public string ProductLine { get; init; } = "";

    public string? NameEn { get; init; }

    public string? NameZhCn { get; init; }

    public string? NameEs { get; init; }

    [Filtered]
    public bool IsArchived { get; init; }

    public int TermsVersion { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static ModelRow Of(ProductModel model, RowStamp stamp) => new()
    {
        Id = model.Id,
        Code = model.Code,
        ProductLine = model.Details.ProductLine,
        NameEn = model.Details.Name.En,
        NameZhCn = model.Details.Name.ZhCn,
        NameEs = model.Details.Name.Es,
        IsArchived = model.IsArchived,
        TermsVersion = model.TermsVersion,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class ModelMapping : IEntityTypeConfiguration<ModelRow>
{
    public void Configure(EntityTypeBuilder<ModelRow> builder) => builder.HasKey(row => row.Id);
}
