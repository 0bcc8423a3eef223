using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

public sealed record TicketRegistered(
    string Id, string Number, string BranchId, string CustomerId, string? ProductId, TicketKind Kind, Channel Channel, bool IsEmergency,
    DateTimeOffset At, DateOnly Day, [property: Words] string Symptom, [property: Words] string? Wish) : Event;

/// <param name="OverrideReason">Why the dispatcher chose another category than the one proposed.</param>
public sealed record TicketAssessed(ImmutableList<PartAssessment> Parts, string? Skill, [property: Words] string? OverrideReason) : Event;

/// <param name="Reason">Why the technician was booked although a soft rule spoke against it.</param>
public sealed record VisitScheduled(
    string VisitId, string TechnicianId, DateTimeOffset From, DateTimeOffset To, [property: Words] string? Reason) : Event;

/// <summary>The technician's time was given away before it was confirmed: the ticket is to be scheduled again.</summary>
public sealed record VisitSlotLost(string VisitId) : Event;

public sealed record TechnicianDeparted(string VisitId, DateTimeOffset At) : Event;

public sealed record TechnicianArrived(string VisitId, DateTimeOffset At) : Event;

/// <param name="Signature">Null: the customer refused to sign.</param>
public sealed record VisitFinished(
    string VisitId, string TechnicianId, DateTimeOffset At, int Minutes, long ChargedMinor, string Currency,
    [property: Words] string Found, [property: Words] string Done, [property: Words] string? PartsUsed, [property: Words] string? Opinion,
    [property: Words] string? SignedBy, FileContent? Signature, [property: Words] string? RefusedToSignBecause) : Event;

public sealed record TicketCompleted(DateTimeOffset At, DateOnly Day) : Event;
