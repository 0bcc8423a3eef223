using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>One save of one record, append-only: what happened, when, by whom.</summary>
[Table("journal")]
public sealed class JournalRow
{
    public string Record { get; init; } = "";

    public int Version { get; init; }

    /// <summary>The server's time, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The device's time, UTC, where it was recorded offline.</summary>
    public DateTimeOffset? DeviceAt { get; init; }

    /// <summary>The key of the account.</summary>
    public string Actor { get; init; } = "";

    public string? Cause { get; init; }

    /// <summary>JSON: a list of <c>{name, data}</c>.</summary>
    public string Events { get; init; } = "[]";
}

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

internal sealed class JournalMapping
    : IEntityTypeConfiguration<JournalRow>, IEntityTypeConfiguration<JournalTextRow>, IEntityTypeConfiguration<FileRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder) => builder.HasKey(row => new { row.Record, row.Version, row.At });

    public void Configure(EntityTypeBuilder<JournalTextRow> builder) =>
        builder.HasKey(row => new { row.Record, row.Version, row.Event, row.Field });

    public void Configure(EntityTypeBuilder<FileRow> builder) =>
        builder.HasKey(row => new { row.Record, row.Version, row.Event, row.Field });
}
