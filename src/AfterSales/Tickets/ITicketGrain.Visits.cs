using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public partial interface ITicketGrain
{
    /// <summary>Books a technician. Refused: TechnicianBusy, NotFound (technician), RepairOrderNotApproved, InputInvalid.</summary>
    [Alias("Schedule")]
    Task<Answer> Schedule(Intent<ScheduleVisit> intent);

    /// <summary>What a visit of the ticket asks of a technician; null when there is no ticket for which the caller may book.</summary>
    [Alias("WhatAVisitNeeds")]
    Task<VisitNeeds?> WhatAVisitNeeds(Caller caller);

    /// <summary>Another time, with the customer's consent. Refused: CustomerMustAgree, VisitIsOver, TechnicianBusy, InputInvalid.</summary>
    [Alias("Reschedule")]
    Task<Answer> Reschedule(Intent<RescheduleVisit> intent);

    /// <summary>Another technician goes. Refused: ApologyMissing, CustomerMustAgree, AlreadyHasTheJob, VisitIsOver, TechnicianBusy, NotFound (technician), InputInvalid.</summary>
    [Alias("HandOn")]
    Task<Answer> HandOn(Intent<HandOnVisit> intent);

    /// <summary>Back to the dispatcher. Refused: ApologyMissing, VisitIsOver, InputInvalid.</summary>
    [Alias("HandBack")]
    Task<Answer> HandBack(Intent<HandBackVisit> intent);

    /// <summary>A booking made by mistake is taken back at once. Refused: BookingStands, VisitIsOver, InputInvalid.</summary>
    [Alias("TakeBack")]
    Task<Answer> TakeBack(Intent<TakeBackBooking> intent);

    /// <summary>The technician does not take the job. Refused: VisitIsOver, InputInvalid.</summary>
    [Alias("Refuse")]
    Task<Answer> Refuse(Intent<RefuseVisit> intent);

    /// <summary>He comes later than agreed. Refused: ApologyMissing, VisitIsOver, VisitHasBegun, VisitNotToday, NotFound (visit), InputInvalid.</summary>
    [Alias("ReportDelay")]
    Task<Answer> ReportDelay(Intent<ReportDelay> intent);

    /// <summary>The technician takes the job. Refused: VisitIsOver.</summary>
    [Alias("Accept")]
    Task<Answer> Accept(Intent<Step> intent);

    /// <summary>The technician spoke with the customer, who agrees to the time. Refused: NotFound (visit).</summary>
    [Alias("Contact")]
    Task<Answer> Contact(Intent<RecordContact> intent);

    /// <summary>The technician sets out with what he needs. Refused: ConditionsNotConfirmed, KitIncomplete, VisitIsOver.</summary>
    [Alias("Depart")]
    Task<Answer> Depart(Intent<SetOut> intent);

    [Alias("Arrive")]
    Task<Answer> Arrive(Intent<Step> intent);

    /// <summary>The technician begins the work. Refused: VisitIsOver, NotFound (visit).</summary>
    [Alias("StartWork")]
    Task<Answer> StartWork(Intent<Step> intent);

    /// <summary>The certificate of the visit. Refused: CertificateNotSigned, DemonstrationNotConfirmed, InputInvalid.</summary>
    [Alias("Finish")]
    Task<Answer> Finish(Intent<FinishVisit> intent);

    /// <summary>The visit ends until parts have come. Refused: InputInvalid.</summary>
    [Alias("AwaitParts")]
    Task<Answer> AwaitParts(Intent<AwaitParts> intent);

    /// <summary>The work can't be finished, for another reason than parts. Refused: InputInvalid.</summary>
    [Alias("CannotFinish")]
    Task<Answer> CannotFinish(Intent<CannotFinish> intent);

    /// <summary>The job goes back for a new time.</summary>
    [Alias("NobodyHome")]
    Task<Answer> NobodyHome(Intent<NobodyHome> intent);

    /// <summary>The product goes to the workshop. Refused: CertificateNotSigned, NotToBeCarriedIn, InputInvalid.</summary>
    [Alias("BringIn")]
    Task<Answer> BringIn(Intent<BringIn> intent);

    /// <summary>The technician's report on the trip. Refused: InputInvalid, NotFound (visit).</summary>
    [Alias("ReportTrip")]
    Task<Answer> ReportTrip(Intent<ReportTrip> intent);

    /// <summary>The supervisor's marks. Refused: RepairNotDone, NotFound (visit).</summary>
    [Alias("MarkRepair")]
    Task<Answer> MarkRepair(Intent<MarkRepair> intent);
}

/// <param name="Reason">Why the technician is booked although a soft rule speaks against it.</param>
/// <param name="TravelMinutes">The way to the customer; null: as the branch's zones say.</param>
[GenerateSerializer, Immutable, Alias("ScheduleVisit")]
public sealed record ScheduleVisit(
    [property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] string? Reason = null,
    [property: Id(4)] int? TravelMinutes = null);

/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("RescheduleVisit")]
public sealed record RescheduleVisit(
    [property: Id(0)] string? VisitId,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] bool HasCustomerAgreed,
    [property: Id(4)] string Reason);

/// <param name="VisitId">Null: the current one.</param>
/// <param name="From">Null: the time stays; another needs the customer's consent.</param>
/// <param name="IsApologised">The customer was told and got an apology.</param>
[GenerateSerializer, Immutable, Alias("HandOnVisit")]
public sealed record HandOnVisit(
    [property: Id(0)] string? VisitId,
    [property: Id(1)] string TechnicianId,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? To,
    [property: Id(4)] bool HasCustomerAgreed,
    [property: Id(5)] bool IsApologised,
    [property: Id(6)] string Reason);

