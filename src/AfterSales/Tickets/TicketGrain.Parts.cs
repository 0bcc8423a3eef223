using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>What each part of the state adds: what is due, what others are told, which rows it makes.</summary>
public sealed partial class TicketGrain
{
    protected override ValueTask<Decision> WhenDue(Ticket state, DateTimeOffset now) => new(Decision.Of(
    [
        .. FollowUpRules.WhenDue(state.FollowUps, now).Events,
    ]));

    protected override IEnumerable<Effect> EffectsOf(Ticket state, Event happened) =>
    [
        .. VisitEffects(state, happened),
    ];

    protected override IEnumerable<object> RowsOf(Ticket state, RowStamp stamp) =>
    [
        TicketRow.Of(state, stamp),
        TicketSearch.Of(state),
        .. state.FollowUps.Calls.Select(call => FollowUpCallRow.Of(state.Id, state.BranchId, state.CustomerId, call)),
    ];

    private async ValueTask<AftermathPlans> PlansOf(Ticket ticket) => new((await policies.At(ticket.BranchId)).Get(FollowUpPolicies.Plan));
}
