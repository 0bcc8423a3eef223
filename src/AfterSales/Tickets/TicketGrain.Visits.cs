using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Products;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : IHearSlotLost
{
    public Task<Answer> Schedule(Intent<ScheduleVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        if (DispatchRules.MustSchedule(ticket, intent.Body) is { } refusal) return refusal;
        var (technicianId, from, to, reason, travel) = intent.Body;
        var held = await Hold(ticket, intent.Caller, technicianId, from, to, travel, reason);
        return held.Refusal ?? await AndTold(ticket, DispatchRules.Schedule(ticket, held.VisitId, intent.Body, held.Trip, await ContactHours(ticket), now), held.VisitId, now);
    });

    public async Task<VisitNeeds?> WhatAVisitNeeds(Caller caller)
    {
        // Who only looks after the customer sees the ticket; whose time a visit takes is the branch's business.
        if (await Read(caller) is not { } ticket || !caller.ActsFor(ticket.BranchId)) return null;
        var (zone, place) = await WhereTo(ticket);
        var lead = (await policies.At(ticket.BranchId)).Get(TicketPolicies.Trip);
        return new VisitNeeds(ticket.BranchId, ticket.CustomerId, await TicketSkills.For(ticket, warranties), zone?.Name,
            TripPlan.Needed(zone?.TravelMinutes, lead), PromisedArrival(ticket), new Destination(place, lead.LatestMinutes, IsWaySaid: false), ticket.Promises.LaterDate);
    }

    public Task<Answer> Reschedule(Intent<RescheduleVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        if (DispatchRules.MustReschedule(ticket, intent.Body) is { } refusal) return refusal;
        var visit = ticket.Visits.Current!;
        var held = await Hold(
            ticket, intent.Caller, visit.TechnicianId, intent.Body.From, intent.Body.To, SaidOf(visit), intent.Body.Reason);
        return held.Refusal ?? await AndTold(ticket, DispatchRules.Reschedule(ticket, held.VisitId, intent.Body, held.Trip, now), held.VisitId, now);
    });

    public Task<Answer> HandOn(Intent<HandOnVisit> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        if (DispatchRules.MustHandOn(ticket, intent.Body) is { } refusal) return refusal;
        var visit = ticket.Visits.Current!;
        var held = await Hold(
            ticket, intent.Caller, intent.Body.TechnicianId, intent.Body.From ?? visit.From, intent.Body.To ?? visit.To,
            SaidOf(visit), intent.Body.Reason);
        return held.Refusal ?? await AndTold(ticket, DispatchRules.HandOn(ticket, held.VisitId, intent.Body, held.Trip, await ContactHours(ticket), now), held.VisitId, now);
    });

    public Task<Answer> HandBack(Intent<HandBackVisit> intent) => Decide(intent, (ticket, now) => DispatchRules.HandBack(ticket, intent.Body, now));

    public Task<Answer> TakeBack(Intent<TakeBackBooking> intent) => Decide(intent, (ticket, now) => DispatchRules.TakeBack(ticket, intent.Body, now));

    public Task<Answer> Refuse(Intent<RefuseVisit> intent) => Decide(intent, (ticket, now) => DispatchRules.Refuse(ticket, intent.Body, Stored(intent.DeviceTime), now));

    public Task<Answer> ReportDelay(Intent<ReportDelay> intent) => AskAndDecide(intent, async (ticket, now) =>
        DelayRules.Report(ticket, intent.Body, (await BranchOf(ticket)).Calendar, Stored(intent.DeviceTime), now));

    public Task<Answer> SlotLost(Intent<ReleaseSlot> intent) =>
        Decide(intent, (ticket, now) => DispatchRules.SlotLost(ticket, intent.Body.VisitId, now));

    public Task<Answer> Accept(Intent<Step> intent) =>
        Decide(intent, (ticket, now) => DispatchRules.Accept(ticket, intent.Body.VisitId, intent.DeviceTime, now));

    public Task<Answer> Contact(Intent<RecordContact> intent) =>
        Decide(intent, (ticket, now) => DispatchRules.Contact(ticket, intent.Body, intent.DeviceTime, now));

    public Task<Answer> Depart(Intent<SetOut> intent) => AskAndDecide(intent, async (ticket, now) =>
        ServiceRules.Depart(ticket, intent.Body, (await policies.At(ticket.BranchId)).Get(TicketPolicies.Kit), await TripTermsOf(ticket, intent.DeviceTime, now)));

    public Task<Answer> Arrive(Intent<Step> intent) => OnTrip(intent, (ticket, terms) => ServiceRules.Arrive(ticket, intent.Body.VisitId, terms));

    public Task<Answer> StartWork(Intent<Step> intent) =>
        Decide(intent, (ticket, now) => ServiceRules.StartWork(ticket, intent.Body.VisitId, Stored(intent.DeviceTime), now));

    public Task<Answer> Finish(Intent<FinishVisit> intent) => OnTrip(intent, (ticket, terms) => ServiceRules.Finish(ticket, intent.Body, terms));

    public Task<Answer> AwaitParts(Intent<AwaitParts> intent) => OnTrip(intent, (ticket, terms) => ServiceRules.AwaitParts(ticket, intent.Body, terms));

    public Task<Answer> CannotFinish(Intent<CannotFinish> intent) =>
        OnTrip(intent, (ticket, terms) => ServiceRules.CannotFinish(ticket, intent.Body, terms));

    public Task<Answer> NobodyHome(Intent<NobodyHome> intent) => OnTrip(intent, (ticket, terms) => ServiceRules.NobodyHome(ticket, intent.Body, terms));

    public Task<Answer> BringIn(Intent<BringIn> intent) => OnTrip(intent, (ticket, terms) => ServiceRules.BringIn(ticket, intent.Body, terms));

    public Task<Answer> ReportTrip(Intent<ReportTrip> intent) =>
        Decide(intent, (ticket, now) => ServiceRules.Report(
            ticket, intent.Body, intent.DeviceTime, now, intent.Caller.ActsFor(ticket.BranchId) ? null : intent.Caller.Technician ?? ""));

    public Task<Answer> MarkRepair(Intent<MarkRepair> intent) =>
        Decide(intent, (ticket, now) => ServiceRules.Mark(ticket, intent.Body, intent.Caller.Account, now));

    private static IEnumerable<Effect> VisitEffects(Ticket ticket, Event happened) => happened switch
    {
        VisitScheduled e => [new ConfirmAppointment(e.TechnicianId, e.VisitId, ticket.Id, e.From, e.To)],
        VisitRescheduled e =>
            [new ReleaseAppointment(e.TechnicianId, e.VisitId), new ConfirmAppointment(e.TechnicianId, e.NewVisitId, ticket.Id, e.From, e.To)],
        VisitHandedOn e =>
            [new ReleaseAppointment(e.FormerTechnicianId, e.VisitId), new ConfirmAppointment(e.TechnicianId, e.NewVisitId, ticket.Id, e.From, e.To)],
        VisitDelayed e when ticket.Visits.Find(e.VisitId) is { Delay: { } delay, Arrived: null, End: null } visit => VisitDelays.Told(ticket, visit, delay),
        VisitHandedBack e => [new ReleaseAppointment(e.TechnicianId, e.VisitId)],
        BookingTakenBack e => [new ReleaseAppointment(e.TechnicianId, e.VisitId)],
        VisitRefused e => [new ReleaseAppointment(e.TechnicianId, e.VisitId)],
        VisitEnded e => [new ReleaseAppointment(e.TechnicianId, e.VisitId)],
        ProductBroughtIn { VisitId: { } visitId, TechnicianId: { } technicianId } => [new ReleaseAppointment(technicianId, visitId)],
        TicketCancelled when ticket.Visits.Last is { End: VisitEnd.Cancelled } visit => [new ReleaseAppointment(visit.TechnicianId, visit.Id)],
        _ => [],
    };

    private Task<Answer> OnTrip<T>(Intent<T> intent, Func<Ticket, TripTerms, Decision> rule) =>
        AskAndDecide(intent, async (ticket, now) => rule(ticket, await TripTermsOf(ticket, intent.DeviceTime, now)));

    private async Task<TripTerms> TripTermsOf(Ticket ticket, DateTimeOffset? deviceAt, DateTimeOffset now)
    {
        var branch = await BranchOf(ticket);
        var hours = (await policies.At(ticket.BranchId)).Get(TicketPolicies.TripReportHours);
        return new TripTerms(branch.Currency, branch.Calendar.Due(now, TimeSpan.FromHours(hours)) ?? now.AddHours(hours), now, Stored(deviceAt));
    }

    /// <summary>By when somebody is to be there; null where nothing is promised, or it stands still.</summary>
    private static DateTimeOffset? PromisedArrival(Ticket ticket) =>
        ticket.Promises.Running.FirstOrDefault(clock => clock.Promise == PromiseKind.Arrival)?.DueAt;

    /// <summary>What the dispatcher said of the way goes along with the visit.</summary>
    private static int? SaidOf(Visit visit) => visit.Trip is { IsWaySaid: true } trip ? trip.TravelMinutes : null;

    /// <summary>Keeps the technician's time while the ticket is being saved, with the way there.</summary>
    /// <param name="saidMinutes">The way to the customer as the dispatcher says; null: as the branch's zones say.</param>
    /// <param name="isCustomersWish">He may come later than he was promised: it is he who wants it.</param>
    private async Task<(string VisitId, TripPlan Trip, Refusal? Refusal)> Hold(
        Ticket ticket, Caller caller, string technicianId, DateTimeOffset from, DateTimeOffset to, int? saidMinutes, string? reason, bool isCustomersWish = false)
    {
        var technician = GrainFactory.GetGrain<ITechnicianGrain>(technicianId);
        var inForce = await policies.At(ticket.BranchId);
        var lead = inForce.Get(TicketPolicies.Trip);
        var (zone, place) = await WhereTo(ticket);
        var travelMinutes = saidMinutes ?? zone?.TravelMinutes;
        var trip = TripPlan.For(from, travelMinutes, lead, saidMinutes is not null);
        if (await technician.Read(caller) is null) return ("", trip, new NotFound(technicianId));
        // A repeat after a crash asks for the same visit, so it meets its own hold.
        var visitId = RecordKey.Derived("v-", $"{Key}:{ticket.Round}:{ticket.Visits.All.Count}:{technicianId}:{from:O}:{to:O}");
        var slot = new HoldSlot(
            visitId, Key, from, to, inForce.Get(TechnicianPolicies.SlotHoldMinutes), ticket.BranchId, await TicketSkills.For(ticket, warranties), reason,
            TripPlan.Needed(travelMinutes, lead), zone?.Name, new Destination(place, lead.LatestMinutes, saidMinutes is not null))
        {
            PromisedBy = isCustomersWish ? null : PromisedArrival(ticket),
        };
        return (visitId, trip, (await technician.Hold(new Intent<HoldSlot>(slot, Caller.System, Cause: Key))).Refusal);
    }

    /// <summary>Where the product stands: the zone, null where the branch's zones say nothing of the address, and what of the place a technician's record may keep.</summary>
    private async Task<(ServiceZone? Zone, Coordinates? Place)> WhereTo(Ticket ticket)
    {
        if (ticket.CustomerId is null || await customers.Find(ticket.CustomerId, Caller.System) is not { } customer) return default;
        var product = ticket.ProductId is { } id ? await GrainFactory.GetGrain<IProductGrain>(id).Read(Caller.System) : null;
        return customer.Details.AddressOf(product?.AddressId) is { } address
            ? (ZoneRules.ZoneOf((await BranchOf(ticket)).Zones, address.PostalCode, address.Coordinates), Destination.Rough(address.Coordinates))
            : default;
    }

    /// <summary>To the millisecond that is stored, so that a repeat is known by it.</summary>
    private static DateTimeOffset? Stored(DateTimeOffset? instant) =>
        instant is { } at ? new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero) : null;

    private async ValueTask<int> ContactHours(Ticket ticket) => (await policies.At(ticket.BranchId)).Get(TicketPolicies.ContactHours);
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

/// <summary>He comes later: what follows has less time for the way.</summary>
public sealed record DelayAppointment(string TechnicianId, string VisitId, int Minutes) : Effect
{
    public override string Target => TechnicianId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITechnicianGrain>(TechnicianId).Delay(context.Intent(new DelaySlot(VisitId, Minutes)));
}
