using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <param name="ContactBy">By when the technician is to have called the customer.</param>
/// <param name="Reason">Why the technician was booked although a soft rule spoke against it.</param>
/// <param name="Trip">This and the plan of the next two events are null in what was stored before it was kept.</param>
[Published("visit.scheduled")]
public sealed record VisitScheduled(
    DateTimeOffset At, string VisitId, string TechnicianId, DateTimeOffset From, DateTimeOffset To, DateTimeOffset ContactBy, TripPlan? Trip,
    [property: Words] string? Reason) : TicketMoved(At);

/// <summary>The technician's time was given away before it was confirmed: the ticket is to be scheduled again.</summary>
public sealed record VisitSlotLost(DateTimeOffset At, string VisitId) : TicketMoved(At);

/// <summary>The customer agreed to another time.</summary>
[Published("visit.rescheduled")]
public sealed record VisitRescheduled(
    DateTimeOffset At, string VisitId, string NewVisitId, string TechnicianId, DateTimeOffset From, DateTimeOffset To, TripPlan? Trip,
    [property: Words] string Reason) : TicketMoved(At);

/// <summary>Another technician goes; the customer got an apology.</summary>
/// <param name="FormerTechnicianId">Who gave it away.</param>
public sealed record VisitHandedOn(
    DateTimeOffset At, string VisitId, string FormerTechnicianId, string NewVisitId, string TechnicianId, DateTimeOffset From, DateTimeOffset To,
    DateTimeOffset ContactBy, TripPlan? Trip, [property: Words] string Reason) : TicketMoved(At);

/// <summary>The dispatcher finds another time or technician; the customer got an apology.</summary>
public sealed record VisitHandedBack(DateTimeOffset At, string VisitId, string TechnicianId, [property: Words] string Reason) : TicketMoved(At);

/// <summary>A slip of the hand was put right before anybody knew of the visit: the ticket stands, and its promises run, as if it had not been booked.</summary>
public sealed record BookingTakenBack(DateTimeOffset At, string VisitId, string TechnicianId, [property: Words] string Reason) : TicketMoved(At);

/// <summary>The technician does not take the job.</summary>
/// <param name="DeviceAt">By the clock of the device, where it was recorded offline.</param>
public sealed record VisitRefused(
    DateTimeOffset At, string VisitId, string TechnicianId, [property: Words] string Reason, DateTimeOffset? DeviceAt = null) : TicketMoved(At);

/// <summary>The technician comes later than agreed: the customer is told, with an apology (S2 B1.3).</summary>
/// <param name="Minutes">Later than agreed.</param>
/// <param name="DelayReason">Why, for our own people.</param>
/// <param name="Apology">For the customer.</param>
public sealed record VisitDelayed(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, string TechnicianId, int Minutes, [property: Words] string DelayReason,
    [property: Words] string Apology) : Event
{
    internal Moment When => new(At, DeviceAt);
}

/// <summary>The technician takes the job.</summary>
public sealed record VisitAccepted(DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId) : Event;

/// <summary>The technician spoke with the customer, who agrees to the time.</summary>
public sealed record CustomerContacted(DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, [property: Words] string? Said) : Event;

/// <param name="Lacking">What of the kit he did not have with him.</param>
/// <param name="LackingBecause">Why not.</param>
[Published("visit.departed")]
public sealed record TechnicianDeparted(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, ImmutableList<KitItem> Lacking, [property: Words] string? LackingBecause) : TicketMoved(At);

[Published("visit.arrived")]
public sealed record TechnicianArrived(DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId) : TicketMoved(At);

/// <summary>The technician said that he began the work.</summary>
[Published("visit.started")]
public sealed record WorkStarted(DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId) : Event;

/// <summary>A step that was recorded offline reached us before the one it follows. Its words are kept with this entry.</summary>
public sealed record VisitStepWaits(
    DateTimeOffset At, DateTimeOffset DeviceAt, string VisitId, TicketAction Action, VisitFigures? Figures, bool IsSlipLeft,
    [property: Words] string? Found, [property: Words] string? Done, [property: Words] string? PartsUsed, [property: Words] string? Opinion,
    [property: Words] string? SignedBy, FileContent? Signature, [property: Words] string? RefusedToSignBecause) : Event;

/// <summary>A visit that somebody set out for is over.</summary>
/// <param name="DeviceAt">By the clock of the device, where it was recorded offline.</param>
/// <param name="ReportDue">When the technician's report on the trip is due.</param>
public abstract record VisitEnded(DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, string TechnicianId, DateTimeOffset ReportDue) : TicketMoved(At);

/// <param name="Found">This and the other words are null where they came before with a step that waited.</param>
[Published("visit.finished")]
public sealed record VisitFinished(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, string TechnicianId, DateTimeOffset ReportDue, VisitFigures Figures,
    [property: Words] string? Found, [property: Words] string? Done, [property: Words] string? PartsUsed, [property: Words] string? Opinion,
    [property: Words] string? SignedBy, FileContent? Signature, [property: Words] string? RefusedToSignBecause)
    : VisitEnded(At, DeviceAt, VisitId, TechnicianId, ReportDue);

public sealed record VisitAwaitsParts(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, string TechnicianId, DateTimeOffset ReportDue,
    [property: Words] string? Found, [property: Words] string? PartsAwaited) : VisitEnded(At, DeviceAt, VisitId, TechnicianId, ReportDue);

/// <summary>The work could not be finished, for another reason than parts: the dispatcher finds another time or technician.</summary>
public sealed record VisitNotFinished(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, string TechnicianId, DateTimeOffset ReportDue,
    [property: Words] string? Found) : VisitEnded(At, DeviceAt, VisitId, TechnicianId, ReportDue);

/// <param name="IsSlipLeft">A message slip was left at the door.</param>
public sealed record NobodyWasHome(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, string TechnicianId, DateTimeOffset ReportDue, bool IsSlipLeft,
    [property: Words] string? Found) : VisitEnded(At, DeviceAt, VisitId, TechnicianId, ReportDue);

/// <summary>The technician's report on the trip (S0 P5).</summary>
public sealed record TripReported(DateTimeOffset At, DateTimeOffset? DeviceAt, string VisitId, [property: Words] string Report) : Event;

/// <summary>The supervisor's judgement (S1 P1 5.12).</summary>
public sealed record RepairMarked(
    DateTimeOffset At, string By, string VisitId, SupervisorMark Time, SupervisorMark Quality, [property: Words] string? Remark) : Event;
