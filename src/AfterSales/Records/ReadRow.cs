using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>Somebody opened a record that is not his own or his branch's work, on one day: a row for all the times.</summary>
[Table("read_outside")]
public sealed class ReadRow
{
    /// <summary>Account, record and day, divided by slashes.</summary>
    public string Id { get; init; } = "";

    /// <summary>The account.</summary>
    public string ActorId { get; init; } = "";

    /// <summary>The key of the record.</summary>
    public string RecordId { get; init; } = "";

    /// <summary>When he did so first, UTC.</summary>
    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public int Times { get; init; }
}

internal sealed class ReadMapping : IEntityTypeConfiguration<ReadRow>
{
    public void Configure(EntityTypeBuilder<ReadRow> builder) => builder.HasKey(row => row.Id);
}
