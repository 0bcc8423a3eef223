using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>What kept failing and was put aside so that it blocks nobody: people look at it and send it again.</summary>
[Table("set_aside")]
public sealed class SetAsideRow
{
    /// <summary><c>wake</c>, <c>tell</c>, <c>refresh</c> (the key is the record) or <c>effect</c> (the key is the effect's id).</summary>
    public string Kind { get; init; } = "";

    public string Key { get; init; } = "";

    /// <summary>The grain it belongs to, as <c>kind/key</c>.</summary>
    public string Record { get; init; } = "";

    public int Attempts { get; init; }

    public string Error { get; init; } = "";

    public DateTimeOffset FirstAt { get; init; }

    /// <summary>When it is tried again; null: only when somebody sends it again.</summary>
    public DateTimeOffset? NextTry { get; init; }
}

internal sealed class SetAsideMapping : IEntityTypeConfiguration<SetAsideRow>
{
    public void Configure(EntityTypeBuilder<SetAsideRow> builder) => builder.HasKey(row => new { row.Kind, row.Key });
}
