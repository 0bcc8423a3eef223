using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>A kind of record whose rows are all being written anew.</summary>
[Table("rebuild")]
public sealed class RebuildRow
{
    public string Kind { get; init; } = "";

    /// <summary>Done up to this key.</summary>
    public string AfterKey { get; init; } = "";
}

internal sealed class RebuildMapping : IEntityTypeConfiguration<RebuildRow>
{
    public void Configure(EntityTypeBuilder<RebuildRow> builder) => builder.HasKey(row => row.Kind);
}
