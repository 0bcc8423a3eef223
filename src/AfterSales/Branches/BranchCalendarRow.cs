using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Branches;

/// <summary>A version of a branch's working calendar: the state keeps the last one, the rows keep them all.</summary>
[Table("branch_calendar"), Projected("branch")]
public sealed record BranchCalendarRow : IScoped
{
    /// <summary>The branch's key, a slash and the version.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public int Number { get; init; }

    /// <summary>It holds from this instant until the next version.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The calendar as JSON.</summary>
    public string Calendar { get; init; } = "";

    public static BranchCalendarRow Of(Branch branch) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{branch.Id}/{branch.Calendar.Version}"),
        BranchId = branch.Id,
        Number = branch.Calendar.Version,
        Since = branch.CalendarSince,
        Calendar = JsonSerializer.Serialize(branch.Calendar, RecordJson.State),
    };

    public WorkingCalendar Read() => JsonSerializer.Deserialize<WorkingCalendar>(Calendar, RecordJson.State)!;
}

internal sealed class BranchCalendarMapping : IEntityTypeConfiguration<BranchCalendarRow>
{
    public void Configure(EntityTypeBuilder<BranchCalendarRow> builder) => builder.HasKey(row => row.Id);
}
