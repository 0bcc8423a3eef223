using System.Collections.Immutable;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>A ticket, by its key <c>t-…</c>. Its way is drawn in src/README.md; a step out of order is refused as StepNotAllowed.</summary>
[Alias("ITicketGrain")]
public interface ITicketGrain : IRecord<Ticket>
{
    const string Prefix = "t-";

    /// <summary>Takes the request down. Refused: InputInvalid, NotFound (branch, customer, product), ProductOfAnotherCustomer.</summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterTicket> intent);

    /// <summary>Who pays for which part. Refused: OverrideNeedsReason, CategoryIsInternal, InputInvalid.</summary>
    [Alias("Assess")]
    Task<Answer> Assess(Intent<AssessTicket> intent);

    /// <summary>Books a technician. Refused: TechnicianBusy, NotFound (technician), InputInvalid.</summary>
    [Alias("Schedule")]
    Task<Answer> Schedule(Intent<ScheduleVisit> intent);

    [Alias("Depart")]
    Task<Answer> Depart(Intent<Step> intent);

    [Alias("Arrive")]
    Task<Answer> Arrive(Intent<Step> intent);

    /// <summary>The certificate of the visit. Refused: CertificateNotSigned, InputInvalid.</summary>
    [Alias("Finish")]
    Task<Answer> Finish(Intent<FinishVisit> intent);

    /// <summary>Accepts the finished work and plans the follow-up calls.</summary>
    [Alias("Complete")]
    Task<Answer> Complete(Intent<Step> intent);
}

/// <summary>A step that needs no more to be said.</summary>
[GenerateSerializer, Immutable, Alias("Step")]
public sealed record Step;

[GenerateSerializer, Immutable, Alias("RegisterTicket")]
public sealed record RegisterTicket(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string? ProductId,
    [property: Id(3)] TicketKind Kind,
    [property: Id(4)] Channel Channel,
    [property: Id(5)] bool IsEmergency,
    [property: Id(6)] string Symptom,
    [property: Id(7)] string? Wish);

/// <param name="Skill">The work's code, for choosing a technician.</param>
[GenerateSerializer, Immutable, Alias("AssessTicket")]
public sealed record AssessTicket(
    [property: Id(0)] ImmutableList<PartToAssess> Parts, [property: Id(1)] string? Skill, [property: Id(2)] string? OverrideReason);

/// <param name="Category">Null: as the system proposes.</param>
[GenerateSerializer, Immutable, Alias("PartToAssess")]
public sealed record PartToAssess(
    [property: Id(0)] string Part, [property: Id(1)] WarrantyExclusion? Exclusion, [property: Id(2)] ServiceCategory? Category);

/// <param name="Reason">Why the technician is booked although a soft rule speaks against it.</param>
[GenerateSerializer, Immutable, Alias("ScheduleVisit")]
public sealed record ScheduleVisit(
    [property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset To, [property: Id(3)] string? Reason = null);

/// <param name="Minutes">Time worked.</param>
/// <param name="ChargedMinor">In the smallest unit of the branch's currency.</param>
/// <param name="SignedBy">The signer's name.</param>
/// <param name="Signature">As drawn; null where the customer refused, with the reason in <paramref name="RefusedToSignBecause"/>.</param>
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
    [property: Id(8)] string? RefusedToSignBecause);
