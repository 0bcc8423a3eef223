using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>Who goes when, and what happens when that can't be kept (domain.md §3.4, S2, S0 P5).</summary>
public static class DispatchRules
{
    private static readonly TimeSpan TakenBackWithin = TimeSpan.FromMinutes(10);

    /// <summary>Null when a visit may be scheduled now, whoever goes.</summary>
    public static Refusal? MustSchedule(Ticket ticket, ScheduleVisit request) =>
        TicketSteps.MustAllow(ticket, TicketAction.Schedule)
        ?? (Refusal?)RepairOrderRules.MustBeApproved(ticket)
        ?? (request.TravelMinutes is < 0 or > TripPlan.MostTravelMinutes ? InputInvalid.At("travelMinutes", "OUT_OF_RANGE") : null);

    /// <param name="contactHours">Hours by the clock within which the technician is to call the customer (S3 ⑹-4: 24).</param>
    public static Decision Schedule(Ticket ticket, string visitId, ScheduleVisit request, TripPlan trip, int contactHours, DateTimeOffset now) =>
        MustSchedule(ticket, request) is { } refusal
            ? refusal
            : new VisitScheduled(now, visitId, request.TechnicianId, request.From, request.To, now.AddHours(contactHours), trip, request.Reason);

    /// <summary>Only a visit that has not begun can lose its time; for any other the news comes too late to matter.</summary>
    public static Decision SlotLost(Ticket ticket, string visitId, DateTimeOffset now) =>
        ticket.Step == TicketStep.Scheduled && ticket.Visits.Current?.Id == visitId ? new VisitSlotLost(now, visitId) : Decision.NothingToDo;

    /// <summary>Null when the visit may get another time: only with the customer's consent (S2).</summary>
    public static Refusal? MustReschedule(Ticket ticket, RescheduleVisit request) =>
        TicketSteps.MustAllow(ticket, TicketAction.Reschedule)
        ?? MustBeCurrent(ticket, request.VisitId)
        ?? (request.HasCustomerAgreed ? null : (Refusal)new CustomerMustAgree())
        ?? (string.IsNullOrWhiteSpace(request.Reason) ? InputInvalid.At("reason", "REQUIRED") : null);

    public static Decision Reschedule(Ticket ticket, string newVisitId, RescheduleVisit request, TripPlan trip, DateTimeOffset now)
    {
        if (MustReschedule(ticket, request) is { } refusal) return refusal;
        var visit = ticket.Visits.Current!;
        return new VisitRescheduled(now, visit.Id, newVisitId, visit.TechnicianId, request.From, request.To, trip, request.Reason);
    }

