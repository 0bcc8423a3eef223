using System.Collections.Immutable;

namespace AfterSales.FollowUps.Rules;

public enum FollowUpState
{
    /// <summary>Its window has not opened.</summary>
    Planned,

    /// <summary>In the queue.</summary>
    Due,

    /// <summary>In the queue, and its window has closed.</summary>
    Overdue,

    Reached,

    /// <summary>The customer does not want to be called.</summary>
    Declined,

    /// <summary>Tried as often as the policy says, or the number is wrong.</summary>
    GivenUp,

    /// <summary>No longer owed: see the reason.</summary>
    Withdrawn,
}

/// <summary>Why a call is no longer owed.</summary>
public enum WithdrawalReason
{
    /// <summary>The ticket was reopened: its next completion plans anew.</summary>
    TicketReopened,

    /// <summary>The customer refuses calls.</summary>
    NoConsent,
}

public enum CallResult
{
    Reached,
    NoAnswer,
    CallBackLater,
    WrongNumber,
    Declined,
}

/// <summary>A call owed to a customer (domain.md §5).</summary>
/// <param name="Number">Counts from 1 within the ticket or sale.</param>
/// <param name="Step">The step of the follow-up plan it comes from.</param>
/// <param name="OpensAt">The branch's opening on the first day of the window.</param>
/// <param name="ClosesAt">The branch's closing on the last day of the window.</param>
/// <param name="Day">The window's first day, at the branch.</param>
/// <param name="TriesToday">Tries on <paramref name="LastTryDay"/>.</param>
/// <param name="NextTryAt">Not before, after a call that reached nobody.</param>
/// <param name="Round">Which completion of the ticket it follows, from 1.</param>
/// <param name="AgentId">The account whose queue it stands in; null: the branch's.</param>
/// <param name="DealerId">The dealer who owes it, where the plan says so and one is known.</param>
/// <param name="IsWithGateway">The voice gateway is calling.</param>
/// <param name="LastTryAt">When a result was last recorded; what was said stands in the journal under this instant.</param>
/// <param name="LastDay">The day the window closes on, at the branch; null where it was planned before that was kept.</param>
/// <param name="DecidedOn">The day at the branch on which it was ended, or its window closed before; null until then.</param>
/// <param name="LastTriedBy">The account that recorded it.</param>
[GenerateSerializer, Immutable, Alias("FollowUpCall")]
public sealed record FollowUpCall(
    [property: Id(0)] int Number,
    [property: Id(1)] string Step,
    [property: Id(2)] DateTimeOffset OpensAt,
    [property: Id(3)] DateTimeOffset ClosesAt,
    [property: Id(4)] DateOnly Day,
    [property: Id(5)] FollowUpState State = FollowUpState.Planned,
    [property: Id(6)] int Tries = 0,
    [property: Id(7)] int TriesToday = 0,
    [property: Id(8)] DateOnly? LastTryDay = null,
    [property: Id(9)] DateTimeOffset? NextTryAt = null,
    [property: Id(10)] DateTimeOffset? EndedAt = null,
    [property: Id(11)] int Round = 1,
    [property: Id(12)] FollowUpTrigger Trigger = FollowUpTrigger.Completion,
    [property: Id(13)] FollowUpMaker By = FollowUpMaker.Agent,
    [property: Id(14)] CallChannel Channel = CallChannel.Person,
    [property: Id(15)] string? AgentId = null,
    [property: Id(16)] string? DealerId = null,
    [property: Id(17)] bool IsWithGateway = false,
    [property: Id(18)] CallResult? LastResult = null,
    [property: Id(19)] DateTimeOffset? LastTryAt = null,
    [property: Id(20)] string? LastTriedBy = null,
    [property: Id(21)] WithdrawalReason? Withdrawal = null,
    [property: Id(24)] DateOnly? LastDay = null,
    [property: Id(25)] DateOnly? DecidedOn = null)
{
    /// <summary>Keys of the tickets, enquiries and complaints that what the customer said has led to; a ticket is named once there is one.</summary>
    [Id(22)]
    public ImmutableList<string> Opened { get; init; } = [];

    /// <summary>Keys under which faults the customer told are being taken down: which ticket each is with is not known yet.</summary>
    [Id(23)]
    public ImmutableList<string> Told { get; init; } = [];

    public bool IsInQueue => State is FollowUpState.Due or FollowUpState.Overdue;

    public bool IsEnded => State is FollowUpState.Reached or FollowUpState.Declined or FollowUpState.GivenUp or FollowUpState.Withdrawn;

    /// <summary>When its window opens or closes, or the gateway is to try again.</summary>
    public DateTimeOffset? NextDue => State switch
    {
        FollowUpState.Planned => OpensAt,
        FollowUpState.Due when Channel == CallChannel.VoiceGateway && NextTryAt < ClosesAt => NextTryAt,
        FollowUpState.Due => ClosesAt,
        _ => null,
    };
}
