using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>The way of a ticket (domain.md §3).</summary>
public static class TicketRules
{
    public static Decision Register(string id, string number, RegisterTicket request, DateOnly day, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(request.Symptom)
            ? InputInvalid.At("symptom", "REQUIRED")
            : new TicketRegistered(id, number, request.BranchId, request.CustomerId, request.ProductId, request.Kind, request.Channel,
                request.IsEmergency, now, day, request.Symptom, request.Wish);

    public static Decision Assess(Ticket ticket, AssessTicket request, ProductDetails? product, DateOnly day, int warrantyMonths)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Assess) is { } refusal) return refusal;
        var parts = request.Parts.Select(part => CategoryRules.Propose(product, part, day, warrantyMonths)).ToImmutableList();
        return CategoryRules.Refuse(parts, request.OverrideReason) ?? (Decision)new TicketAssessed(parts, request.Skill, request.OverrideReason);
    }

    public static Decision Schedule(Ticket ticket, string visitId, ScheduleVisit request) =>
        TicketSteps.MustAllow(ticket, TicketAction.Schedule) ?? (Decision)new VisitScheduled(visitId, request.TechnicianId, request.From, request.To, request.Reason);

    /// <summary>Only a visit that has not begun can lose its time; for any other the news comes too late to matter.</summary>
    public static Decision SlotLost(Ticket ticket, string visitId) =>
        ticket.Step == TicketStep.Scheduled && ticket.Visits.Last?.Id == visitId ? new VisitSlotLost(visitId) : Decision.NothingToDo;

    public static Decision Depart(Ticket ticket, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.Depart) ?? (Decision)new TechnicianDeparted(ticket.Visits.Last!.Id, now);

    public static Decision Arrive(Ticket ticket, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.Arrive) ?? (Decision)new TechnicianArrived(ticket.Visits.Last!.Id, now);

    public static Decision Finish(Ticket ticket, FinishVisit request, string currency, DateTimeOffset now)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Finish) is { } refusal) return refusal;
        var issues = Issues(request).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        if (TheCustomerSignsOrRefuses(request) is { } unsigned) return unsigned;
        var visit = ticket.Visits.Last!;
        return new VisitFinished(visit.Id, visit.TechnicianId, now, request.Minutes, request.ChargedMinor, currency, request.Found, request.Done,
            request.PartsUsed, request.Opinion, request.SignedBy, request.Signature, request.RefusedToSignBecause);
    }

    /// <summary>The dispatcher has inspected the finished work. Completion plans the calls that are owed.</summary>
    public static Decision Complete(Ticket ticket, AftermathPlans plans, WorkingCalendar calendar, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.Complete) is { } refusal ? refusal : Decision.Of(
            [new TicketCompleted(now, calendar.LocalDay(now)), .. Aftermath.OfCompletion(ticket, plans, calendar, now)]);

    private static CertificateNotSigned? TheCustomerSignsOrRefuses(FinishVisit request) =>
        request.Signature is not null && !string.IsNullOrWhiteSpace(request.SignedBy) ? null
        : request.Signature is null && !string.IsNullOrWhiteSpace(request.RefusedToSignBecause) ? null
        : new CertificateNotSigned();

    private static IEnumerable<InputIssue> Issues(FinishVisit request)
    {
        if (string.IsNullOrWhiteSpace(request.Found)) yield return new("found", "REQUIRED");
        if (string.IsNullOrWhiteSpace(request.Done)) yield return new("done", "REQUIRED");
        if (request.Minutes is < 0 or > 24 * 60) yield return new("minutes", "OUT_OF_RANGE");
        if (request.ChargedMinor is < 0 or > 1_000_000_000_00) yield return new("chargedMinor", "OUT_OF_RANGE");
    }
}

/// <summary>The certificate needs the customer's name and signature, or the reason why he refused to sign.</summary>
[GenerateSerializer, Immutable, Alias("CertificateNotSigned")]
public sealed record CertificateNotSigned : Refusal;

/// <summary>The product is registered for another customer than the ticket.</summary>
[GenerateSerializer, Immutable, Alias("ProductOfAnotherCustomer")]
public sealed record ProductOfAnotherCustomer([property: Id(0)] string ProductId, [property: Id(1)] string CustomerId) : Refusal;
