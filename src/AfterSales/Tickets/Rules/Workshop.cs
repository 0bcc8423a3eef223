using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>A product that was brought in (S1 §11–13): when it came, was repaired and went back; a part of the ticket's state.</summary>
[GenerateSerializer, Immutable, Alias("Workshop")]
public sealed record Workshop
{
    public static Workshop None { get; } = new();

    [Id(0)]
    public Moment? BroughtIn { get; init; }

    /// <summary>Who repairs it.</summary>
    [Id(1)]
    public string? TechnicianId { get; init; }

    [Id(2)]
    public DateTimeOffset? BegunAt { get; init; }

    [Id(3)]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Time worked.</summary>
    [Id(4)]
    public int? Minutes { get; init; }

    /// <summary>The certificate signed when the product came back.</summary>
    [Id(5)]
    public Certificate? Returned { get; init; }

    public Workshop Apply(Event happened) => happened switch
    {
        ProductBroughtIn e => this with { BroughtIn = new Moment(e.At, e.DeviceAt) },
        WorkshopRepairBegun e => this with { TechnicianId = e.TechnicianId, BegunAt = e.At },
        WorkshopRepairFinished e => this with { FinishedAt = e.At, Minutes = e.Minutes },
        ProductReturned e => this with { Returned = new Certificate(new Moment(e.At, e.DeviceAt), e.Figures) },
        _ => this,
    };
}

/// <param name="VisitId">The visit it was taken along from; null where the customer carried it in.</param>
/// <param name="ReportDue">When the technician's report on the trip is due.</param>
/// <param name="Found">What was found, and in what condition the product came.</param>
public sealed record ProductBroughtIn(
    DateTimeOffset At, DateTimeOffset? DeviceAt, string? VisitId, string? TechnicianId, DateTimeOffset? ReportDue, VisitFigures? Figures,
    [property: Words] string? Found, [property: Words] string? SignedBy, FileContent? Signature,
    [property: Words] string? RefusedToSignBecause) : TicketMoved(At);

public sealed record WorkshopRepairBegun(DateTimeOffset At, string TechnicianId) : TicketMoved(At);

public sealed record WorkshopRepairFinished(
    DateTimeOffset At, int Minutes, [property: Words] string Done, [property: Words] string? PartsUsed) : TicketMoved(At);

public sealed record ProductReturned(
    DateTimeOffset At, DateTimeOffset? DeviceAt, VisitFigures Figures, [property: Words] string? Opinion, [property: Words] string? SignedBy,
    FileContent? Signature, [property: Words] string? RefusedToSignBecause) : TicketMoved(At);

public static class WorkshopRules
{
    public static Decision Begin(Ticket ticket, string technicianId, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.StartRepair) ?? (Decision)new WorkshopRepairBegun(now, technicianId);

    public static Decision Finish(Ticket ticket, FinishRepair request, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.FinishRepair) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(request.Done) ? InputInvalid.At("done", "REQUIRED")
        : request.Minutes is < 0 or > 60_000 ? InputInvalid.At("minutes", "OUT_OF_RANGE")
        : new WorkshopRepairFinished(now, request.Minutes, request.Done, request.PartsUsed);

    /// <summary>The customer signs for it, after he was shown that it works (S1 §13, S0 P5).</summary>
    public static Decision Return(Ticket ticket, ReturnProduct request, string currency, DateTimeOffset? deviceAt, DateTimeOffset now)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Return) is { } refusal) return refusal;
        if (request.ChargedMinor is < 0 or > 1_000_000_000_00) return InputInvalid.At("chargedMinor", "OUT_OF_RANGE");
        if (CertificateRules.SignedOrRefused(request.SignedBy, request.Signature, request.RefusedToSignBecause) is { } unsigned) return unsigned;
        if (CertificateRules.ShownBeforeSigned(ticket.TicketKind, request.Signature, request.IsDemonstrated, request.IsUseExplained) is { } unseen)
            return unseen;
        var figures = new VisitFigures(
            ticket.Workshop.Minutes ?? 0, request.ChargedMinor, currency, request.Signature is not null, request is { IsDemonstrated: true, IsUseExplained: true });
        return new ProductReturned(now, deviceAt, figures, request.Opinion, request.SignedBy, request.Signature, request.RefusedToSignBecause);
    }
}
