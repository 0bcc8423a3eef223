using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>A day of a branch whose figures are to be counted again.</summary>
[Table("mark")]
public sealed class MarkRow
{
    /// <summary>Given once, never to a later mark again; not in the order of commits.</summary>
    public long Id { get; init; }

    public string BranchId { get; init; } = "";

    public DateOnly Day { get; init; }
}

internal sealed class MarkMapping : IEntityTypeConfiguration<MarkRow>
{
    public void Configure(EntityTypeBuilder<MarkRow> builder) => builder.HasKey(mark => mark.Id);
}
