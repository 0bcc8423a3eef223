using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>A signature or other small file of an event, erasable.</summary>
[Table("file")]
public sealed class FileRow
{
    public string Record { get; init; } = "";

    public int Version { get; init; }

    public int Event { get; init; }

    public string Field { get; init; } = "";

    public string MediaType { get; init; } = "";

    /// <summary>Base64; null once erased.</summary>
    public string? Content { get; init; }

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public string Hash { get; init; } = "";
}

internal sealed class FileMapping : IEntityTypeConfiguration<FileRow>
{
    public void Configure(EntityTypeBuilder<FileRow> builder) =>
        builder.HasKey(row => new { row.Record, row.Version, row.Event, row.Field });
}
