using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.FollowUps.Voice;

[Table("voice_call"), Projected("voice_call")]
public sealed record VoiceCallRow : IScoped
{
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string RecordId { get; init; } = "";

    public int Number { get; init; }

    public VoiceCallState State { get; init; }

    public VoiceStatus? Status { get; init; }

    public int Offers { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static VoiceCallRow Of(VoiceCall call, RowStamp stamp) => new()
    {
        Id = call.Id,
        BranchId = call.BranchId,
        RecordId = call.RecordId,
        Number = call.Number,
        State = call.State,
        Status = call.Status,
        Offers = call.Offers,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class VoiceCallMapping : IEntityTypeConfiguration<VoiceCallRow>
{
    public void Configure(EntityTypeBuilder<VoiceCallRow> builder) => builder.HasKey(row => row.Id);
}
