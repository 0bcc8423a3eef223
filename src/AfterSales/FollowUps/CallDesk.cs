using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.FollowUps.Voice;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;

namespace AfterSales.FollowUps;

/// <summary>What the calls of a ticket or sale have to ask of others before they are decided on.</summary>
public sealed class CallDesk(
    IGrainFactory grains, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, CustomerFiles customers, VoiceGateway gateway)
{
    /// <summary>The branch at which calls are begun; null where there is none.</summary>
    public ValueTask<Branch?> BranchFor(string branchId, Caller caller) => branches.ForWork(branchId, caller);

    public async ValueTask<WorkingCalendar?> CalendarOf(string branchId) => (await branches.Get(branchId))?.Calendar;

    public async ValueTask<ImmutableList<FollowUpStep>> PlanAt(string branchId) => (await policies.At(branchId)).Get(FollowUpPolicies.Plan);

    public async Task<CallConditions> ConditionsFor(string customerId)
    {
        var customer = await customers.Find(customerId, Caller.System);
        return new CallConditions(customer?.Consents.IsRefusedTo(ConsentChannel.Call) != true, gateway.IsOn);
    }

    public async Task<Decision> Record(FollowUpFile file, Intent<RecordFollowUp> intent, DateTimeOffset now)
    {
        var (made, by) = (intent.Body, intent.Caller.Account);
        if (await FaultsHaveNoPlace(file, made) is { } archived) return archived;
        var (calendar, retries) = await At(file.BranchId);
        // Where the reminder is late, what it would have done comes first.
        var due = file.Calls.NextDue <= now ? FollowUpRules.WhenDue(file.Calls, await ConditionsFor(file.CustomerId), now).Events : [];
        var calls = due.Aggregate(file.Calls, (state, happened) => state.Apply(happened));
        var decision = CallRules.Record(calls, file.RecordId, made, by, FollowUpEffects.KeysFor(file, made), calendar, retries, now);
        if (decision.Refusal is not null) return decision;
        decision = Decision.Of([.. due, .. decision.Events]);
        if (made.Marks is not { } marks) return decision;
        if (!marks.AreKnown) return InputInvalid.At("marks", "UNKNOWN");
        if (made.Result != CallResult.Reached) return InputInvalid.At("marks", "NOBODY_REACHED");
        if (await CardOf(file, made.Number) is not { } card) return InputInvalid.At("marks", "NO_OPINION_CARD");
        return SurveyRules.MustBeOpen(card, AnswerWay.FollowUpCall, now)
            ?? Decision.Of([.. decision.Events, new OpinionAsked(made.Number, card.Id, marks, AnswerWay.FollowUpCall)]);
    }

    public async Task<Decision> RecordFromGateway(FollowUpFile file, GatewayResult reported, DateTimeOffset now)
    {
        var (calendar, retries) = await At(file.BranchId);
        var decision = CallRules.RecordFromGateway(file.Calls, reported, calendar, retries, now);
        if (decision.Events.Count == 0 || reported is not { Result: CallResult.Reached, Marks: { AreKnown: true } marks }) return decision;
        return await CardOf(file, reported.Number) is { } card && SurveyRules.MustBeOpen(card, AnswerWay.VoiceGateway, now) is null
            ? Decision.Of([.. decision.Events, new OpinionAsked(reported.Number, card.Id, marks, AnswerWay.VoiceGateway)])
            : decision;
    }

    /// <summary>The opinion card of the completion a call follows; null where it follows no completed repair.</summary>
    public async Task<SurveyCard?> CardOf(FollowUpFile file, int number) =>
        file.TicketId is { } ticketId && file.Calls.Find(number) is { } call
            ? await grains.GetGrain<ISurveyCardGrain>(ISurveyCardGrain.KeyOf(ticketId, call.Round)).Read(Caller.System)
            : null;

    /// <summary>No ticket is made for a customer whose file is archived: who hears of a fault learns it while the customer is on the phone.</summary>
    private async ValueTask<CustomerIsArchived?> FaultsHaveNoPlace(FollowUpFile file, RecordFollowUp made) =>
        made.Said.Any(said => said.Kind == SaidKind.Fault) && await customers.Find(file.CustomerId, Caller.System) is { Standing: CustomerStanding.Archived } customer
            ? new CustomerIsArchived(customer.Id) : null;

    private async ValueTask<(WorkingCalendar Calendar, CallRetries Retries)> At(string branchId) =>
        (await CalendarOf(branchId) ?? throw new TimeoutException($"Branch {branchId} could not be read."),
            (await policies.At(branchId)).Get(FollowUpPolicies.Retries));
}
