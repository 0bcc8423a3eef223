using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>A request that was answered: what makes a repeat harmless. Kept 30 days.</summary>
[Table("handled")]
public sealed class HandledRow
{
    public string Record { get; init; } = "";

    /// <summary>Caller and request id, or effect.</summary>
    public string Id { get; init; } = "";

    /// <summary>A hash of the input, to tell a repeat from a mistake.</summary>
    public string Input { get; init; } = "";

    /// <summary>The version the request led to.</summary>
    public int Version { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class HandledMapping : IEntityTypeConfiguration<HandledRow>
{
    public void Configure(EntityTypeBuilder<HandledRow> builder) => builder.HasKey(row => new { row.Record, row.Id });
}
