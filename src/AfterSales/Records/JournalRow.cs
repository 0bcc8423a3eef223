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

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder) => builder.HasKey(row => new { row.Record, row.Version, row.At });
}