    /// <summary>Null when another technician may go: at the agreed time, or at another the customer agreed to.</summary>
    public static Refusal? MustHandOn(Ticket ticket, HandOnVisit request)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.HandOn) is { } notNow) return notNow;
        if (MustBeCurrent(ticket, request.VisitId) is { } over) return over;
        var visit = ticket.Visits.Current!;
        if (visit.TechnicianId == request.TechnicianId) return new AlreadyHasTheJob(request.TechnicianId);
        var isOtherTime = (request.From ?? visit.From) != visit.From || (request.To ?? visit.To) != visit.To;
        return isOtherTime && !request.HasCustomerAgreed ? new CustomerMustAgree() : Unexplained(request.Reason, request.IsApologised);
    }

    public static Decision HandOn(Ticket ticket, string newVisitId, HandOnVisit request, TripPlan trip, int contactHours, DateTimeOffset now)
    {
        if (MustHandOn(ticket, request) is { } refusal) return refusal;
        var visit = ticket.Visits.Current!;
        return new VisitHandedOn(
            now, visit.Id, visit.TechnicianId, newVisitId, request.TechnicianId, request.From ?? visit.From, request.To ?? visit.To,
            now.AddHours(contactHours), trip, request.Reason);
    }

    public static Decision HandBack(Ticket ticket, HandBackVisit request, DateTimeOffset now) =>
        (TicketSteps.MustAllow(ticket, TicketAction.HandBack) ?? MustBeCurrent(ticket, request.VisitId) ?? Unexplained(request.Reason, request.IsApologised))
            is { } refusal
            ? refusal
            : new VisitHandedBack(now, ticket.Visits.Current!.Id, ticket.Visits.Current.TechnicianId, request.Reason);

    /// <summary>A slip of the hand: nobody was told of the visit yet, so nobody is owed an apology, and all is as if it had not been. Later the job is handed back.</summary>
    public static Decision TakeBack(Ticket ticket, TakeBackBooking request, DateTimeOffset now)
    {
        if ((TicketSteps.MustAllow(ticket, TicketAction.HandBack) ?? MustBeCurrent(ticket, request.VisitId)) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(request.Reason)) return InputInvalid.At("reason", "REQUIRED");
        var visit = ticket.Visits.Current!;
        return IsUnknown(ticket, visit) && now - visit.ScheduledAt <= TakenBackWithin
            ? new BookingTakenBack(now, visit.Id, visit.TechnicianId, request.Reason)
            : new BookingStands((int)TakenBackWithin.TotalMinutes);
    }

    public static Decision Refuse(Ticket ticket, RefuseVisit request, DateTimeOffset? deviceAt, DateTimeOffset now)
    {
        if ((TicketSteps.MustAllow(ticket, TicketAction.Refuse) ?? MustBeCurrent(ticket, request.VisitId)) is { } refusal) return refusal;
        return string.IsNullOrWhiteSpace(request.Reason)
            ? InputInvalid.At("reason", "REQUIRED")
            : new VisitRefused(now, ticket.Visits.Current!.Id, ticket.Visits.Current.TechnicianId, request.Reason, deviceAt);
    }

    public static Decision Accept(Ticket ticket, string? visitId, DateTimeOffset? deviceAt, DateTimeOffset now)
    {
        if (FindVisit(ticket, visitId) is not { } visit) return NoVisit(ticket, visitId);
        // Who has given the job back, or lost it, does not have it again by taking it once more.
        if (visit is { End: not null, WasMade: false } && deviceAt is null) return new VisitIsOver(visit.Id);
        if (visit.Accepted is not null) return Decision.NothingToDo;
        // That he took a job he has done is true whenever it is heard of.
        return visit.End is null || (deviceAt is not null && visit.WasMade) ? new VisitAccepted(now, deviceAt, visit.Id) : new VisitIsOver(visit.Id);
    }

    /// <summary>At any time, also when it reaches us after the visit: that the customer was called is true whenever it is heard.</summary>
    public static Decision Contact(Ticket ticket, RecordContact made, DateTimeOffset? deviceAt, DateTimeOffset now)
    {
        if (FindVisit(ticket, made.VisitId) is not { } visit) return NoVisit(ticket, made.VisitId);
        return visit.Contacted is null ? new CustomerContacted(now, deviceAt, visit.Id, made.Said) : Decision.NothingToDo;
    }

    internal static Visit? FindVisit(Ticket ticket, string? visitId) => visitId is null ? ticket.Visits.Last : ticket.Visits.Find(visitId);

    internal static Decision NoVisit(Ticket ticket, string? visitId) => new NotFound(visitId ?? ticket.Id);

    // The customer knows the time of a visit that another technician had before.
    private static bool IsUnknown(Ticket ticket, Visit visit) =>
        visit is { Contacted: null, MessageAt: null, Delay: null, Accepted: null, ShowsDeparture: false } && ticket.Visits.All is not [.., { End: VisitEnd.HandedOn }, _];

    private static Refusal? MustBeCurrent(Ticket ticket, string? visitId) =>
        ticket.Visits.Current is not { } visit ? new NotFound(visitId ?? ticket.Id)
        : visitId is not null && visit.Id != visitId ? new VisitIsOver(visitId)
        : null;

    private static Refusal? Unexplained(string reason, bool isApologised) =>
        string.IsNullOrWhiteSpace(reason) ? InputInvalid.At("reason", "REQUIRED") : isApologised ? null : new ApologyMissing();
}

/// <summary>Another time needs the customer's consent; without it another technician goes, or the job goes back to the dispatcher.</summary>
[GenerateSerializer, Immutable, Alias("CustomerMustAgree")]
public sealed record CustomerMustAgree : Refusal;

/// <summary>The customer is owed an apology when the agreed technician does not come.</summary>
[GenerateSerializer, Immutable, Alias("ApologyMissing")]
public sealed record ApologyMissing : Refusal;

/// <summary>The customer or the technician knows of the booking, or it was made too long ago to be a slip: it is handed back, with an apology.</summary>
/// <param name="Minutes">Within which it can be taken back.</param>
[GenerateSerializer, Immutable, Alias("BookingStands")]
public sealed record BookingStands([property: Id(0)] int Minutes) : Refusal;

/// <summary>The job is this technician's already.</summary>
[GenerateSerializer, Immutable, Alias("AlreadyHasTheJob")]
public sealed record AlreadyHasTheJob([property: Id(0)] string TechnicianId) : Refusal;

/// <summary>The visit is over, or another one took its place.</summary>
[GenerateSerializer, Immutable, Alias("VisitIsOver")]
public sealed record VisitIsOver([property: Id(0)] string VisitId) : Refusal;
