using System.Collections.Immutable;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.Records;

namespace AfterSales.FollowUps.Voice;

/// <summary>One try of a follow-up call by the voice gateway, by its key <c>vc-…</c>.</summary>
[Alias("IVoiceCallGrain")]
public interface IVoiceCallGrain : IRecord<VoiceCall>
{
    const string Prefix = "vc-";

    /// <summary>Has the gateway asked to call. Asking again changes nothing.</summary>
    [Alias("Ask")]
    Task<Answer> Ask(Intent<AskVoiceCall> intent);

    /// <summary>What the gateway reports. The first report counts. Refused: NotFound.</summary>
    [Alias("Report")]
    Task<Answer> Report(Intent<VoiceReport> intent);
}

/// <param name="AskOpinion">The opinion card is to be asked as well.</param>
[GenerateSerializer, Immutable, Alias("AskVoiceCall")]
public sealed record AskVoiceCall(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string RecordId,
    [property: Id(3)] int Number,
    [property: Id(4)] string Step,
    [property: Id(5)] bool AskOpinion);

/// <param name="Keys">By question, the key that was pressed.</param>
[GenerateSerializer, Immutable, Alias("VoiceReport")]
public sealed record VoiceReport([property: Id(0)] VoiceStatus Status, [property: Id(1)] ImmutableSortedDictionary<string, string> Keys);

/// <summary>A call has fallen to the gateway.</summary>
public sealed record PlaceVoiceCall(string VoiceCallId, AskVoiceCall Call) : Effect
{
    public override string Target => VoiceCallId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IVoiceCallGrain>(VoiceCallId).Ask(context.Intent(Call));
}

/// <summary>The gateway has reported, or will not: the ticket or sale hears what became of the call.</summary>
public sealed record TellGatewayResult(string RecordId, GatewayResult Result) : Effect
{
    public override string Target => RecordId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        FollowUpFiles.Find(grains, RecordId)!.RecordFromGateway(context.Intent(Result));
}
