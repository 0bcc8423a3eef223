using AfterSales.Access;
using AfterSales.Files;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>What each part of the state adds: what is due, what others are told, which rows it makes.</summary>
public sealed partial class TicketGrain
{
    protected override async ValueTask<Decision> WhenDue(Ticket state, DateTimeOffset now) => Decision.Of(
    [
        .. IntakeRules.WhenDue(state, (await BranchOf(state)).Calendar, now),
        .. CompletionRules.WhenDue(state, now),
        .. PassedVisitRules.WhenDue(state, (await BranchOf(state)).Calendar, now),
        .. (await CallsDue(state, now)).Events,
        .. await PromisesDue(state, now),
    ]);

    protected override IEnumerable<Effect> EffectsOf(Ticket state, Event happened) =>
    [
        .. VisitEffects(state, happened),
        .. LinkEffects(state, happened),
        .. CompletionEffects(state, happened),
        .. CarryOverEffects(state, happened),
        .. TellWorkEnded.Of(state, happened),
        .. TicketTasks.Of(state, happened),
        .. TicketPromiseTasks.Of(state, happened),
        .. TicketContacts.Of(state, happened, Actor),
        .. FollowUpEffects.Of(FollowUpsOf(state), happened),
        .. SurveyEffects(state, happened),
        .. CustomerFileEffects(state, happened),
        .. AttachingFiles.EffectsOf(state.Id, happened),
    ];

    /// <summary>A technician may report on his trip when the job has gone to somebody else, and the customer's support group may write notes.</summary>
    protected override bool MayAsk(Ticket state, Caller caller, object? asked) =>
        base.MayAsk(state, caller, asked) || (asked is ReportTrip && caller.Sees(state)) || (asked is NoteTicket && caller.Supports(state));

    protected override IEnumerable<object> RowsOf(Ticket state, RowStamp stamp) =>
    [
        TicketRow.Of(state, stamp),
        TicketSearch.Of(state),
        .. VisitRow.Of(state),
        .. TicketCompletionRow.Of(state),
        .. TicketLinkRow.Of(state),
        .. TicketWorkRow.Of(state),
        .. TechnicianWorkRow.Of(state),
        .. TicketPromiseRow.Of(state),
        .. state.FollowUps.Calls.Select(call => FollowUpCallRow.Of(FollowUpsOf(state), call)),
    ];

    private async ValueTask<AftermathPlans> PlansOf(Ticket ticket) => new(
        await desk.PlanAt(ticket.BranchId), ticket.CustomerId is { } customer ? await desk.ConditionsFor(customer) : CallConditions.Usual,
        (await policies.At(ticket.BranchId)).Get(TicketPolicies.ServiceKinds));
}
