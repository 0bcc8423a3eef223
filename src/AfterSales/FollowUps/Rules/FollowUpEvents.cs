using System.Collections.Immutable;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.FollowUps.Rules;

/// <summary>A completion or sale has set the plan off.</summary>
/// <param name="Later">The steps that wait for an earlier one.</param>
public sealed record FollowUpsBegun(int Round, FollowUpTrigger Trigger, DateOnly Day, ImmutableList<FollowUpStep> Later) : Event;

public sealed record FollowUpPlanned(
    int Number, int Round, string Step, FollowUpTrigger Trigger, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateOnly Day,
    FollowUpMaker By, CallChannel Channel, string? AgentId, string? DealerId, DateOnly LastDay) : Event;

/// <summary>The window has opened: the call is in the queue.</summary>
public sealed record FollowUpRaised(int Number) : Event;

/// <summary>The window has closed and the call was not finished.</summary>
public sealed record FollowUpMissed(int Number) : Event;

/// <summary>The voice gateway is asked to call.</summary>
/// <param name="Attempt">Which try of the call it is, from 1.</param>
public sealed record FollowUpGivenToGateway(int Number, int Attempt) : Event;

/// <summary>The voice gateway can't finish it, or is not set up: a person calls.</summary>
public sealed record FollowUpGivenToPeople(int Number) : Event;

/// <param name="AgentId">Null: back to the branch's queue.</param>
public sealed record FollowUpAssigned(int Number, string? AgentId) : Event;

/// <summary>Nobody was reached, or the customer asked to be called later.</summary>
public sealed record FollowUpTried(
    int Number, CallResult Result, DateTimeOffset At, DateOnly Day, string By, DateTimeOffset? NextTryAt, [property: Words] string? Said) : Event;

/// <param name="State">Reached, Declined or GivenUp.</param>
public sealed record FollowUpEnded(
    int Number, CallResult Result, FollowUpState State, DateTimeOffset At, DateOnly Day, string By, [property: Words] string? Said) : Event;

public sealed record FollowUpWithdrawn(int Number, WithdrawalReason Reason, DateTimeOffset At) : Event;

/// <summary>Nothing of the plan that was begun is owed any more.</summary>
public sealed record FollowUpsBroughtToEnd(int Round) : Event;

/// <summary>The customer said something that needs an answer: a ticket, an enquiry or a complaint.</summary>
/// <param name="OpenedId">The key of what is opened; of a fault: what its ticket's is to be.</param>
public sealed record CustomerSaid(int Number, SaidKind Kind, string OpenedId, SaidDetails Details, [property: Words] string Words) : Event;

/// <summary>A fault the customer told was taken down.</summary>
/// <param name="ToldId">The key its ticket was to have.</param>
/// <param name="TicketId">The key of the ticket it is with: its own, or the one that was open about the same fault.</param>
public sealed record FaultTaken(int Number, string ToldId, string TicketId) : Event;

/// <summary>The opinion card was asked in the call.</summary>
/// <param name="CardId">The key of the card.</param>
public sealed record OpinionAsked(int Number, string CardId, Marks Marks, AnswerWay Way) : Event;
