using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>Free words of an event, erasable.</summary>
[Table("journal_text")]
public sealed class JournalTextRow
{
    public string Record { get; init; } = "";

    public int Version { get; init; }

    /// <summary>The event's position in its save, from 0.</summary>
    public int Event { get; init; }

    public string Field { get; init; } = "";

    /// <summary>Null once erased.</summary>
    public string? Words { get; init; }

    /// <summary>SHA-256 of the words as UTF-8, in hexadecimal.</summary>
    public string Hash { get; init; } = "";
}

internal sealed class JournalTextMapping : IEntityTypeConfiguration<JournalTextRow>
{
    public void Configure(EntityTypeBuilder<JournalTextRow> builder) =>
        builder.HasKey(row => new { row.Record, row.Version, row.Event, row.Field });
}
