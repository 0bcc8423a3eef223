using AfterSales.FollowUps;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>What each part of the state adds: what is due, what others are told, which rows it makes.</summary>
public sealed partial class TicketGrain
{
    protected override async ValueTask<Decision> WhenDue(Ticket state, DateTimeOffset now) => Decision.Of(
    [
        .. (await CallsDue(state, now)).Events,
    ]);

    protected override IEnumerable<Effect> EffectsOf(Ticket state, Event happened) =>
    [
        .. VisitEffects(state, happened),
        .. FollowUpEffects.Of(FollowUpsOf(state), happened),
        .. SurveyEffects(state, happened),
    ];

    protected override IEnumerable<object> RowsOf(Ticket state, RowStamp stamp) =>
    [
        TicketRow.Of(state, stamp),
        TicketSearch.Of(state),
        .. state.FollowUps.Calls.Select(call => FollowUpCallRow.Of(FollowUpsOf(state), call)),
    ];

    private async ValueTask<AftermathPlans> PlansOf(Ticket ticket) =>
        new(await desk.PlanAt(ticket.BranchId), await desk.ConditionsFor(ticket.CustomerId));
}
