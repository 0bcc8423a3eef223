using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Records;

/// <summary>A record's state as Orleans' storage table keeps it.</summary>
[Table("orleansstorage")]
public sealed class StateRow
{
    public string ServiceId { get; init; } = "";

    /// <summary>Of the key, as Orleans reckons it: its index begins with it.</summary>
    public int KeyHash { get; init; }

    public int KindHash { get; init; }

    public string Kind { get; init; } = "";

    public string Key { get; init; } = "";

    public int Version { get; init; }

    /// <summary>JSON as UTF-8; null where a state was taken away.</summary>
    public byte[]? State { get; init; }
}

internal sealed class StateMapping : IEntityTypeConfiguration<StateRow>
{
    public void Configure(EntityTypeBuilder<StateRow> builder)
    {
        builder.HasKey(row => new { row.KeyHash, row.KindHash, row.Key, row.Kind, row.ServiceId });
        builder.Property(row => row.ServiceId).HasColumnName("serviceid");
        builder.Property(row => row.KeyHash).HasColumnName("grainidhash");
        builder.Property(row => row.KindHash).HasColumnName("graintypehash");
        builder.Property(row => row.Kind).HasColumnName("graintypestring");
        builder.Property(row => row.Key).HasColumnName("grainidextensionstring");
        builder.Property(row => row.Version).HasColumnName("version");
        builder.Property(row => row.State).HasColumnName("payloadbinary");
    }
}
