using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>A row of Orleans' reminder table, written by the save statement as Orleans writes it.</summary>
[Table("orleansreminderstable")]
public sealed class ReminderRow
{
    public const string Due = "due";

    public string ServiceId { get; init; } = "";

    public string GrainId { get; init; } = "";

    public string ReminderName { get; init; } = "";

    /// <summary>UTC. A DateTime because that is how Orleans writes it on every engine.</summary>
    public DateTime StartTime { get; init; }
}

internal sealed class ReminderMapping : IEntityTypeConfiguration<ReminderRow>
{
    public void Configure(EntityTypeBuilder<ReminderRow> builder)
    {
        builder.HasKey(row => new { row.ServiceId, row.GrainId, row.ReminderName });
        builder.Property(row => row.ServiceId).HasColumnName("serviceid");
        builder.Property(row => row.GrainId).HasColumnName("grainid");
        builder.Property(row => row.ReminderName).HasColumnName("remindername");
        builder.Property(row => row.StartTime).HasColumnName("starttime");
    }
}
