using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

/// <summary>The follow-up calls of one ticket or sale: a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("FollowUpCalls")]
public sealed record FollowUpCalls
{
    public static FollowUpCalls None { get; } = new();

    [Id(0)]
    public ImmutableList<FollowUpCall> Calls { get; init; } = [];

    /// <summary>How often a plan was begun: once for each completion.</summary>
    [Id(1)]
    public int Round { get; init; }

    /// <summary>Steps of this round that wait for an earlier one. Open work keeps the plan it was begun with.</summary>
    [Id(2)]
    public ImmutableList<FollowUpStep> Later { get; init; } = [];

    /// <summary>The next window that opens, or closes on a call nobody has finished.</summary>
    public DateTimeOffset? NextDue => Calls.Min(call => call.NextDue);

    public FollowUpCall? Find(int number) => Calls.Find(call => call.Number == number);

    public FollowUpCalls Apply(Event happened) => happened switch
    {
        FollowUpsBegun e => this with { Round = e.Round, Later = e.Later },
        FollowUpPlanned e => this with
        {
            Calls = Calls.Add(new FollowUpCall(e.Number, e.Step, e.OpensAt, e.ClosesAt, e.Day, Round: e.Round, Trigger: e.Trigger, By: e.By,
                Channel: e.Channel, AgentId: e.AgentId, DealerId: e.DealerId, LastDay: e.LastDay)),
        },
        FollowUpRaised e => With(e.Number, call => call with { State = FollowUpState.Due }),
        FollowUpMissed e => With(e.Number, call => call with { State = FollowUpState.Overdue, Channel = CallChannel.Person, DecidedOn = call.LastDay ?? call.Day }),
        FollowUpGivenToGateway e => With(e.Number, call => call with { IsWithGateway = true, NextTryAt = null }),
        FollowUpGivenToPeople e => With(e.Number, call => call with { IsWithGateway = false, Channel = CallChannel.Person }),
        FollowUpAssigned e => With(e.Number, call => call with { AgentId = e.AgentId }),
        FollowUpTried e => With(e.Number, call => Tried(call, e.Result, e.By, e.At) with
        {
            TriesToday = call.LastTryDay == e.Day ? call.TriesToday + 1 : 1,
            LastTryDay = e.Day,
            NextTryAt = e.NextTryAt,
        }),
        FollowUpEnded e => With(e.Number, call => Tried(call, e.Result, e.By, e.At) with
        {
            State = e.State, EndedAt = e.At, NextTryAt = null, DecidedOn = call.DecidedOn ?? (e.At <= call.ClosesAt ? e.Day : call.LastDay ?? call.Day),
        }),
        FollowUpWithdrawn e => With(e.Number, call => call with
        {
            State = FollowUpState.Withdrawn, Withdrawal = e.Reason, EndedAt = e.At, NextTryAt = null, IsWithGateway = false,
        }),
        FollowUpsBroughtToEnd => this with { Later = [] },
        // A fault may be with a ticket that is open already; what else was said always opens something of its own.
        CustomerSaid { Kind: SaidKind.Fault } e => With(e.Number, call => call with { Told = call.Told.Add(e.OpenedId) }),
        CustomerSaid e => With(e.Number, call => call with { Opened = call.Opened.Add(e.OpenedId) }),
        FaultTaken e => With(e.Number, call => call with { Told = call.Told.Remove(e.ToldId), Opened = [.. call.Opened.Add(e.TicketId).Distinct()] }),
        _ => this,
    };

    private static FollowUpCall Tried(FollowUpCall call, CallResult result, string by, DateTimeOffset at) =>
        call with { Tries = call.Tries + 1, LastResult = result, LastTriedBy = by, LastTryAt = at, IsWithGateway = false };

    private FollowUpCalls With(int number, Func<FollowUpCall, FollowUpCall> change) =>
        this with { Calls = [.. Calls.Select(call => call.Number == number ? change(call) : call)] };
}
