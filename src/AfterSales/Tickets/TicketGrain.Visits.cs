using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : IHearSlotLost
{
    public Task<Answer> Schedule(Intent<ScheduleVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Schedule) is { } refusal) return refusal;
        var (technicianId, from, to, reason) = intent.Body;
        var technician = GrainFactory.GetGrain<ITechnicianGrain>(technicianId);
        if (await technician.Read(intent.Caller) is null) return new NotFound(technicianId);
        // A repeat after a crash asks for the same visit, so it meets its own hold.
        var visitId = RecordKey.Derived("v-", $"{Key}:{ticket.Visits.All.Count}:{technicianId}:{from:O}:{to:O}");
        var minutes = (await policies.At(ticket.BranchId)).Get(TechnicianPolicies.SlotHoldMinutes);
        var slot = new HoldSlot(visitId, Key, from, to, minutes, ticket.BranchId, ticket.Assessment.Skill, reason);
        var held = await technician.Hold(new Intent<HoldSlot>(slot, Caller.System, Cause: Key));
        return held.Refusal ?? TicketRules.Schedule(ticket, visitId, intent.Body);
    });

    public Task<Answer> SlotLost(Intent<ReleaseSlot> intent) => Decide(intent, (ticket, now) => TicketRules.SlotLost(ticket, intent.Body.VisitId));

    public Task<Answer> Depart(Intent<Step> intent) => Decide(intent, TicketRules.Depart);

    public Task<Answer> Arrive(Intent<Step> intent) => Decide(intent, TicketRules.Arrive);

    public Task<Answer> Finish(Intent<FinishVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
        TicketRules.Finish(ticket, intent.Body, (await BranchOf(ticket)).Currency, now));

    private static IEnumerable<Effect> VisitEffects(Ticket ticket, Event happened) => happened switch
    {
        VisitScheduled e => [new ConfirmAppointment(e.TechnicianId, e.VisitId, ticket.Id, e.From, e.To)],
        VisitFinished e => [new ReleaseAppointment(e.TechnicianId, e.VisitId)],
        _ => [],
    };
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
