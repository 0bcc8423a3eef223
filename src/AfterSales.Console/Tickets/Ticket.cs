using AfterSales.Console.Shell;

namespace AfterSales.Console.Tickets;

/// <summary>A ticket as its page shows it.</summary>
/// <param name="FollowUpCalls">Null for whoever may not see them.</param>
public sealed record Ticket(
    string Id, string Number, int Version, string Step, string Kind, string Channel, bool IsEmergency, bool IsOpen, int Reports, string? Category,
    DateTimeOffset RegisteredAt, DateTimeOffset? CompletedAt, string? Symptom, string? Wish, IReadOnlyList<string> AllowedActions, Branch? Branch,
    Customer? Customer, InstalledProduct? Product, Technician? Technician, IReadOnlyList<PartAssessment> Parts, IReadOnlyList<Visit> Visits,
    IReadOnlyList<Promise> Promises, IReadOnlyList<FollowUpCall>? FollowUpCalls, IReadOnlyList<LinkedTicket> Links, IReadOnlyList<CustomerLink> CustomerLinks, IReadOnlyList<AttachedFile> Attachments, IReadOnlyList<TicketNote> Notes, IReadOnlyList<string>? Kit = null);

public sealed record Customer(string Id, string Name, IReadOnlyList<Phone> Phones, string? Address, string? City, string? CountryName)
{
    public string Where => string.Join(", ", new[] { Address, City, CountryName }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <param name="Display">As people read it.</param>
/// <param name="Number">As a telephone dials it.</param>
public sealed record Phone(string Display, string Number);

public sealed record InstalledProduct(
    string Model, string? Serial, DateOnly? PurchasedOn, DateOnly? InstalledOn, DateOnly? AcceptedOn, IReadOnlyList<Products.Warranty> Warranty);

public sealed record Technician(string Id, string Name);

public sealed record PartAssessment(string Part, string Proposed, string Because, DateOnly? WarrantyUntil, string Category, string? ContractId);

/// <param name="IsSlipLeft">Null where somebody was at home.</param>
public sealed record Visit(
    string Id, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? LeaveAt, DateTimeOffset? DepartedAt, DateTimeOffset? ArrivedAt, DateTimeOffset? StartedAt, DateTimeOffset? AgreedAt, Technician? Technician, Certificate? Certificate,
    IReadOnlyList<string>? Lacking = null, string? LackingBecause = null, bool? IsSlipLeft = null);

public sealed record Certificate(DateTimeOffset FinishedAt, int Minutes, long ChargedMinor, string Currency, bool IsSigned);

/// <summary>A promise with its clock.</summary>
/// <param name="Because">What the row of the policy asks of the ticket; none: it holds for all.</param>
/// <param name="DueAt">Null while it stands still and nobody knows until when.</param>
public sealed record Promise(
    int Number, int Round, string Kind, string State, int Amount, string Unit, string Origin, IReadOnlyList<string> Because, DateTimeOffset? DueAt,
    DateTimeOffset? WarnAt, DateTimeOffset? EndedAt, IReadOnlyList<PromisePause> Pauses, IReadOnlyList<PromiseStep> Escalations, PromiseStep? NextEscalation);

public sealed record PromisePause(string Reason, DateTimeOffset From, DateTimeOffset? To);

public sealed record PromiseStep(string Role, DateTimeOffset? At);

public sealed record FollowUpCall(
    int Number, string Step, string State, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, int Tries, DateTimeOffset? NextTryAt, DateTimeOffset? EndedAt,
    IReadOnlyList<string> OpenedIds);

/// <summary>About the ticket, or about who served.</summary>
public sealed record TicketComplaint(string Id, string Category, string State);

/// <param name="IsOutgoing">This ticket says it of the other; else the other says it of this one.</param>
public sealed record LinkedTicket(bool IsOutgoing, string Kind, string TicketId, string Number, string Step);

/// <summary>A link by which the customer sees his case.</summary>
/// <param name="VisitId">The visit he was told of with it.</param>
/// <param name="Message">What became of the message that brings it.</param>
/// <param name="Path">Null for whoever does not send messages, and for one that opens nothing any more.</param>
public sealed record CustomerLink(int Number, DateTimeOffset GivenAt, DateTimeOffset ExpiresAt, DateTimeOffset? TakenBackAt, string? VisitId, string? Message, string? Path);

/// <param name="Size">Bytes.</param>
public sealed record AttachedFile(string Id, string Name, long Size, string Scan, string Url, DateTimeOffset UploadedAt);

/// <param name="IsForCustomer">The customer reads or hears it; else it is for our own people.</param>
/// <param name="Text">Null once it was erased.</param>
public sealed record TicketNote(DateTimeOffset At, bool IsForCustomer, string? Text);

/// <summary>What the steps of a ticket answer with.</summary>
public sealed record TicketStepped(string Id, string Step);
