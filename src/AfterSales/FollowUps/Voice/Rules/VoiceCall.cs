using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.FollowUps.Voice.Rules;

public enum VoiceCallState
{
    /// <summary>To be given to the gateway.</summary>
    Asked,

    /// <summary>The gateway has taken it on.</summary>
    Placed,

    Reported,

    /// <summary>The gateway did not take it on, or never reported: a person calls.</summary>
    GivenUp,
}

/// <summary>How a call of the gateway went.</summary>
public enum VoiceStatus
{
    Answered,
    NoAnswer,
    Busy,

    /// <summary>The number does not exist, or somebody else has it.</summary>
    WrongNumber,

    /// <summary>The gateway could not make the call.</summary>
    Failed,
}

/// <summary>One try of a follow-up call by the voice gateway (the protocol: Voice/README.md).</summary>
[GenerateSerializer, Immutable, Alias("VoiceCall")]
public sealed record VoiceCall : IRecordState<VoiceCall>
{
    public static string Kind => "voice_call";

    /// <summary><c>vc-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string CustomerId { get; init; } = "";

    /// <summary>The ticket or sale whose call it is.</summary>
    [Id(3)]
    public string RecordId { get; init; } = "";

    /// <summary>Which call of the record.</summary>
    [Id(4)]
    public int Number { get; init; }

    [Id(5)]
    public string Step { get; init; } = "";

    [Id(6)]
    public VoiceCallState State { get; init; }

    /// <summary>How often it was offered to the gateway.</summary>
    [Id(7)]
    public int Offers { get; init; }

    /// <summary>When it is offered next, or a report must have come.</summary>
    [Id(8)]
    public DateTimeOffset? NextDue { get; init; }

    [Id(9)]
    public VoiceStatus? Status { get; init; }

    [Id(10)]
    public bool AskOpinion { get; init; }

    public static VoiceCall Apply(VoiceCall? state, Event happened) => happened switch
    {
        VoiceCallAsked e => new VoiceCall
        {
            Id = e.Id, BranchId = e.BranchId, CustomerId = e.CustomerId, RecordId = e.RecordId, Number = e.Number, Step = e.Step,
            AskOpinion = e.AskOpinion, NextDue = e.At,
        },
        VoiceCallNotPlaced e => state! with { Offers = e.Offers, NextDue = e.NextAt },
        VoiceCallPlaced e => state! with { State = VoiceCallState.Placed, Offers = e.Offers, NextDue = e.ReportBy },
        VoiceCallReported e => state! with { State = VoiceCallState.Reported, Status = e.Result.Status, NextDue = null },
        VoiceCallGivenUp => state! with { State = VoiceCallState.GivenUp, NextDue = null },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

/// <param name="AskOpinion">The opinion card is to be asked as well.</param>
public sealed record VoiceCallAsked(
    string Id, string BranchId, string CustomerId, string RecordId, int Number, string Step, bool AskOpinion, DateTimeOffset At) : Event;

/// <summary>The gateway could not be reached; it is offered the call again.</summary>
public sealed record VoiceCallNotPlaced(int Offers, DateTimeOffset NextAt) : Event;

public sealed record VoiceCallPlaced(int Offers, DateTimeOffset ReportBy) : Event;

public sealed record VoiceCallReported(VoiceReport Result) : Event;

public sealed record VoiceCallGivenUp : Event;
