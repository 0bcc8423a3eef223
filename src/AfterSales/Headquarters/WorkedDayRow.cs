using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Headquarters;

/// <summary>How long a technician worked on a working day, as he reported it, beside how long he was to work. The day's reports write it.</summary>
[Table("worked_day"), Projected("day_report")]
public sealed record WorkedDayRow : IRolledUp
{
    /// <summary>The key of the day's reports, a slash and the technician's.</summary>
    public string Id { get; init; } = "";

    /// <summary>The branch whose day it is.</summary>
    public string BranchId { get; init; } = "";

    public DateOnly Day { get; init; }

    public string? TechnicianId { get; init; }

    /// <summary>The branch's manager signed the day with it as it is.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Without the ways.</summary>
    public int WorkedMinutes { get; init; }

    /// <summary>His working time there that day less absences, as it stood when he confirmed.</summary>
    public int MinutesToWork { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [Day];
}

internal sealed class WorkedDayMapping : IEntityTypeConfiguration<WorkedDayRow>
{
    public void Configure(EntityTypeBuilder<WorkedDayRow> builder) => builder.HasKey(row => row.Id);
}
