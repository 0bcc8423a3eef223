using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What the certificate asks of the customer.</summary>
public enum CertificateAsk
{
    /// <summary>His name and signature.</summary>
    Signature,

    /// <summary>He was shown that the product works.</summary>
    Demonstration,

    /// <summary>He was told how it is used.</summary>
    UseExplained,
}

/// <summary>The service certificate (S1 §9, S0 P5): what was found, done, used and charged, and the customer's opinion and signature.</summary>
public static class CertificateRules
{
    /// <summary>Our own work has no customer to sign for it; what was repaired or installed is shown to him (S0 P5).</summary>
    public static ImmutableList<CertificateAsk> AsksOf(TicketKind kind) => kind switch
    {
        TicketKind.Internal => [],
        TicketKind.Repair or TicketKind.Installation => [CertificateAsk.Signature, CertificateAsk.Demonstration, CertificateAsk.UseExplained],
        _ => [CertificateAsk.Signature],
    };

    public static Refusal? Refuse(Ticket ticket, FinishVisit request)
    {
        var issues = Issues(request).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        if (AsksOf(ticket.TicketKind).IsEmpty) return null;
        return SignedOrRefused(request.SignedBy, request.Signature, request.RefusedToSignBecause)
            ?? (Refusal?)ShownBeforeSigned(ticket.TicketKind, request.Signature, request.IsDemonstrated, request.IsUseExplained);
    }

    public static CertificateNotSigned? SignedOrRefused(string? signedBy, FileContent? signature, string? refusedBecause) =>
        signature is not null && !string.IsNullOrWhiteSpace(signedBy) ? null
        : signature is null && !string.IsNullOrWhiteSpace(refusedBecause) ? null
        : new CertificateNotSigned();

    /// <summary>Before the customer signs he has seen that the product works and heard how it is used (S0 P5); who refuses to sign need not have.</summary>
    public static DemonstrationNotConfirmed? ShownBeforeSigned(TicketKind kind, FileContent? signature, bool isDemonstrated, bool isUseExplained) =>
        AsksOf(kind).Contains(CertificateAsk.Demonstration) && signature is not null && !(isDemonstrated && isUseExplained)
            ? new DemonstrationNotConfirmed(isDemonstrated, isUseExplained)
            : null;

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

/// <summary>Before the customer signs, he is shown that the product works and how it is used.</summary>
[GenerateSerializer, Immutable, Alias("DemonstrationNotConfirmed")]
public sealed record DemonstrationNotConfirmed([property: Id(0)] bool IsDemonstrated, [property: Id(1)] bool IsUseExplained) : Refusal;
