using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>An effect that is still to be delivered.</summary>
[Table("effect")]
public sealed class EffectRow
{
    /// <summary>The order of delivery.</summary>
    public long Seq { get; init; }

    public string Id { get; init; } = "";

    /// <summary>The grain that tells, as <c>kind/key</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>The key of the record that is told.</summary>
    public string Target { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Body { get; init; } = "";

    public int Attempts { get; init; }

    /// <summary>Not before; null once it is set aside.</summary>
    public DateTimeOffset? NextTry { get; init; }
}

internal sealed class EffectMapping : IEntityTypeConfiguration<EffectRow>
{
    public void Configure(EntityTypeBuilder<EffectRow> builder) => builder.HasKey(row => row.Seq);
}
