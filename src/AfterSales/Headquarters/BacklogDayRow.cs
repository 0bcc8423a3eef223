using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Api;
using AfterSales.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Headquarters;

/// <summary>How many tickets of customers were open at the end of a branch's day, and how old they were. Written once, by <see cref="BacklogKeeper"/>.</summary>
[Table("backlog_day")]
public sealed record BacklogDayRow : IRolledUp
{
    /// <summary>The branch's key, a slash and the day.</summary>
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    /// <summary>The day at the branch that had just ended.</summary>
    [Filtered, Sorted]
    public DateOnly Day { get; init; }

    public int Open { get; init; }

    /// <summary>Of them, registered more than a day before.</summary>
    public int OverADay { get; init; }

    public int OverThreeDays { get; init; }

    public int OverAWeek { get; init; }

    public int OverAMonth { get; init; }

    /// <summary>When it was counted: soon after the day's end, later where the service did not run.</summary>
    public DateTimeOffset CountedAt { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [Day];
}

internal sealed class BacklogDayMapping : IEntityTypeConfiguration<BacklogDayRow>
{
    public void Configure(EntityTypeBuilder<BacklogDayRow> builder) => builder.HasKey(row => row.Id);
}
