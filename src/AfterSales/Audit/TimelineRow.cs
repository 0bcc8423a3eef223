using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Audit;

/// <summary>A save of a record as lists read it: a view of the journal with a key of one column.</summary>
[Table("timeline")]
public sealed class TimelineRow
{
    /// <summary>The record's key, a slash and the version: in order of what happened.</summary>
    public string Id { get; init; } = "";

    public string Record { get; init; } = "";

    public int Version { get; init; }

    [Sorted]
    public DateTimeOffset At { get; init; }

    public DateTimeOffset? DeviceAt { get; init; }

    public string Actor { get; init; } = "";

    public string? Cause { get; init; }

    /// <summary>JSON: a list of <c>{name, data}</c>.</summary>
    public string Events { get; init; } = "[]";
}

internal sealed class TimelineMapping : IEntityTypeConfiguration<TimelineRow>
{
    public void Configure(EntityTypeBuilder<TimelineRow> builder) => builder.HasKey(row => row.Id);
}
