using AfterSales.Access;
using AfterSales.Contracts;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain
{
    public Task<Answer> SolveRemotely(Intent<SolveRemotely> intent) =>
        Decide(intent, (ticket, now) => CompletionRules.SolveRemotely(ticket, intent.Body.Advice, now));

    public Task<Answer> AdviceFailed(Intent<Because> intent) =>
        Decide(intent, (ticket, now) => CompletionRules.AdviceFailed(ticket, intent.Body.Reason, now));

    public Task<Answer> Reject(Intent<Because> intent) => AskAndDecide(intent, async (ticket, now) =>
        CompletionRules.Reject(ticket, intent.Body.Reason ?? "", (await BranchOf(ticket)).Calendar, now));

    public Task<Answer> Cancel(Intent<Because> intent) => Decide(intent, (ticket, now) => CompletionRules.Cancel(ticket, intent.Body.Reason ?? "", now));

    public Task<Answer> StartRepair(Intent<StartRepair> intent) => AskAndDecide(intent, async (ticket, now) =>
        TicketSteps.MustAllow(ticket, TicketAction.StartRepair) is { } refusal ? refusal
        : await GrainFactory.GetGrain<ITechnicianGrain>(intent.Body.TechnicianId).Read(intent.Caller) is null ? new NotFound(intent.Body.TechnicianId)
        : WorkshopRules.Begin(ticket, intent.Body.TechnicianId, now));

    public Task<Answer> FinishRepair(Intent<FinishRepair> intent) => Decide(intent, (ticket, now) => WorkshopRules.Finish(ticket, intent.Body, now));

    public Task<Answer> ReturnProduct(Intent<ReturnProduct> intent) => AskAndDecide(intent, async (ticket, now) =>
        WorkshopRules.Return(ticket, intent.Body, (await BranchOf(ticket)).Currency, intent.DeviceTime, now));

    public Task<Answer> Complete(Intent<CompleteTicket> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        var next = RecordKey.Derived(ITicketGrain.Prefix, $"{Key}:{ticket.Round}:failed");
        var days = (await policies.At(ticket.BranchId)).Get(TicketPolicies.ReopenDays);
        return CompletionRules.Complete(ticket, intent.Body, next, await PlansOf(ticket), days, (await BranchOf(ticket)).Calendar, now, await NamedBy(ticket));
    });

    public Task<Answer> TellResult(Intent<TellResult> intent) => Decide(intent, (ticket, now) => CompletionRules.Tell(ticket, intent.Body, now));

    public Task<Answer> Reopen(Intent<Because> intent) => Decide(intent, (ticket, now) => CompletionRules.Reopen(ticket, intent.Body.Reason ?? "", now));

    public Task<Answer> Close(Intent<Step> intent) => Decide(intent, CompletionRules.Close);

    private async ValueTask<string?> NamedBy(Ticket ticket) => ticket.Intake.ContractId is { } contract
        ? (await GrainFactory.GetGrain<IContractGrain>(contract).Read(Caller.System))?.Details.RenewedBy
        : null;

    private static IEnumerable<Effect> CompletionEffects(Ticket ticket, Event happened) => happened switch
    {
        RepairFailed e => [new OpenCaseAfterFailedRepair(e.LedTo, ticket.Id, ticket.BranchId, ticket.CustomerId!, ticket.ProductId, e.Leads, e.Why)],
        _ => [],
    };
}

/// <summary>The case that a failed repair leads to (S2): a ticket of its own, linked to the one that failed.</summary>
public sealed record OpenCaseAfterFailedRepair(
    string TicketId, string AfterId, string BranchId, string CustomerId, string? ProductId, FailedRepairLeadsTo Leads, string Why) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<ITicketGrain>(TicketId).Register(
        context.Intent(new RegisterTicket(
            BranchId, CustomerId, ProductId, Leads == FailedRepairLeadsTo.Repair ? TicketKind.Repair : TicketKind.ReturnOrExchange, Channel.Call,
            IsEmergency: false, Why, Wish: Leads.ToString(), Link: new TicketLink(TicketLinkKind.FollowUpOf, AfterId), HeardIn: AfterId)));
}
