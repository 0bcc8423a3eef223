using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>An effect that is still to be delivered.</summary>
[Table("effect")]
public sealed class EffectRow
{
    /// <summary>The order of delivery.</summary>
    public long Seq { get; init; }

    public string Id { get; init; } = "";

    /// <summary>The grain that tells, as <c>kind/key</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>The key of the record that is told.</summary>
    public string Target { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Body { get; init; } = "";

    public int Attempts { get; init; }

    /// <summary>Not before; null once it is set aside.</summary>
    public DateTimeOffset? NextTry { get; init; }
}

/// <summary>A request that was answered: what makes a repeat harmless. Kept 30 days.</summary>
[Table("handled")]
public sealed class HandledRow
{
    public string Record { get; init; } = "";

    /// <summary>Caller and request id, or effect.</summary>
    public string Id { get; init; } = "";

    /// <summary>A hash of the input, to tell a repeat from a mistake.</summary>
    public string Input { get; init; } = "";

    /// <summary>The version the request led to.</summary>
    public int Version { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A day of a branch whose figures are to be counted again.</summary>
[Table("mark")]
public sealed class MarkRow
{
    public string BranchId { get; init; } = "";

    public DateOnly Day { get; init; }
}

/// <summary>What kept failing and was put aside so that it blocks nobody: people look at it and send it again.</summary>
[Table("set_aside")]
public sealed class SetAsideRow
{
    /// <summary><c>wake</c>, <c>tell</c>, <c>refresh</c> (the key is the record) or <c>effect</c> (the key is the effect's id).</summary>
    public string Kind { get; init; } = "";

    public string Key { get; init; } = "";

    /// <summary>The grain it belongs to, as <c>kind/key</c>.</summary>
    public string Record { get; init; } = "";

    public int Attempts { get; init; }

    public string Error { get; init; } = "";

    public DateTimeOffset FirstAt { get; init; }

    /// <summary>When it is tried again; null: only when somebody sends it again.</summary>
    public DateTimeOffset? NextTry { get; init; }
}

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

internal sealed class DeliveryMapping
    : IEntityTypeConfiguration<EffectRow>, IEntityTypeConfiguration<HandledRow>, IEntityTypeConfiguration<MarkRow>,
        IEntityTypeConfiguration<SetAsideRow>, IEntityTypeConfiguration<ReminderRow>
{
    public void Configure(EntityTypeBuilder<EffectRow> builder) => builder.HasKey(row => row.Seq);

    public void Configure(EntityTypeBuilder<HandledRow> builder) => builder.HasKey(row => new { row.Record, row.Id });

    public void Configure(EntityTypeBuilder<MarkRow> builder) => builder.HasNoKey();

    public void Configure(EntityTypeBuilder<SetAsideRow> builder) => builder.HasKey(row => new { row.Kind, row.Key });

    public void Configure(EntityTypeBuilder<ReminderRow> builder)
    {
        builder.HasKey(row => new { row.ServiceId, row.GrainId, row.ReminderName });
        builder.Property(row => row.ServiceId).HasColumnName("serviceid");
        builder.Property(row => row.GrainId).HasColumnName("grainid");
        builder.Property(row => row.ReminderName).HasColumnName("remindername");
        builder.Property(row => row.StartTime).HasColumnName("starttime");
    }
}
