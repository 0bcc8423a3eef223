using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

/// <summary>A technician, by his key <c>tech-…</c>. All bookings of his time pass here, one after the other.</summary>
[Alias("ITechnicianGrain")]
public interface ITechnicianGrain : IRecord<Technician>, IAttachments
{
    const string Prefix = "tech-";

    /// <summary>Refused: InputInvalid, AlreadyExists, NotFound (branch), BranchClosed, SkillUnknown.</summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterTechnician> intent);

    /// <summary>Refused: InputInvalid, NotFound.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<AmendTechnician> intent);

    /// <summary>Gives him another home branch. Refused: NotFound, BranchClosed, TechnicianHasLeft, ToolsNotHandedIn, AppointmentsAhead.</summary>
    [Alias("Move")]
    Task<Answer> Move(Intent<MoveTechnician> intent);

    /// <summary>He leaves the company; his file stays. Refused: NotFound, ToolsNotHandedIn, AppointmentsAhead.</summary>
    [Alias("Leave")]
    Task<Answer> Leave(Intent<LeaveCompany> intent);

    /// <summary>He is with the company again. Refused: NotFound.</summary>
    [Alias("ComeBack")]
    Task<Answer> ComeBack(Intent<ComeBack> intent);

    /// <summary>
    /// Keeps a time slot while the ticket is being saved. The same visit and slot again changes nothing. Refused: TechnicianBusy,
    /// TechnicianNotQualified, TechnicianNotAtBranch, TechnicianHasLeft, TechnicianAbsent, OutsideWorkingHours, TravelTooShort, BookingNeedsReason,
    /// InputInvalid, NotFound.
    /// </summary>
    [Alias("Hold")]
    Task<Answer> Hold(Intent<HoldSlot> intent);

    /// <summary>The first time he could take a visit at, or what speaks against him. Holds nothing; null when there is no such technician or branch.</summary>
    [Alias("Offer")]
    Task<TechnicianOffer?> Offer(VisitWanted wanted);

    /// <summary>The ticket was saved. A lapsed hold is booked again if the time is free; else the ticket hears <c>SlotLost</c>.</summary>
    [Alias("Confirm")]
    Task<Answer> Confirm(Intent<ConfirmSlot> intent);

    /// <summary>The visit needs the time no more.</summary>
    [Alias("Release")]
    Task<Answer> Release(Intent<ReleaseSlot> intent);

    /// <summary>He comes later to a visit than agreed: what follows it has so much less time for the way.</summary>
    [Alias("Delay")]
    Task<Answer> Delay(Intent<DelaySlot> intent);
}

/// <param name="Skills">Codes of the work he does by himself.</param>
/// <param name="InTradeSince">Counts when technicians are ranked.</param>
/// <param name="OwnHours">Null: the branch's.</param>
[GenerateSerializer, Immutable, Alias("RegisterTechnician")]
public sealed record RegisterTechnician(
    [property: Id(0)] string BranchId, [property: Id(1)] string Name, [property: Id(2)] ImmutableList<string> Skills,
    [property: Id(3)] DateOnly? InTradeSince = null, [property: Id(4)] ImmutableList<WeeklyHours>? OwnHours = null);

[GenerateSerializer, Immutable, Alias("AmendTechnician")]
public sealed record AmendTechnician([property: Id(0)] string Name, [property: Id(1)] DateOnly? InTradeSince);

/// <param name="HandBack">Appointments ahead at the old branch go back to be scheduled again; false: they speak against it.</param>
[GenerateSerializer, Immutable, Alias("MoveTechnician")]
public sealed record MoveTechnician([property: Id(0)] string BranchId, [property: Id(1)] bool HandBack);

/// <param name="HandBack">Appointments ahead go back to be scheduled again; false: they speak against it.</param>
[GenerateSerializer, Immutable, Alias("LeaveCompany")]
public sealed record LeaveCompany([property: Id(0)] bool HandBack, [property: Id(1)] string? Reason);

[GenerateSerializer, Immutable, Alias("ComeBack")]
public sealed record ComeBack;

/// <param name="BranchId">The branch that books.</param>
/// <param name="Skill">The code of the work; null where none is needed.</param>
/// <param name="Reason">Why the time is wanted although a soft rule speaks against it.</param>
/// <param name="TravelMinutes">The way to the customer.</param>
/// <param name="Zone">The branch's name of where it goes to; null where no zone has the address.</param>
/// <param name="Destination">What tells the way there from another customer.</param>
[GenerateSerializer, Immutable, Alias("HoldSlot")]
public sealed record HoldSlot(
    [property: Id(0)] string VisitId, [property: Id(1)] string TicketId,
    [property: Id(2)] DateTimeOffset From, [property: Id(3)] DateTimeOffset To, [property: Id(4)] int HoldMinutes,
    [property: Id(5)] string BranchId, [property: Id(6)] string? Skill = null, [property: Id(7)] string? Reason = null, [property: Id(8)] int TravelMinutes = 0,
    [property: Id(9)] string? Zone = null, [property: Id(10)] Destination? Destination = null)
{
    /// <summary>By when the customer was promised that somebody is there; null where nothing was.</summary>
    [Id(11)]
    public DateTimeOffset? PromisedBy { get; init; }
}

[GenerateSerializer, Immutable, Alias("ConfirmSlot")]
public sealed record ConfirmSlot(
    [property: Id(0)] string VisitId, [property: Id(1)] string TicketId, [property: Id(2)] DateTimeOffset From, [property: Id(3)] DateTimeOffset To);

/// <param name="Minutes">Later than agreed.</param>
[GenerateSerializer, Immutable, Alias("DelaySlot")]
public sealed record DelaySlot([property: Id(0)] string VisitId, [property: Id(1)] int Minutes);

[GenerateSerializer, Immutable, Alias("ReleaseSlot")]
public sealed record ReleaseSlot([property: Id(0)] string VisitId);

/// <summary>Somebody scheduled a visit and wants to hear when its time is lost: the ticket, which the technician does not know.</summary>
[Alias("IHearSlotLost")]
public interface IHearSlotLost : IGrainWithStringKey
{
    /// <summary>The visit's time was given away before it was confirmed, or the technician can't keep it.</summary>
    [Alias("SlotLost")]
    Task<Answer> SlotLost(Intent<ReleaseSlot> intent);
}
