using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

public enum FollowUpState
{
    /// <summary>Its window has not opened.</summary>
    Planned,

    /// <summary>In the agents' queue.</summary>
    Due,

    /// <summary>In the queue, and its window has closed.</summary>
    Overdue,

    Reached,

    /// <summary>The customer does not want to be called.</summary>
    Declined,

    /// <summary>Tried as often as the policy says, or the number is wrong.</summary>
    GivenUp,
}

public enum CallResult
{
    Reached,
    NoAnswer,
    CallBackLater,
    WrongNumber,
    Declined,
}

/// <summary>A call owed to the customer of a ticket (domain.md §5).</summary>
/// <param name="Number">Counts from 1 within the ticket.</param>
/// <param name="Step">The step of the follow-up plan it comes from.</param>
/// <param name="OpensAt">The branch's opening on the first day of the window.</param>
/// <param name="ClosesAt">The branch's closing on the last day of the window.</param>
/// <param name="Day">The window's first day, at the branch.</param>
/// <param name="TriesToday">Tries on <paramref name="LastTryDay"/>.</param>
/// <param name="NextTryAt">Not before, after a call that reached nobody.</param>
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
    [property: Id(10)] DateTimeOffset? EndedAt = null)
{
    public bool IsInQueue => State is FollowUpState.Due or FollowUpState.Overdue;

    public bool IsEnded => State is FollowUpState.Reached or FollowUpState.Declined or FollowUpState.GivenUp;
}

/// <summary>The follow-up calls of one ticket: a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("FollowUpCalls")]
public sealed record FollowUpCalls
{
    public static FollowUpCalls None { get; } = new();

    [Id(0)]
    public ImmutableList<FollowUpCall> Calls { get; init; } = [];

    /// <summary>The next window that opens, or closes on a call nobody has finished.</summary>
    public DateTimeOffset? NextDue => Calls.Min(call => call.State switch
    {
        FollowUpState.Planned => call.OpensAt,
        FollowUpState.Due => call.ClosesAt,
        _ => (DateTimeOffset?)null,
    });

    public FollowUpCall? Find(int number) => Calls.Find(call => call.Number == number);

    public FollowUpCalls Apply(Event happened) => happened switch
    {
        FollowUpPlanned e => this with { Calls = Calls.Add(new FollowUpCall(e.Number, e.Step, e.OpensAt, e.ClosesAt, e.Day)) },
        FollowUpRaised e => With(e.Number, call => call with { State = FollowUpState.Due }),
        FollowUpMissed e => With(e.Number, call => call with { State = FollowUpState.Overdue }),
        FollowUpTried e => With(e.Number, call => call with
        {
            Tries = call.Tries + 1,
            TriesToday = call.LastTryDay == e.Day ? call.TriesToday + 1 : 1,
            LastTryDay = e.Day,
            NextTryAt = e.NextTryAt,
        }),
        FollowUpEnded e => With(e.Number, call => call with { State = e.State, EndedAt = e.At, NextTryAt = null }),
        _ => this,
    };

    private FollowUpCalls With(int number, Func<FollowUpCall, FollowUpCall> change) =>
        this with { Calls = [.. Calls.Select(call => call.Number == number ? change(call) : call)] };
}

public sealed record FollowUpPlanned(int Number, string Step, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateOnly Day) : Event;

/// <summary>The window has opened: the call is in the agents' queue.</summary>
public sealed record FollowUpRaised(int Number) : Event;

/// <summary>The window has closed and the call was not finished.</summary>
public sealed record FollowUpMissed(int Number) : Event;

/// <summary>Nobody was reached, or the customer asked to be called later.</summary>
public sealed record FollowUpTried(int Number, CallResult Result, DateOnly Day, DateTimeOffset? NextTryAt, [property: Words] string? Said) : Event;

/// <param name="State">Reached, Declined or GivenUp.</param>
public sealed record FollowUpEnded(int Number, CallResult Result, FollowUpState State, DateTimeOffset At, [property: Words] string? Said) : Event;