/// <param name="VisitId">Null: the current one.</param>
/// <param name="IsApologised">The customer was told and got an apology.</param>
[GenerateSerializer, Immutable, Alias("HandBackVisit")]
public sealed record HandBackVisit([property: Id(0)] string? VisitId, [property: Id(1)] bool IsApologised, [property: Id(2)] string Reason);

/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("TakeBackBooking")]
public sealed record TakeBackBooking([property: Id(0)] string? VisitId, [property: Id(1)] string Reason);

/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("RefuseVisit")]
public sealed record RefuseVisit([property: Id(0)] string? VisitId, [property: Id(1)] string Reason);

/// <param name="VisitId">Null: the last one.</param>
/// <param name="Minutes">Later than agreed.</param>
/// <param name="Reason">For our own people.</param>
/// <param name="Apology">For the customer.</param>
[GenerateSerializer, Immutable, Alias("ReportDelay")]
public sealed record ReportDelay(
    [property: Id(0)] string? VisitId, [property: Id(1)] int Minutes, [property: Id(2)] string Reason, [property: Id(3)] string Apology);

/// <param name="VisitId">Null: the last one.</param>
/// <param name="Said">What was agreed.</param>
[GenerateSerializer, Immutable, Alias("RecordContact")]
public sealed record RecordContact([property: Id(0)] string? VisitId, [property: Id(1)] string? Said);

/// <param name="Minutes">Time worked.</param>
/// <param name="ChargedMinor">In the smallest unit of the branch's currency.</param>
/// <param name="SignedBy">The signer's name.</param>
/// <param name="Signature">As drawn; null where the customer refused, with the reason in <paramref name="RefusedToSignBecause"/>.</param>
/// <param name="IsDemonstrated">The customer was shown that the product works.</param>
/// <param name="IsUseExplained">The customer was told how to use it.</param>
/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("FinishVisit")]
public sealed record FinishVisit(
    [property: Id(0)] string Found,
    [property: Id(1)] string Done,
    [property: Id(2)] string? PartsUsed,
    [property: Id(3)] int Minutes,
    [property: Id(4)] long ChargedMinor,
    [property: Id(5)] string? Opinion,
    [property: Id(6)] string? SignedBy,
    [property: Id(7)] FileContent? Signature,
    [property: Id(8)] string? RefusedToSignBecause,
    [property: Id(9)] bool IsDemonstrated = false,
    [property: Id(10)] bool IsUseExplained = false,
    [property: Id(11)] string? VisitId = null);

/// <param name="Parts">The parts that are missing.</param>
/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("AwaitParts")]
public sealed record AwaitParts([property: Id(0)] string Found, [property: Id(1)] string Parts, [property: Id(2)] string? VisitId = null);

/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("CannotFinish")]
public sealed record CannotFinish([property: Id(0)] string Reason, [property: Id(1)] string? VisitId = null);

/// <param name="Kit">What he has with him, looked at piece by piece.</param>
/// <param name="LackingBecause">Why he goes without something.</param>
/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("SetOut")]
public sealed record SetOut([property: Id(0)] ImmutableList<KitItem> Kit, [property: Id(1)] string? LackingBecause = null, [property: Id(2)] string? VisitId = null);

/// <param name="IsSlipLeft">A message slip was left at the door.</param>
/// <param name="VisitId">Null: the current one.</param>
[GenerateSerializer, Immutable, Alias("NobodyHome")]
public sealed record NobodyHome([property: Id(0)] bool IsSlipLeft, [property: Id(1)] string? Remark, [property: Id(2)] string? VisitId = null);

/// <param name="Found">What was found, and in what condition the product is.</param>
/// <param name="VisitId">Null: the current one, or none where the customer carries it in.</param>
[GenerateSerializer, Immutable, Alias("BringIn")]
public sealed record BringIn(
    [property: Id(0)] string Found,
    [property: Id(1)] string? SignedBy,
    [property: Id(2)] FileContent? Signature,
    [property: Id(3)] string? RefusedToSignBecause,
    [property: Id(4)] string? VisitId = null);

/// <param name="VisitId">Null: the last one.</param>
[GenerateSerializer, Immutable, Alias("ReportTrip")]
public sealed record ReportTrip([property: Id(0)] string Report, [property: Id(1)] string? VisitId = null);

/// <param name="VisitId">Null: the last one.</param>
[GenerateSerializer, Immutable, Alias("MarkRepair")]
public sealed record MarkRepair(
    [property: Id(0)] SupervisorMark Time, [property: Id(1)] SupervisorMark Quality, [property: Id(2)] string? Remark, [property: Id(3)] string? VisitId = null);

/// <param name="Skill">The code of the work; null where none is needed.</param>
/// <param name="Zone">The branch's name of where it goes to; null where no zone has the address.</param>
/// <param name="TravelMinutes">That must be free before the visit.</param>
/// <param name="ArriveBy">When the promise of arrival runs out; null while none runs, or it stands still.</param>
/// <param name="Destination">What tells the way there from another customer.</param>
/// <param name="NotBefore">The later date that the customer wants, also where it is over; null where he wants none.</param>
[GenerateSerializer, Immutable, Alias("VisitNeeds")]
public sealed record VisitNeeds(
    [property: Id(0)] string BranchId, [property: Id(1)] string? CustomerId, [property: Id(2)] string? Skill, [property: Id(3)] string? Zone,
    [property: Id(4)] int TravelMinutes, [property: Id(5)] DateTimeOffset? ArriveBy, [property: Id(6)] Destination? Destination = null,
    [property: Id(7)] DateTimeOffset? NotBefore = null);
