using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.FollowUps;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

[GrainType("ticket")]
public sealed partial class TicketGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, TicketNumbers numbers)
    : RecordGrain<Ticket>(services), ITicketGrain, IHearSlotLost
{
    public Task<Answer> Register(Intent<RegisterTicket> intent) => Create(intent, async now =>
    {
        var request = intent.Body;
        if (!intent.Caller.ActsFor(request.BranchId) || await branches.Get(request.BranchId) is not { } branch) return new NotFound(request.BranchId);
        if (await GrainFactory.GetGrain<ICustomerGrain>(request.CustomerId).Read(intent.Caller) is null) return new NotFound(request.CustomerId);
        if (request.ProductId is { } productId)
        {
            var product = await GrainFactory.GetGrain<IProductGrain>(productId).Read(intent.Caller);
            if (product is null) return new NotFound(productId);
            if (product.CustomerId != request.CustomerId) return new ProductOfAnotherCustomer(productId, request.CustomerId);
        }

        var day = branch.Calendar.LocalDay(now);
        return TicketRules.Register(Key, await numbers.Next(branch.Id, branch.Code, day), request, day, now);
    });

    public Task<Answer> Assess(Intent<AssessTicket> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        var branch = await BranchOf(ticket);
        var months = (await policies.At(ticket.BranchId)).WarrantyMonths!.Value;
        return TicketRules.Assess(ticket, intent.Body, await ProductOf(ticket), branch.Calendar.LocalDay(now), months);
    });

    public Task<Answer> Schedule(Intent<ScheduleVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Schedule) is { } refusal) return refusal;
        var (technicianId, from, to) = intent.Body;
        var technician = GrainFactory.GetGrain<ITechnicianGrain>(technicianId);
        if (await technician.Read(intent.Caller) is null) return new NotFound(technicianId);
        // A repeat after a crash asks for the same visit, so it meets its own hold.
        var visitId = RecordKey.Derived("v-", $"{Key}:{ticket.Visits.Count}:{technicianId}:{from:O}:{to:O}");
        var minutes = (await policies.At(ticket.BranchId)).SlotHoldMinutes!.Value;
        var held = await technician.Hold(new Intent<HoldSlot>(new HoldSlot(visitId, Key, from, to, minutes), Caller.System, Cause: Key));
        return held.Refusal ?? TicketRules.Schedule(ticket, visitId, intent.Body);
    });

    public Task<Answer> SlotLost(Intent<ReleaseSlot> intent) => Decide(intent, (ticket, now) => TicketRules.SlotLost(ticket, intent.Body.VisitId));

    public Task<Answer> Depart(Intent<Step> intent) => Decide(intent, TicketRules.Depart);

    public Task<Answer> Arrive(Intent<Step> intent) => Decide(intent, TicketRules.Arrive);

    public Task<Answer> Finish(Intent<FinishVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
        TicketRules.Finish(ticket, intent.Body, (await BranchOf(ticket)).Currency, now));

    public Task<Answer> Complete(Intent<Step> intent) => AskAndDecide(intent, async (ticket, now) =>
        TicketRules.Complete(ticket, (await policies.At(ticket.BranchId)).FollowUpPlan!, (await BranchOf(ticket)).Calendar, now));

    protected override IEnumerable<Effect> EffectsOf(Ticket state, Event happened) => happened switch
    {
        VisitScheduled e => [new ConfirmAppointment(e.TechnicianId, e.VisitId, state.Id, e.From, e.To)],
        VisitFinished e => [new ReleaseAppointment(e.TechnicianId, e.VisitId)],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(Ticket state, RowStamp stamp) =>
    [
        TicketRow.Of(state, stamp),
        .. state.FollowUps.Calls.Select(call => FollowUpCallRow.Of(state.Id, state.BranchId, state.CustomerId, call)),
    ];

    private async ValueTask<Branch> BranchOf(Ticket ticket) =>
        await branches.Get(ticket.BranchId) ?? throw new TimeoutException($"Branch {ticket.BranchId} of {ticket.Id} could not be read.");

    private async Task<ProductDetails?> ProductOf(Ticket ticket) => ticket.ProductId is { } id
        ? (await GrainFactory.GetGrain<IProductGrain>(id).Read(Caller.System))?.Details
        : null;
}

public sealed record ConfirmAppointment(string TechnicianId, string VisitId, string TicketId, DateTimeOffset From, DateTimeOffset To) : Effect
{
    public override string Target => TechnicianId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITechnicianGrain>(TechnicianId).Confirm(context.Intent(new ConfirmSlot(VisitId, TicketId, From, To)));
}

public sealed record ReleaseAppointment(string TechnicianId, string VisitId) : Effect
{
    public override string Target => TechnicianId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITechnicianGrain>(TechnicianId).Release(context.Intent(new ReleaseSlot(VisitId)));
}
